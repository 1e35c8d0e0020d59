package httpd

import (
	"net/http"
	"slices"

	"carrito/server/asset"
	"carrito/server/site"
)

// isFeed reports whether a feed for marketplaces is at an address.
func isFeed(address string) bool { return slices.Contains(site.Feeds, address) }

// sendFeed writes a feed while it is sent. Few clients ask for one, once an hour or a
// day.
func (h *Handler) sendFeed(w http.ResponseWriter, r *http.Request, now *build, address string) {
	to, err := asset.Stream(w, r, address)
	if err != nil || r.Method == http.MethodHead {
		return
	}
	if err := now.WriteFeed(to, address, "http://"+r.Host); err != nil {
		panic(http.ErrAbortHandler) // the client went away; nobody may take the part for the whole
	}
	to.Close()
}
