package shopper

import (
	"carrito/app/cart"
	"carrito/app/money"
	"carrito/app/order"
)

// Proposed returns the last order if the shop has proposed a changed one in its
// place, as long as the proposal is for what is in the cart. o is the order as it
// would be sent now.
func (c *Checkout) Proposed(o order.Order) (Sent, bool) {
	last, ok := c.shopper.Orders.Last()
	if !ok || last.Proposal == nil {
		return Sent{}, false
	}
	lines := c.shopper.Session.Cart()
	if o.ID != last.Order.ID || o.Payment.Method != last.Proposal.Payment.Method || o.Delivery != last.Proposal.Delivery || len(lines.Lines()) != len(last.Proposal.Lines) {
		return Sent{}, false
	}
	for _, l := range last.Proposal.Lines {
		if have, _ := lines.Line(l.Key()); have.Quantity != l.Quantity {
			return Sent{}, false
		}
	}
	return last, true
}

// Confirm sends the order that the shop proposes, with the same number. It
// returns false if there is no proposal or if the order has faults.
func (c *Checkout) Confirm() bool {
	s := c.shopper
	written := c.Order()
	last, ok := c.Proposed(written)
	channel, has := s.Shop.Orders.Channel(last.Kind)
	if !ok || !has {
		return false
	}
	o := *last.Proposal
	o.Customer, o.Note, o.Payment.Tender = written.Customer, written.Note, written.Payment.Tender
	for i, l := range o.Lines {
		for _, w := range written.Lines {
			if w.Key() == l.Key() {
				o.Lines[i].Note = w.Note
			}
		}
	}
	if faults := s.Terms.Check(&o); len(faults) > 0 {
		c.refuse(len(faults))
		return false
	}
	c.send(channel, o)
	return true
}

// Differences returns a sentence for each difference between two orders.
func (s *Shopper) Differences(was, now order.Order) []string {
	t := s.Text.Order
	lines := map[cart.Key]order.Line{}
	for _, l := range now.Lines {
		lines[l.Key()] = l
	}
	var texts []string
	for _, l := range was.Lines {
		m, ok := lines[l.Key()]
		if !ok {
			texts = append(texts, t.LineGone(OrderedName(l)))
			continue
		}
		if m.Quantity != l.Quantity {
			texts = append(texts, t.LineFewer(OrderedName(l), m.Quantity, l.Quantity))
		}
		if before, now := OrderedName(l), OrderedName(m); before != now {
			texts = append(texts, s.Text.Renamed(before, now))
		}
		if m.UnitPrice != l.UnitPrice {
			texts = append(texts, s.Text.PriceChanged(OrderedName(l), s.Money(l.UnitPrice), s.Money(m.UnitPrice)))
		}
	}
	if was.Promo != "" && now.Promo == "" {
		texts = append(texts, t.PromoGone(was.Promo))
	}
	amount := func(name string, was, now money.Amount) {
		if was != now {
			texts = append(texts, t.AmountChanged(name, s.Money(was), s.Money(now)))
		}
	}
	amount(t.Discount, was.Figures.Discount, now.Figures.Discount)
	amount(t.Shipping, was.Figures.Shipping, now.Figures.Shipping)
	amount(t.Surcharge(s.PaymentName(now)), was.Figures.Surcharge, now.Figures.Surcharge)
	amount(t.PaymentDiscount(s.PaymentName(now)), was.Figures.PaymentDiscount, now.Figures.PaymentDiscount)
	if name := s.Terms.Tax.Name; name != "" {
		amount(name, was.Figures.Tax, now.Figures.Tax)
	}
	amount(t.Total, was.Figures.Total, now.Figures.Total)
	return texts
}

// OrderedName returns the name of an order's line with its variant.
func OrderedName(l order.Line) string { return named(l.Name, l.Variant) }
