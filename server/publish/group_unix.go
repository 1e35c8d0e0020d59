//go:build unix

package publish

import (
	"os/exec"
	"syscall"
)

// group makes the command stop together with the programs that it has started. It has no
// terminal, so what asks there fails at once and does not wait.
func group(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}
