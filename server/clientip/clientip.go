// Package clientip tells which client a request comes from, behind the owner's
// proxies or without them. Limits and the list of sessions go by it.
package clientip

import (
	"net/http"
	"net/netip"
	"strings"
)

// Of returns the address that a request comes from, as a network. Without proxies
// it is the address that is connected. Behind proxies it is the address that the
// outermost of them noted in X-Forwarded-For; what a client wrote there before it
// does not count. For IPv6 the network has 64 bits, all of which one client has.
func Of(r *http.Request, proxies int) netip.Prefix {
	text := r.RemoteAddr
	if hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ","); proxies > 0 && len(hops) >= proxies {
		text = strings.TrimSpace(hops[len(hops)-proxies])
	}
	address, err := netip.ParseAddr(text)
	if err != nil {
		port, _ := netip.ParseAddrPort(text)
		address = port.Addr()
	}
	bits := 64
	if address = address.Unmap().WithZone(""); address.Is4() {
		bits = 32
	}
	network, _ := address.Prefix(bits)
	return network
}
