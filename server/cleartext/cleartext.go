// Package cleartext decides where orders may go unencrypted: to this machine,
// and to hosts that the owner names.
package cleartext

import (
	"fmt"
	"net"
	"strings"
)

// Variable is the environment variable with the hosts to which orders may go in
// clear text, separated by commas.
const Variable = "CARRITO_CLEARTEXT"

// Check returns an error unless host is this machine or the owner has named it.
// getenv reads the environment, such as [os.Getenv].
func Check(host string, getenv func(string) string) error {
	if IsLocal(host) {
		return nil
	}
	for name := range strings.SplitSeq(getenv(Variable), ",") {
		if strings.EqualFold(strings.TrimSpace(name), host) {
			return nil
		}
	}
	return fmt.Errorf("orders would go to %s in clear text, which everyone on the way can read; use TLS, or name the host in %s", host, Variable)
}

// IsLocal reports whether host is this machine: localhost, a loopback address,
// or the path or name of a Unix socket.
func IsLocal(host string) bool {
	if host == "" || host[0] == '/' || host[0] == '@' {
		return true
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	host = strings.ToLower(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}
