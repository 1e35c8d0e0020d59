package order

import "carrito/app/money"

// Price returns what lines come to on these terms, delivered in this way and
// with this promo code, the zero Promo for none. Where the way or its zone is
// not chosen, or unknown, the shipping is zero; [Terms.Check] says so. Nothing
// costs nothing to deliver.
//
// The discount is taken off the subtotal first, and shipping is free or not by
// what is left. Tax is on that and on the shipping; shares of a minor unit are
// rounded, halves up.
func (t *Terms) Price(lines []Line, d Delivery, p Promo) Figures {
	f := Figures{Subtotal: t.nothing()}
	for _, l := range lines {
		f.Subtotal = f.Subtotal.Add(l.Total())
	}
	f.Discount = t.discount(f.Subtotal, p)
	left := t.minor(f.Subtotal.Minor() - f.Discount.Minor())
	f.Shipping = t.nothing()
	if len(lines) > 0 {
		f.Shipping = t.shipping(left, d)
	}
	f.Total = left.Add(f.Shipping)
	if t.Tax.Included {
		f.Tax = t.minor(share(f.Total.Minor(), t.Tax.Percent, maxPercent+t.Tax.Percent))
		return f
	}
	f.Tax = t.minor(share(f.Total.Minor(), t.Tax.Percent, maxPercent))
	f.Total = f.Total.Add(f.Tax)
	return f
}

// Holds reports whether a promo code holds for this subtotal.
func (p Promo) Holds(subtotal money.Amount) bool { return !subtotal.Less(p.Minimum) }

func (t *Terms) discount(subtotal money.Amount, p Promo) money.Amount {
	switch {
	case !p.Holds(subtotal):
		return t.nothing()
	case p.Percent > 0:
		return t.minor(share(subtotal.Minor(), p.Percent, maxPercent))
	default:
		return t.minor(min(p.Amount.Minor(), subtotal.Minor()))
	}
}

func (t *Terms) shipping(left money.Amount, d Delivery) money.Amount {
	way, _ := t.Way(d.Method)
	cost := way.Cost
	if len(way.Zones) > 0 {
		zone, _ := way.Zone(d.Zone)
		cost = zone.Cost
	}
	if !cost.FreeFrom.Zero() && !left.Less(cost.FreeFrom) {
		return t.nothing()
	}
	return t.minor(cost.Price.Minor())
}

func (t *Terms) nothing() money.Amount      { return t.minor(0) }
func (t *Terms) minor(n int64) money.Amount { return money.FromMinor(n, t.digits) }

// share returns n × part / whole, halves up, without leaving int64: n may be
// as much as the largest cart comes to.
func share(n int64, part, whole int) int64 {
	p, w := int64(part), int64(whole)
	return n/w*p + (n%w*p*2+w)/(2*w)
}
