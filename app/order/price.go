package order

import "carrito/app/money"

// Price returns the figures of an order with the given lines, way of delivery and promo
// code. Without a code, p is the zero Promo. Shipping is zero if the way or its zone is
// missing or unknown, which [Terms.Check] reports, and if there are no lines.
//
// The discount is subtracted from the subtotal first. What is left decides whether
// shipping is free. Tax applies to that and to shipping. Fractions of a minor unit are
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

// Holds reports whether the promo code is valid for this subtotal.
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

// share returns n × part / whole, rounded with halves up. It does not overflow for the
// subtotal of the largest cart.
func share(n int64, part, whole int) int64 {
	p, w := int64(part), int64(whole)
	return n/w*p + (n%w*p*2+w)/(2*w)
}
