package httpd

import (
	"carrito/app/catalog"
	"carrito/app/order"
	"carrito/app/shop"
)

// Snapshot is the shop's products and terms at one moment.
type Snapshot struct {
	Terms    *order.Terms // nil where shop.json has no channel for the shop's own server
	Products *catalog.Catalog
}

// Snapshot returns the shop's products and terms as they are now.
func (h *Handler) Snapshot() Snapshot {
	now := h.current.Load()
	return Snapshot{now.terms, now.Catalog}
}

// Digits returns the number of decimals of the shop's currency.
func (h *Handler) Digits() int { return h.current.Load().Shop.Money.Digits }

// newTerms returns the terms on which the server takes orders, or nil if it takes
// none.
func newTerms(s *shop.Shop) *order.Terms {
	if _, ok := s.Orders.Channel(shop.ServerChannel); !ok {
		return nil
	}
	return order.NewTerms(s)
}
