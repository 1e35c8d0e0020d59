package order

import (
	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/shop"
)

// Propose returns the order that the shop would accept instead of o. Its texts are
// clean, and its names and prices are those of the catalogue. It lacks lines that the
// shop no longer has, has no more units than left returns, and each variant only once.
// It lacks a promo code that is unknown or not valid. Its figures are those of the
// result. The shop may accept an order that equals its proposal. promo is the promo of
// the code in o.
//
// left returns the units left of a variant, or [catalog.NotCounted].
func (t *Terms) Propose(o Order, products *catalog.Catalog, promo Promo, left func(product, variant int) int) Order {
	p := o.Clean()
	lines := p.Lines
	p.Currency, p.Lines = t.currency, nil
	taken := map[cart.Key]bool{}
	for _, l := range lines {
		if l, ok := proposed(l, products, left); ok && !taken[l.Key()] {
			p.Lines = append(p.Lines, l)
			taken[l.Key()] = true // the units left must not be sold twice
		}
	}
	p.Figures = t.Price(p.Lines, p.Delivery, promo, p.Payment.Method)
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

// Same reports whether two orders have the same lines, names, figures, delivery, way of
// paying and promo code. It ignores a name that is empty in one of them.
func Same(a, b Order) bool {
	if len(a.Lines) != len(b.Lines) || a.Figures != b.Figures || a.Delivery != b.Delivery || a.Payment.Method != b.Payment.Method || a.Currency != b.Currency ||
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

// differ reports whether two names differ and neither is empty.
func differ(a, b string) bool { return a != b && a != "" && b != "" }
