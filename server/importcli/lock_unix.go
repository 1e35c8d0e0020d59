//go:build unix

package importcli

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// tryLock locks a folder. It reports whether another process holds the lock.
func tryLock(folder string) (unlock func(), held bool) {
	file, err := os.Open(folder)
	if err != nil {
		return func() {}, false // the import will say why
	}
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); errors.Is(err, unix.EWOULDBLOCK) {
		file.Close()
		return nil, true
	}
	return func() { file.Close() }, false
}
