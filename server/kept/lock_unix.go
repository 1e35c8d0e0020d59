//go:build unix

package kept

import (
	"os"

	"golang.org/x/sys/unix"
)

// lockFolder waits until no other process holds the lock of a folder, and takes it
// until unlock is called or the process ends in any way.
func lockFolder(folder string) (unlock func(), err error) {
	file, err := os.Open(folder)
	if err != nil {
		return nil, err
	}
	for {
		err = unix.Flock(int(file.Fd()), unix.LOCK_EX)
		if err != unix.EINTR {
			break
		}
	}
	if err != nil && err != unix.ENOTSUP && err != unix.ENOSYS && err != unix.ENOLCK {
		file.Close()
		return nil, err
	}
	return func() { file.Close() }, nil
}
