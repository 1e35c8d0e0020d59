package inbox

import (
	"time"

	"carrito/app/catalog"
	"carrito/app/order"
	"carrito/server/inbox/orderdb"
)

// Offer is what a shop offers at one moment, and on what terms.
type Offer struct {
	Terms    *order.Terms // nil if no orders are taken
	Products *catalog.Catalog
}

// Holds returns for how long new orders hold their units. Without terms there are
// no new orders.
func (f Offer) Holds() orderdb.Holds {
	if f.Terms == nil {
		return orderdb.Holds{}
	}
	limits := f.Terms.Limits
	return orderdb.Holds{For: time.Duration(limits.Hold) * time.Hour, PerHour: limits.PerHour}
}

// propose works out the order on the terms of the offer. A variant that the
// catalogue counts and the store does not yet has no units left.
func (f Offer) propose(o order.Order, left func(product, variant int) int) order.Order {
	promo, _ := f.Terms.Promo(o.Promo)
	return f.Terms.Propose(o, f.Products, promo, func(product, variant int) int {
		units := left(product, variant)
		if units != catalog.NotCounted {
			return units
		}
		if p, ok := f.Products.Product(product); ok {
			if v, ok := p.Variant(variant); ok && v.Stock != catalog.NotCounted {
				return 0
			}
		}
		return catalog.NotCounted
	})
}
