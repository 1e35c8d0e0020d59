package importcli

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// lockName is the name of the file that is locked, because Windows locks no folders.
// Hidden files are neither served nor exported.
const lockName = ".import.lock"

// tryLock locks a folder. It reports whether another import holds the lock.
func tryLock(folder string) (unlock func(), held bool) {
	file, err := os.OpenFile(filepath.Join(folder, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return func() {}, false // the import will say why
	}
	// Others cannot read the bytes that are locked, so the lock is on one far behind the
	// end of the file.
	place := windows.Overlapped{OffsetHigh: 1}
	err = windows.LockFileEx(windows.Handle(file.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &place)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		file.Close()
		return nil, true
	}
	return func() { file.Close() }, false
}
