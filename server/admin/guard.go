package admin

import (
	"net/http"
	"time"

	"carrito/server/clientip"
	"carrito/server/inbox/orderdb"
)

// account guards the owner's account against attempts from many addresses. The
// guard of an address stops one client that tries many passwords. The delay of
// the account is short, because it locks the owner out of a new browser too.
var account = orderdb.Guard{Key: "account", Delay: growing(10, time.Second, 5*time.Minute)}

func (h *Handler) address(r *http.Request) orderdb.Guard {
	return orderdb.Guard{Key: "address " + clientip.Of(r, h.Proxies).String(), Delay: growing(5, 30*time.Second, time.Hour)}
}

// passkeyGuards returns the guards that count a request's attempts to sign in
// with a passkey. Passwords are counted separately. There is no guard of the
// account: a passkey cannot be guessed, and strangers must not keep the owner
// from using one.
func (h *Handler) passkeyGuards(r *http.Request, key string) []orderdb.Guard {
	guards := h.guards(r, key)
	last := guards[len(guards)-1]
	last.Key = "passkey " + last.Key
	return []orderdb.Guard{last}
}

// growing returns a delay that starts at failure number from and doubles with
// each further failure, up to longest.
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
