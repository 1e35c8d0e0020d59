package httpd

import (
	"carrito/app/catalog"
	"carrito/app/order"
	"carrito/app/shop"
)

// Offer is what the shop offers at one moment, and on what terms.
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

// newTerms returns the terms on which the server takes orders, or nil if it takes
// none.
func newTerms(s *shop.Shop) *order.Terms {
	if _, ok := s.Orders.Channel(shop.ServerChannel); !ok {
		return nil
	}
	return order.NewTerms(s)
}
