package clientip

import (
	"net"
	"net/http"
	"net/url"
	"strings"
)

// IsLocal reports whether a request comes from this machine, by the names in it: to a
// loopback address or localhost, from a page of such an address, and through no proxy.
// A page of another site that leads its own name to this machine has that name as the
// host. The caller makes sure that the server listens on loopback addresses alone.
func IsLocal(r *http.Request) bool {
	if !r.ProtoAtLeast(1, 1) {
		return false // no browser: nginx asks like this unless it is told otherwise
	}
	for _, header := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via"} {
		if r.Header.Get(header) != "" {
			return false
		}
	}
	if origin := r.Header.Get("Origin"); origin != "" {
		if u, err := url.Parse(origin); err != nil || !isLoopback(u.Host) {
			return false
		}
	}
	return isLoopback(r.Host)
}

// isLoopback reports whether a host is this machine.
func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
