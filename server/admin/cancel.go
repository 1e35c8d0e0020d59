package admin

import (
	"errors"
	"net/http"

	"carrito/server/inbox/orderdb"
	"carrito/server/words"
)

// cancelMany cancels the orders that are selected in the list. It skips those
// that can no longer be cancelled.
func (h *Handler) cancelMany(w http.ResponseWriter, r *http.Request, s session) {
	for _, id := range r.PostForm["order"] {
		err := h.store.SetState(r.Context(), id, orderdb.Cancelled, words.Owner)
		// The list shows orders that were cancelled or delivered in the meantime.
		if err != nil && !errors.As(err, new(*orderdb.StateError)) && !errors.Is(err, orderdb.ErrNoOrder) {
			h.unavailable(w, r, err)
			return
		}
	}
	http.Redirect(w, r, h.site().Prefix()+"/admin/pedidos", http.StatusSeeOther)
}
