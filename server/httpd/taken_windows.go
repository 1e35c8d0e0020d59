package httpd

import (
	"errors"

	"golang.org/x/sys/windows"
)

// PortTaken reports whether an error of listening means that another program has the
// port, or that Windows keeps it for its own. Windows never returns syscall.EADDRINUSE.
func PortTaken(err error) bool { return portUsed(err) || errors.Is(err, windows.WSAEACCES) }

// portUsed reports whether another program has the port.
func portUsed(err error) bool { return errors.Is(err, windows.WSAEADDRINUSE) }
