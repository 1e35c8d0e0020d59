// Package cleartext says where orders may go unencrypted: on this machine, and to
// hosts that the owner names.
package cleartext

import (
	"fmt"
	"net"
	"strings"
)

// Variable is the environment variable with the hosts to which orders may go in
// clear text, with commas between them.
const Variable = "CARRITO_CLEARTEXT"

// Check refuses a host that is not this machine and that the owner has not named.
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
	return fmt.Errorf("orders would go to %s in clear text, for everyone on the way to read; use TLS, or name the host in %s", host, Variable)
}

// IsLocal reports whether a host is this machine: a name or address of its own,
// or the folder or name of a Unix socket.
func IsLocal(host string) bool {
	if host == "" || host[0] == '/' || host[0] == '@' {
		return true
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	host = strings.ToLower(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}
