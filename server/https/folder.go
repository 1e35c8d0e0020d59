package https

import (
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"
	"syscall"

	"carrito/server/httpd"
)

// openFolder makes the folder of certificates, which only its owner can read.
func openFolder(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("the folder of certificates: %w", err)
	}
	info, err := os.Stat(folder)
	if err != nil {
		return fmt.Errorf("the folder of certificates: %w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		if err := os.Chmod(folder, 0o700); err != nil {
			return fmt.Errorf("others can read the folder of certificates, which has their keys: %w", err)
		}
	}
	return nil
}

// portError tells what to do about a port that cannot be opened.
func portError(err error) error {
	port := "it"
	if failed := (*net.OpError)(nil); errors.As(err, &failed) && failed.Addr != nil {
		port = failed.Addr.String()
	}
	switch {
	case errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EPERM):
		return fmt.Errorf("%w: this user may not open ports below 1024; run the shop as the service that \"carrito service install\" makes, "+
			"or allow it once: sudo setcap cap_net_bind_service=+ep carrito", err)
	case httpd.PortTaken(err):
		return fmt.Errorf("%w: another program, such as nginx or Apache, listens at %s: end that one, or let it pass requests on, without -domain", err, port)
	}
	return err
}
