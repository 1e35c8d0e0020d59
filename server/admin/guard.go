package admin

import (
	"net/http"
	"time"

	"carrito/server/clientip"
	"carrito/server/inbox/orderdb"
)

// account guards the one account there is against many addresses, and an
// address's guard against one that tries many passwords. The account's is short:
// whoever tries passwords keeps the owner out of a new browser as well.
var account = orderdb.Guard{Key: "account", Delay: growing(10, time.Second, 5*time.Minute)}

func (h *Handler) address(r *http.Request) orderdb.Guard {
	return orderdb.Guard{Key: "address " + clientip.Of(r, h.Proxies).String(), Delay: growing(5, 30*time.Second, time.Hour)}
}

// passkeyGuards returns what counts the attempts of a request to sign in with a
// passkey. They are counted beside those with a password, and never for the account:
// a passkey cannot be guessed, and strangers keep nobody from using one.
func (h *Handler) passkeyGuards(r *http.Request, key string) []orderdb.Guard {
	guards := h.guards(r, key)
	last := guards[len(guards)-1]
	last.Key = "passkey " + last.Key
	return []orderdb.Guard{last}
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
