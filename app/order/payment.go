package order

import (
	"slices"

	"carrito/app/money"
	"carrito/app/shop"
)

// Payment is the chosen way of paying.
type Payment struct {
	Method string // its id in shop.json; empty if the shop has no ways of paying
	Tender string // of [shop.Cash]: what the shopper will pay with, as typed, such as "100"; may be empty
}

// Means is a way of paying, with its amounts parsed. Its ID is set.
type Means struct {
	shop.Payment

	minimum, maximum    money.Amount // of the total without surcharge and discount; a maximum of zero means none
	surcharge, discount int          // hundredths of a per cent
}

// newMeans parses the ways of paying in a shop's settings.
func newMeans(payments []shop.Payment, digits int) []Means {
	var all []Means
	for _, p := range payments {
		surcharge, _ := Percent(p.Surcharge)
		discount, _ := Percent(p.Discount)
		p.ID = p.Ident()
		all = append(all, Means{p, amount(p.Minimum, digits), amount(p.Maximum, digits), surcharge, discount})
	}
	return all
}

// Means returns the way of paying with the given id.
func (t *Terms) Means(id string) (Means, bool) {
	for i := range t.Payments {
		if t.Payments[i].ID == id {
			return t.Payments[i], true
		}
	}
	return Means{}, false
}

// Hosted reports whether an order with the given way of paying is paid on the page of a
// provider.
func (t *Terms) Hosted(id string) bool {
	m, _ := t.Means(id)
	kind, _ := shop.PaymentKindOf(m.Kind)
	return kind.Hosted
}

// Offered returns the ways of paying that can be chosen for an order with this delivery
// and these figures. The figures may be those of any way of paying.
func (t *Terms) Offered(d Delivery, f Figures) []Means {
	total := t.beforePayment(f)
	var offered []Means
	for _, m := range t.Payments {
		if m.fits(d, total) {
			offered = append(offered, m)
		}
	}
	return offered
}

// fits reports whether it is offered for a way of delivery and a total. Until the
// delivery is chosen, it is.
func (m Means) fits(d Delivery, total money.Amount) bool {
	return (len(m.Delivery) == 0 || d.Method == "" || slices.Contains(m.Delivery, d.Method)) &&
		!total.Less(m.minimum) && (m.maximum.Zero() || !m.maximum.Less(total))
}

// Percent returns what the way of paying costs more, in hundredths of a per cent. It is
// negative if it costs less.
func (m Means) Percent() int { return m.surcharge - m.discount }

// Tender parses what a shopper pays with. The error is that of [money.ParseSum].
func (t *Terms) Tender(typed string) (money.Amount, error) { return money.ParseSum(typed, t.digits) }

// checkPayment checks the way of paying. An order may have none: it may come from a page
// that was open before the shop had ways of paying. Shop and shopper then agree on one.
func (t *Terms) checkPayment(c *checker, o *Order) {
	m, ok := t.Means(o.Payment.Method)
	switch {
	case o.Payment.Method != "" && !ok:
		c.fault("payment.method", Unknown)
	case ok && !m.fits(o.Delivery, t.beforePayment(o.Figures)):
		c.fault("payment.method", Invalid)
	}
	if o.Payment.Tender == "" {
		return
	}
	switch tender, err := t.Tender(o.Payment.Tender); {
	case err != nil || m.Kind != shop.Cash:
		c.fault("payment.tender", Invalid)
	case tender.Less(o.Figures.Total):
		c.fault("payment.tender", TooFew)
	}
}
