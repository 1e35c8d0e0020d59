//go:build unix

package publish

import (
	"os/exec"
	"syscall"
)

// group makes the command stop together with the programs that it has started.
func group(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}
