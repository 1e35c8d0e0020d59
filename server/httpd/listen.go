package httpd

import (
	"fmt"
	"net"
)

// Listen listens at an address. For localhost it listens at 127.0.0.1 and at ::1.
// Browsers try ::1 first, so a program that holds only that one would answer in the
// shop's place: Listen then returns an error.
func Listen(addr string) ([]net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil || host != "localhost" {
		listener, err := net.Listen("tcp", addr)
		return []net.Listener{listener}, err
	}
	four, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		return nil, err
	}
	_, port, _ = net.SplitHostPort(four.Addr().String()) // the same for both where it was 0
	six, err := net.Listen("tcp6", net.JoinHostPort("::1", port))
	switch {
	case err == nil:
		return []net.Listener{four, six}, nil
	case portUsed(err):
		four.Close()
		return nil, fmt.Errorf("another program answers for localhost at one of its two addresses, and browsers would ask that one: %w; end it, or choose another port with -addr", err)
	}
	return []net.Listener{four}, nil // a machine without IPv6
}
