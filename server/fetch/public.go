package fetch

import "net/netip"

// special are networks that are not part of the public internet, besides those that
// package netip knows (RFC 6890 and its registries).
var special = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10",
)

// embedding are networks of IPv6 whose addresses contain one of IPv4, with its place in
// bytes.
var embedding = map[netip.Prefix]int{
	netip.MustParsePrefix("64:ff9b::/96"):   12,
	netip.MustParsePrefix("64:ff9b:1::/48"): 12,
	netip.MustParsePrefix("2002::/16"):      2,
	netip.MustParsePrefix("::/96"):          12,
}

func prefixes(texts ...string) []netip.Prefix {
	var all []netip.Prefix
	for _, text := range texts {
		all = append(all, netip.MustParsePrefix(text))
	}
	return all
}

// isPublicDial reports whether an address such as 192.0.2.1:443, with its name resolved,
// is one of the public internet.
func isPublicDial(address string) bool {
	at, err := netip.ParseAddrPort(address)
	return err == nil && isPublic(at.Addr())
}

func isPublic(a netip.Addr) bool {
	a = a.WithZone("").Unmap()
	if a.IsLoopback() || a.IsPrivate() || a.IsUnspecified() || !a.IsGlobalUnicast() {
		return false
	}
	for _, network := range special {
		if network.Contains(a) {
			return false
		}
	}
	for network, place := range embedding {
		if network.Contains(a) {
			bytes := a.As16()
			return isPublic(netip.AddrFrom4([4]byte(bytes[place : place+4])))
		}
	}
	return true
}
