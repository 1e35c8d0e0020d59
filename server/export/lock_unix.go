//go:build unix

package export

import (
	"os"

	"golang.org/x/sys/unix"
)

// lock locks a folder until unlock is called or the process ends in any way. It
// reports false if another process holds the lock.
func lock(folder string) (unlock func(), ok bool) {
	file, err := os.Open(folder)
	if err != nil {
		return nil, false
	}
	if unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) != nil {
		file.Close()
		return nil, false
	}
	return func() { file.Close() }, true
}
