package inbox

import (
	"time"

	"carrito/app/catalog"
	"carrito/app/order"
	"carrito/server/inbox/orderdb"
)

// Snapshot is a shop's products and terms at one moment.
type Snapshot struct {
	Terms    *order.Terms // nil if no orders are taken
	Products *catalog.Catalog
}

// Holds returns for how long new orders hold their units. Without terms there are
// no new orders.
func (s Snapshot) Holds() orderdb.Holds {
	if s.Terms == nil {
		return orderdb.Holds{}
	}
	limits := s.Terms.Limits
	return orderdb.Holds{For: time.Duration(limits.Hold) * time.Hour, PerHour: limits.PerHour}
}

// propose works out the order on the terms of the snapshot. A variant that the
// catalogue counts and the store does not yet has no units left.
func (s Snapshot) propose(o order.Order, left func(product, variant int) int) order.Order {
	promo, _ := s.Terms.Promo(o.Promo)
	return s.Terms.Propose(o, s.Products, promo, func(product, variant int) int {
		units := left(product, variant)
		if units != catalog.NotCounted {
			return units
		}
		if p, ok := s.Products.Product(product); ok {
			if v, ok := p.Variant(variant); ok && v.Stock != catalog.NotCounted {
				return 0
			}
		}
		return catalog.NotCounted
	})
}
