package order

import "carrito/app/money"

// Price returns the figures of an order with the given lines, way of delivery, promo
// code and id of its way of paying. Without a code, p is the zero Promo. Shipping is zero
// if the way or its zone is missing or unknown, which [Terms.Check] reports, and if there
// are no lines.
//
// The discount is subtracted from the subtotal first. What is left decides whether
// shipping is free. The surcharge or discount of the way of paying applies to that and to
// shipping, and tax to all of it. Fractions of a minor unit are rounded, halves up.
func (t *Terms) Price(lines []Line, d Delivery, p Promo, payment string) Figures {
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
	due, means := left.Add(f.Shipping), Means{}
	if payment != "" {
		means, _ = t.Means(payment)
	}
	f.Surcharge = t.minor(share(due.Minor(), means.surcharge, maxPercent))
	f.PaymentDiscount = t.minor(share(due.Minor(), means.discount, maxPercent))
	f.Tax, f.Total = t.taxed(t.minor(due.Minor() + f.Surcharge.Minor() - f.PaymentDiscount.Minor()))
	return f
}

// taxed returns the tax on an amount, and the amount with its tax.
func (t *Terms) taxed(due money.Amount) (tax, total money.Amount) {
	if t.Tax.Included {
		return t.minor(share(due.Minor(), t.Tax.Percent, maxPercent+t.Tax.Percent)), due
	}
	tax = t.minor(share(due.Minor(), t.Tax.Percent, maxPercent))
	return tax, due.Add(tax)
}

// beforePayment returns what the total would be without the surcharge or discount of the
// way of paying.
func (t *Terms) beforePayment(f Figures) money.Amount {
	_, total := t.taxed(t.minor(max(0, f.Subtotal.Minor()-f.Discount.Minor()) + f.Shipping.Minor()))
	return total
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
