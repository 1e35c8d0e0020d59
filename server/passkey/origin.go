package passkey

import (
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"golang.org/x/net/idna"
)

// Origins returns the origins of pages with passkeys, of hosts with or without a
// port. A host that is an IP address or a single word has none. localhost has both
// with TLS and without; elsewhere browsers want TLS.
func Origins(hosts ...string) []string {
	var origins []string
	add := func(scheme, host string) {
		host = strings.TrimSuffix(host, map[string]string{"http": ":80", "https": ":443"}[scheme])
		if origin := scheme + "://" + host; !slices.Contains(origins, origin) {
			origins = append(origins, origin)
		}
	}
	for _, host := range hosts {
		host, ok := asBrowsersWrite(host)
		if !ok {
			continue
		}
		add("https", host)
		if name := hostname(host); name == "localhost" || strings.HasSuffix(name, ".localhost") {
			add("http", host)
		}
	}
	return origins
}

// asBrowsersWrite returns a host in small ASCII letters, and whether it may have
// passkeys.
func asBrowsersWrite(host string) (string, bool) {
	u, err := url.Parse("https://" + host)
	if err != nil || u.Host != host {
		return "", false
	}
	name, err := idna.Lookup.ToASCII(u.Hostname())
	if err != nil || protocol.ValidateRPID(name) != nil {
		return "", false
	}
	if u.Port() == "" {
		return name, true
	}
	return net.JoinHostPort(name, u.Port()), true
}

// hostname returns a host without its port.
func hostname(host string) string {
	name, _, _ := strings.Cut(host, ":")
	return name
}
