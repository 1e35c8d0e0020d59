package disktest

import (
	"fmt"
	"syscall"
)

// mount mounts a disk in memory.
func mount(folder string, bytes int) error {
	return syscall.Mount("tmpfs", folder, "tmpfs", 0, fmt.Sprintf("size=%d,mode=0777", bytes))
}

// unmount unmounts the disk, even if a process still has a file open on it.
func unmount(folder string) error { return syscall.Unmount(folder, syscall.MNT_DETACH) }
