package order

import (
	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/shop"
)

// Propose returns the order that the shop would take in o's place: clean, with the
// names and prices of its catalogue, without what it no longer has, with no more
// units than left says there are, each variant once, and with the figures that
// this comes to. An
// order that is equal to what is proposed may be taken as it is. A promo code
// that is unknown, or does not hold, is taken out; promo is the one that was
// typed, as the caller knows it.
//
// left returns the units there are of a variant, [catalog.NotCounted] where
// nobody counts them.
func (t *Terms) Propose(o Order, products *catalog.Catalog, promo Promo, left func(product, variant int) int) Order {
	p := o.Clean()
	lines := p.Lines
	p.Currency, p.Lines = t.currency, nil
	taken := map[cart.Key]bool{}
	for _, l := range lines {
		if l, ok := proposed(l, products, left); ok && !taken[l.Key()] {
			p.Lines = append(p.Lines, l)
			taken[l.Key()] = true // the units left are there once
		}
	}
	p.Figures = t.Price(p.Lines, p.Delivery, promo)
	if p.Figures.Discount.Zero() {
		p.Promo = ""
	}
	return p
}

func proposed(l Line, products *catalog.Catalog, left func(product, variant int) int) (Line, bool) {
	product, ok := products.Product(l.ProductID)
	if !ok {
		return l, false
	}
	v, ok := product.Variant(l.VariantID)
	if !ok {
		return l, false
	}
	l.Name, l.Variant, l.UnitPrice = product.Name, v.Name(), v.Price
	most := cart.MaxQuantity
	if n := left(l.ProductID, l.VariantID); n != catalog.NotCounted {
		most = min(most, n)
	}
	l.Quantity = min(l.Quantity, most)
	return l, l.Quantity > 0
}

// Same reports whether two orders ask for the same goods, called the same, at
// the same figures and with the same promo code. A name that is left out says
// nothing.
func Same(a, b Order) bool {
	if len(a.Lines) != len(b.Lines) || a.Figures != b.Figures || a.Delivery != b.Delivery || a.Currency != b.Currency ||
		shop.NormalCode(a.Promo) != shop.NormalCode(b.Promo) {
		return false
	}
	for i, l := range a.Lines {
		m := b.Lines[i]
		if l.Key() != m.Key() || l.Quantity != m.Quantity || l.UnitPrice != m.UnitPrice ||
			differ(l.Name, m.Name) || differ(l.Variant, m.Variant) {
			return false
		}
	}
	return true
}

// differ reports whether two names are of two things.
func differ(a, b string) bool { return a != b && a != "" && b != "" }
