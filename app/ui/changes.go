package ui

import (
	"carrito/app/cart"
	"carrito/app/money"
	"carrito/app/order"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

const changesID = "changes"

// proposed returns the order that the shop would take in the place of the one
// that was sent, as long as it is for what is still in the cart.
func (s *Store) proposed() (sent, bool) {
	last, ok := s.sent()
	if !ok || last.proposal == nil {
		return sent{}, false
	}
	d := s.draft()
	if d.ID != last.order.ID || s.delivery(d) != last.proposal.Delivery || len(s.Session.Cart().Lines()) != len(last.proposal.Lines) {
		return sent{}, false
	}
	for _, l := range last.proposal.Lines {
		if have, _ := s.Session.Cart().Line(l.Key()); have.Quantity != l.Quantity {
			return sent{}, false
		}
	}
	return last, true
}

// changesPanel says what differs from the order that was sent, what it comes to
// now, and asks whether to send it so.
func (s *Store) changesPanel() app.UI {
	last, ok := s.proposed()
	if !ok {
		return div("changes changes--none")
	}
	t := s.Text.Order
	said := s.changesOf(last.order, *last.proposal)
	return app.Section().Class("changes").ID(changesID).TabIndex(-1).Aria("labelledby", "changes-heading").Body(
		app.H2().Class("changes__heading").ID("changes-heading").Text(t.ChangedTitle),
		paragraph("changes__lead", t.ChangedLead),
		app.Ul().Class("changes__list").Body(app.Range(said).Slice(func(i int) app.UI { return app.Li().Text(said[i]) })),
		s.figures(*last.proposal),
		app.Button().Class("button button--main").ID("confirm").Type("button").Text(t.Confirm).OnClick(s.onConfirm),
	)
}

// changesOf words how one order differs from another.
func (s *Store) changesOf(was, now order.Order) []string {
	t := s.Text.Order
	lines := map[cart.Key]order.Line{}
	for _, l := range now.Lines {
		lines[l.Key()] = l
	}
	var said []string
	for _, l := range was.Lines {
		m, ok := lines[l.Key()]
		switch {
		case !ok:
			said = append(said, t.LineGone(orderedName(l)))
			continue
		case m.Quantity != l.Quantity:
			said = append(said, t.LineFewer(orderedName(l), m.Quantity, l.Quantity))
		}
		if before, now := orderedName(l), orderedName(m); before != now {
			said = append(said, s.Text.Renamed(before, now))
		}
		if m.UnitPrice != l.UnitPrice {
			said = append(said, s.Text.PriceChanged(orderedName(l), s.Money(l.UnitPrice), s.Money(m.UnitPrice)))
		}
	}
	if was.Promo != "" && now.Promo == "" {
		said = append(said, t.PromoGone(was.Promo))
	}
	amount := func(what string, was, now money.Amount) {
		if was != now {
			said = append(said, t.AmountChanged(what, s.Money(was), s.Money(now)))
		}
	}
	amount(t.Discount, was.Figures.Discount, now.Figures.Discount)
	amount(t.Shipping, was.Figures.Shipping, now.Figures.Shipping)
	if name := s.terms.Tax.Name; name != "" {
		amount(name, was.Figures.Tax, now.Figures.Tax)
	}
	amount(t.Total, was.Figures.Total, now.Figures.Total)
	return said
}

func (s *Store) onConfirm(ctx app.Context, e app.Event) { s.Confirm() }

// Confirm sends what the shop would take, under the same number. It reports
// whether it could.
func (s *Store) Confirm() bool {
	last, ok := s.proposed()
	channel, has := s.Shop.Orders.Channel(last.kind)
	if !ok || !has || s.Post == nil {
		return false
	}
	written := s.order()
	o := *last.proposal
	o.Customer, o.Note = written.Customer, written.Note
	for i, l := range o.Lines {
		for _, w := range written.Lines {
			if w.Key() == l.Key() {
				o.Lines[i].Note = w.Note
			}
		}
	}
	if faults := s.terms.Check(&o); len(faults) > 0 {
		s.checkout.refused = true
		s.say(s.Text.Order.Faults(len(faults)), false)
		s.focus(faultsID)
		return false
	}
	s.post(channel, o)
	return true
}
