package admin

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"carrito/server/live"
)

const maxListeners = 64

// events streams the number of the latest change, until the session ends.
func (h *Handler) events(w http.ResponseWriter, r *http.Request, s session) {
	h.follower.Serve(w, r, live.Stream{
		Text: func(ctx context.Context) (string, error) {
			latest, err := h.store.Latest(ctx)
			return strconv.FormatInt(latest, 10), err
		},
		Open: func(ctx context.Context) bool {
			ok, err := h.store.HasSession(ctx, s.id(), time.Now())
			return ok || err != nil
		},
	})
}
