//go:build !windows

package httpd

import (
	"errors"
	"syscall"
)

// PortTaken reports whether an error of listening means that another program has the
// port.
func PortTaken(err error) bool { return portUsed(err) }

// portUsed reports whether another program has the port.
func portUsed(err error) bool { return errors.Is(err, syscall.EADDRINUSE) }
