package admin

import (
	"net"
	"net/http"
	"net/netip"
	"time"

	"carrito/server/orders"
)

// account guards the one account there is against many addresses, and an
// address's guard against one that tries many passwords. The account's is short:
// whoever tries passwords keeps the owner out as well.
var account = orders.Guard{Key: "account", Delay: growing(10, time.Second, 5*time.Minute)}

func address(r *http.Request) orders.Guard {
	return orders.Guard{Key: "address " + network(r.RemoteAddr), Delay: growing(5, 30*time.Second, time.Hour)}
}

// growing returns a delay that begins with the failure of a number and doubles
// with each further one.
func growing(from int, first, longest time.Duration) func(failures int) time.Duration {
	return func(failures int) time.Duration {
		if failures < from {
			return 0
		}
		if failures-from > 20 {
			return longest
		}
		return min(longest, first<<(failures-from))
	}
}

// network returns who an address belongs to: of IPv6 the /64, which one host has
// all of.
func network(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		return "unknown"
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return "unknown"
	}
	if ip = ip.Unmap().WithZone(""); ip.Is4() {
		return ip.String()
	}
	prefix, _ := ip.Prefix(64) // fails for lengths that there are not
	return prefix.String()
}
