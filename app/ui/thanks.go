package ui

import (
	"carrito/app/order"
	"carrito/app/shop"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// thanksPage is "/gracias": the order that was sent last, and what became of it.
func (s *Store) thanksPage() Page {
	name := s.Text.Order.ThanksTitle
	if last, ok := s.sent(); ok {
		name = s.Text.Order.Thanks[last.state]
	}
	return Page{
		Status: 200,
		Title:  name,
		Body:   func() app.UI { return div("thanks-page", s.thanksBody()) },
	}
}

func (s *Store) thanksBody() app.UI {
	t := s.Text.Order
	if !s.Live {
		return div("thanks",
			title(t.ThanksTitle),
			paragraph("empty__text", s.Text.Opening),
			app.NoScript().Body(paragraph("empty__text", t.NeedsJavaScript)),
		)
	}
	last, ok := s.sent()
	if !ok {
		return div("thanks", title(t.ThanksTitle), div("cart", s.empty("cart", t.NoOrder, t.NoOrderTip)))
	}
	next := t.Next[last.state]
	if last.state == ByHand {
		next = t.NextByHand[last.kind]
	}
	if last.kind == shop.ServerChannel && last.state == Sent {
		next += " " + s.holdText(last.hold)
	}
	return app.Article().Class("thanks").Body(
		title(t.Thanks[last.state]),
		app.P().Class("thanks__letterhead").Attr("translate", "no").Text(s.Shop.Name),
		paragraph("thanks__next", next),
		paragraph("thanks__number", t.Number(orderNumber(last.order.ID))),
		s.thanksActions(last),
		s.orderSheet(last.order),
		s.forTheShop(last),
	)
}

// holdText says until when the shop keeps the units of an order; see [Delivery].
func (s *Store) holdText(hold string) string {
	t := s.Text.Order
	if hold == Unheld {
		return t.Unheld
	}
	if hold != "" {
		if until := s.Moment(hold); until != "" {
			return t.HoldUntil + until + "."
		}
	}
	return t.Hold(s.terms.Limits.Hold)
}

// thanksActions are what there is still to do about the order.
func (s *Store) thanksActions(last sent) app.UI {
	t := s.Text.Order
	var actions []app.UI
	switch last.state {
	case ByHand:
		actions = append(actions,
			button("button button--main", t.SaidSent, s.onSaidSent),
			s.handOpener("button", last.kind, t.SendAgainBy[last.kind], last.order))
	case Waiting:
		actions = append(actions, button("button", t.Cancel, s.onCancel))
	case Changed, Refused, Taken, Unkept, Old:
		actions = append(actions, app.A().Class("button button--main").Href(s.href(checkoutPath)).Text(t.CheckAgain))
	}
	actions = append(actions,
		button("button", t.Print, func(app.Context, app.Event) { try(func() app.Value { return app.Window().Call("print") }) }),
		app.A().Class("button button--quiet").Href(s.href(homePath)).Text(s.Text.ContinueBuying))
	return div("thanks__actions", actions...)
}

// orderSheet is the whole order, as it is printed.
func (s *Store) orderSheet(o order.Order) app.UI {
	t := s.Text.Order
	way, _ := s.terms.Way(o.Delivery.Method)
	where := way.Name
	if zone, ok := way.Zone(o.Delivery.Zone); ok {
		where += ", " + zone.Name
	}
	lines := append(customerLines(o.Customer), where)
	return div("sheet",
		section("sheet__part", t.Products, app.Div().Body(
			app.Ul().Class("ordered").Body(app.Range(o.Lines).Slice(func(i int) app.UI {
				l := o.Lines[i]
				return app.Li().Class("ordered__line").Body(
					s.orderedWhat(l),
					app.If(l.Note != "", func() app.UI { return paragraph("ordered__note", t.NoteIs(l.Note)) }),
				)
			})),
			s.figures(o),
		)),
		section("sheet__whom", t.Customer, app.Div().Body(
			app.Ul().Class("sheet__lines").Body(app.Range(lines).Slice(func(i int) app.UI {
				line := app.Li().Text(lines[i])
				if i < len(lines)-1 { // the shopper's own
					line = line.Attr("translate", "no")
				}
				return line
			})),
			app.If(o.Note != "", func() app.UI { return paragraph("ordered__note", t.NoteIs(o.Note)) }),
		)),
	)
}

// forTheShop is the number in full, and the address at which the owner finds
// the order in the shop's own inbox.
func (s *Store) forTheShop(last sent) app.UI {
	t := s.Text.Order
	return div("thanks__shop",
		paragraph("thanks__full", t.FullNumber(last.order.ID)),
		app.If(last.kind == shop.ServerChannel && last.state == Sent, func() app.UI {
			return app.P().Body(
				span("", t.ForTheShop+": "),
				app.A().Href(s.ownerAddress(last.order.ID)).Target("_blank").Rel("noopener").Attr("translate", "no").Text(s.ownerAddress(last.order.ID)),
			)
		}),
	)
}

func (s *Store) ownerAddress(id string) string {
	const path = "/admin/pedidos/"
	if !app.IsClient {
		return s.Absolute(path + id)
	}
	at := app.Window().URL()
	return at.Scheme + "://" + at.Host + s.Prefix + path + id
}

// onSaidSent takes the shopper's word that the message was sent.
func (s *Store) onSaidSent(ctx app.Context, e app.Event) {
	if last, ok := s.sent(); ok {
		last.state = Told
		s.delivered(last.order.ID)
		s.saveSent(last)
		s.say(s.Text.Order.Thanks[Told], false)
		s.focus("title")
	}
}

// onCancel asks for the order back: whether it could be had is told by
// [Store.OrderTold].
func (s *Store) onCancel(ctx app.Context, e app.Event) {
	last, ok := s.sent()
	if !ok || last.state != Waiting || s.Cancel == nil {
		return
	}
	s.Cancel(last.order.ID)
	s.focus("title")
}
