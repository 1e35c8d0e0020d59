package export

import "golang.org/x/sys/unix"

// exchange exchanges two folders in one step, so that whoever opens a file of
// the second at any moment finds either the old or the new. Where the file
// system cannot do that it takes more.
func exchange(a, b string) error {
	if unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE) == nil {
		return nil
	}
	return exchangeByRename(a, b)
}
