package ui

import (
	"carrito/app/address"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/app/shopper"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// thanksPage is "/gracias": the order that was sent last, and what became of it.
func (s *Store) thanksPage() Page {
	name := s.Text.Order.ThanksTitle
	if last, ok := s.Orders.Last(); ok {
		name = s.Text.Order.Thanks[last.State]
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
	last, ok := s.Orders.Last()
	if !ok {
		return div("thanks", title(t.ThanksTitle), div("cart", s.empty("cart", t.NoOrder, t.NoOrderTip)))
	}
	next := t.Next[last.State]
	if last.State == outbox.ByHand {
		next = t.NextByHand[last.Kind]
	}
	if last.Kind == shop.ServerChannel && last.State == outbox.Sent {
		next += " " + s.holdText(last.Hold)
	}
	return app.Article().Class("thanks").Body(
		title(t.Thanks[last.State]),
		app.P().Class("thanks__letterhead").Attr("translate", "no").Text(s.Shop.Name),
		paragraph("thanks__next", next),
		paragraph("thanks__number", t.Number(shopper.OrderNumber(last.Order.ID))),
		s.thanksActions(last),
		s.orderSheet(last.Order),
		s.forTheShop(last),
	)
}

// holdText says until when the shop keeps the units of an order; see [Delivery].
func (s *Store) holdText(hold string) string {
	t := s.Text.Order
	if hold == outbox.Unheld {
		return t.Unheld
	}
	if hold != "" {
		if until := s.Browser.Moment(hold); until != "" {
			return t.HoldUntil + until + "."
		}
	}
	return t.Hold(s.Terms.Limits.Hold)
}

// thanksActions are what there is still to do about the order.
func (s *Store) thanksActions(last shopper.Sent) app.UI {
	t := s.Text.Order
	var actions []app.UI
	switch last.State {
	case outbox.ByHand:
		actions = append(actions,
			button("button button--main", t.SaidSent, s.onSaidSent),
			s.handOpener("button", last.Kind, t.SendAgainBy[last.Kind], last.Order))
	case outbox.Waiting:
		actions = append(actions, button("button", t.Cancel, s.onCancel))
	case outbox.Changed, outbox.Refused, outbox.Taken, outbox.Unkept, outbox.Old:
		actions = append(actions, app.A().Class("button button--main").Href(s.Href(address.Checkout)).Text(t.CheckAgain))
	}
	actions = append(actions,
		button("button", t.Print, func(app.Context, app.Event) { try(func() app.Value { return app.Window().Call("print") }) }),
		app.A().Class("button button--quiet").Href(s.Href(address.Home)).Text(s.Text.ContinueBuying))
	return div("thanks__actions", actions...)
}

// orderSheet is the whole order, as it is printed.
func (s *Store) orderSheet(o order.Order) app.UI {
	t := s.Text.Order
	way, _ := s.Terms.Way(o.Delivery.Method)
	where := way.Name
	if zone, ok := way.Zone(o.Delivery.Zone); ok {
		where += ", " + zone.Name
	}
	lines := append(shopper.CustomerLines(o.Customer), where)
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
func (s *Store) forTheShop(last shopper.Sent) app.UI {
	t := s.Text.Order
	return div("thanks__shop",
		paragraph("thanks__full", t.FullNumber(last.Order.ID)),
		app.If(last.Kind == shop.ServerChannel && last.State == outbox.Sent, func() app.UI {
			return app.P().Body(
				span("", t.ForTheShop+": "),
				app.A().Href(s.ownerAddress(last.Order.ID)).Target("_blank").Rel("noopener").Attr("translate", "no").Text(s.ownerAddress(last.Order.ID)),
			)
		}),
	)
}

func (s *Store) ownerAddress(id string) string {
	if s.Origin == "" {
		return s.File(address.Order(id))
	}
	return s.Origin + s.Prefix + address.Order(id)
}

func (s *Store) onSaidSent(ctx app.Context, e app.Event) {
	if s.Orders.SaidSent().Done {
		s.focus("title")
	}
}

func (s *Store) onCancel(ctx app.Context, e app.Event) {
	if s.Orders.Cancel() {
		s.focus("title")
	}
}
