package disktest

import (
	"fmt"
	"syscall"
)

// mount mounts a disk that is in memory.
func mount(folder string, bytes int) error {
	return syscall.Mount("tmpfs", folder, "tmpfs", 0, fmt.Sprintf("size=%d,mode=0777", bytes))
}

// unmount unmounts it, also where a process still has a file of it.
func unmount(folder string) error { return syscall.Unmount(folder, syscall.MNT_DETACH) }
