package httpd

import (
	"net/http"
	"strings"

	"carrito/app/catalog"
	"carrito/app/order"
	"carrito/app/shop"
)

// OrdersAddress is where orders are sent to, behind the shop's prefix.
const OrdersAddress = "/api/orders"

// Offer is what the shop offers as it is now.
type Offer struct {
	Terms    *order.Terms // nil where shop.json has no channel for the shop's own server
	Products *catalog.Catalog
}

// Offer returns what the shop offers now.
func (h *Handler) Offer() Offer {
	now := h.current.Load()
	return Offer{now.terms, now.Catalog}
}

// Digits returns the number of decimals of the shop's currency.
func (h *Handler) Digits() int { return h.current.Load().Shop.Money.Digits }

// Handle lets a handler answer every method at an address behind the shop's
// prefix, "/api/orders", or at all that begin with it, "/admin/". The handler
// finds the address without the prefix, and the shop's security headers set.
// Handle is called before the first request.
func (h *Handler) Handle(address string, handler http.Handler) {
	if h.handlers == nil {
		h.handlers = map[string]http.Handler{}
	}
	h.handlers[address] = handler
}

// handler returns the handler that was added for an address behind the prefix,
// or nil.
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

// ServeMissing answers for a handler of [Handler.Handle] that has nothing at an
// address: as the shop answers where there is nothing.
func (h *Handler) ServeMissing(w http.ResponseWriter, r *http.Request) {
	now := h.current.Load()
	whole := r.Clone(r.Context())
	whole.URL.Path = now.prefix + r.URL.Path
	if r.URL.RawPath != "" {
		whole.URL.RawPath = now.prefix + r.URL.RawPath
	}
	h.serveShop(w, whole, now)
}

// newTerms returns on what terms the server takes orders, nil where it does not.
func newTerms(s *shop.Shop) (*order.Terms, error) {
	if _, ok := s.Orders.Channel(shop.ServerChannel); !ok {
		return nil, nil
	}
	return order.NewTerms(s)
}
