package httpd

import (
	"net/http"
	"strings"
)

// OrdersAddress is where orders are sent to, behind the shop's prefix.
const OrdersAddress = "/api/orders"

// Handle registers a handler for an address behind the shop's prefix, such as
// "/api/orders", or for all addresses that begin with it, such as "/admin/". The
// handler answers every method. It gets the address without the prefix, and the
// shop's security headers are set. Call Handle before the first request.
func (h *Handler) Handle(address string, handler http.Handler) {
	if h.handlers == nil {
		h.handlers = map[string]http.Handler{}
	}
	h.handlers[address] = handler
}

// handler returns the handler that is registered for an address behind the
// prefix, or nil.
func (h *Handler) handler(address string) http.Handler {
	if handler, ok := h.handlers[address]; ok {
		return handler
	}
	for at, handler := range h.handlers {
		if strings.HasSuffix(at, "/") && strings.HasPrefix(address, at) {
			return handler
		}
	}
	return nil
}

// ServeMissing answers as the shop does for an address that does not exist. A
// handler of [Handler.Handle] calls it for such an address.
func (h *Handler) ServeMissing(w http.ResponseWriter, r *http.Request) {
	now := h.current.Load()
	whole := r.Clone(r.Context())
	whole.URL.Path = now.prefix + r.URL.Path
	if r.URL.RawPath != "" {
		whole.URL.RawPath = now.prefix + r.URL.RawPath
	}
	h.serveShop(w, whole, now)
}
