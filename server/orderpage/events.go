package orderpage

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"

	"carrito/server/inbox/orderdb"
	"carrito/server/live"
)

// events streams the version of an order, once at the start and again whenever it
// changes.
func (h *Handler) events(w http.ResponseWriter, r *http.Request, o orderdb.Stored) {
	h.follower.Serve(w, r, live.Stream{Text: func(ctx context.Context) (string, error) {
		now, err := h.store.OrderOf(ctx, o.Token)
		switch {
		case errors.Is(err, orderdb.ErrNoOrder):
			return "gone", nil // the shopper was forgotten
		case err != nil && now.Fault == nil:
			return "", err
		}
		return version(now), nil
	}})
}

// version returns a text that differs whenever the page of an order shows something
// else. It does not differ otherwise: a page that reloads its content makes the cashier
// ask, and each answer on a payment in process prolongs the hold.
func version(o orderdb.Stored) string {
	until, _ := shownHold(o)
	sum := sha256.Sum256(fmt.Append(nil, o.Order.ID, o.State, o.Payment, o.Means, o.Provider, until.UnixMicro(), o.Unheld))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}
