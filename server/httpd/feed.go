package httpd

import (
	"net/http"
	"slices"

	"carrito/server/asset"
	"carrito/server/site"
)

// isFeed reports whether a feed for marketplaces is at an address.
func isFeed(address string) bool { return slices.Contains(site.Feeds, address) }

// mostFeeds is how many feeds are written at once: that of a large shop takes a core for
// seconds. Few clients ask for one, once an hour or a day.
const mostFeeds = 2

// sendFeed writes a feed while it is sent.
func (h *Handler) sendFeed(w http.ResponseWriter, r *http.Request, now *build, address string) {
	h.feeds.within(w, func() { h.writeFeed(w, r, now, address) })
}

func (h *Handler) writeFeed(w http.ResponseWriter, r *http.Request, now *build, address string) {
	to, err := asset.Stream(w, r, address)
	if err != nil || r.Method == http.MethodHead {
		return
	}
	if err := now.WriteFeed(to, address, "http://"+r.Host); err != nil {
		panic(http.ErrAbortHandler) // the client went away; nobody may take the part for the whole
	}
	to.Close()
}
