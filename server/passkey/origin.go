package passkey

import (
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"golang.org/x/net/idna"
)

// Origins returns the origins at which pages on the hosts may use passkeys. A
// host may have a port. A host that is an IP address or a single word has no
// such origin. localhost has two, with TLS and without; elsewhere browsers
// require TLS.
func Origins(hosts ...string) []string {
	var origins []string
	add := func(scheme, host string) {
		host = strings.TrimSuffix(host, map[string]string{"http": ":80", "https": ":443"}[scheme])
		if origin := scheme + "://" + host; !slices.Contains(origins, origin) {
			origins = append(origins, origin)
		}
	}
	for _, host := range hosts {
		host, ok := normalizeHost(host)
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

// normalizeHost returns a host in lower-case ASCII, as browsers write it. It
// reports whether pages there may use passkeys.
func normalizeHost(host string) (string, bool) {
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
