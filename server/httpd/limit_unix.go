//go:build unix

package httpd

import "golang.org/x/sys/unix"

// mostFiles returns how many files the system lets this process open.
func mostFiles() uint64 {
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) != nil {
		return usualFiles
	}
	return uint64(limit.Cur)
}
