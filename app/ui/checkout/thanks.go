package checkout

import (
	"slices"
	"strings"

	"carrito/app/address"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// ThanksPage returns the page at /gracias, with the last order and its state.
func (s *Screen) ThanksPage() part.Page {
	name := s.Text.Order.ThanksTitle
	if last, ok := s.Orders.Last(); ok {
		name = s.Text.Order.Thanks[last.State]
	}
	return part.Page{
		Status: 200,
		Title:  name,
		Body:   func() app.UI { return part.Div("thanks-page", thanks{s}.body()) },
	}
}

// thanks draws the page of an order that was sent.
type thanks struct{ *Screen }

func (s thanks) body() app.UI {
	t := s.Text.Order
	if !s.Live {
		return part.Div("thanks",
			part.Title(t.ThanksTitle),
			part.Paragraph("empty__text", s.Text.Opening),
			app.NoScript().Body(part.Paragraph("empty__text", t.NeedsJavaScript)),
		)
	}
	last, ok := s.Orders.Last()
	if !ok {
		return part.Div("thanks", part.Title(t.ThanksTitle), part.Div("cart", s.Empty("cart", t.NoOrder, t.NoOrderTip)))
	}
	next := s.NextText(last)
	if last.Kind == shop.ServerChannel && last.State == outbox.Sent {
		next += " " + s.holdText(last.Hold)
	}
	do := []app.UI{s.payment(last), s.actions(last)}
	if last.State == outbox.ByHand { // the order is sent first, and then paid
		slices.Reverse(do)
	}
	return app.Article().Class("thanks").Body(
		part.Title(t.Thanks[last.State]),
		app.P().Class("thanks__letterhead").Attr("translate", "no").Text(s.Shop.Name),
		part.Paragraph("thanks__next", next),
		part.Paragraph("thanks__number", t.Number(shopper.OrderNumber(last.Order.ID))),
		part.Div("thanks__do", do...),
		s.online(last),
		s.orderSheet(last.Order),
		part.Paragraph("thanks__full", t.FullNumber(last.Order.ID)),
	)
}

// holdText says until when the shop reserves the products; see [outbox.Delivery].
func (s thanks) holdText(hold string) string {
	t := s.Text.Order
	if hold == outbox.Unheld {
		return t.Unheld
	}
	if hold != "" {
		if until := s.Browser.Moment(hold); until != "" {
			return t.HoldUntil + strings.TrimSuffix(until, ".") + "." // as after "p. m."
		}
	}
	return t.Hold(s.Terms.Limits.Hold)
}

// actions draws what the shopper can do about the order.
func (s thanks) actions(last shopper.Sent) app.UI {
	t := s.Text.Order
	var actions []app.UI
	switch last.State {
	case outbox.ByHand:
		actions = append(actions, part.Button("button button--main", t.ConfirmSent, s.onConfirmSent))
		if shop.MessageOf(last.Kind) != nil {
			actions = append(actions, s.messageOpener("button", last.Kind, t.SendAgainBy[last.Kind], last.Order))
		}
	case outbox.Waiting:
		actions = append(actions, part.Button("button", t.Cancel, s.onCancel))
	case outbox.Changed, outbox.Refused, outbox.Taken, outbox.Unkept, outbox.Old:
		actions = append(actions, app.A().Class("button button--main").Href(s.Href(address.Checkout)).Text(t.CheckAgain))
	}
	actions = append(actions,
		part.Button("button", t.Print, func(app.Context, app.Event) { part.Try(func() app.Value { return app.Window().Call("print") }) }),
		app.A().Class("button button--quiet").Href(s.Href(address.Home)).Text(s.Text.ContinueBuying))
	return part.Div("thanks__actions", actions...)
}

// orderSheet draws the whole order, also for printing.
func (s thanks) orderSheet(o order.Order) app.UI {
	t := s.Text.Order
	way, _ := s.Terms.Way(o.Delivery.Method)
	where := way.Name
	if zone, ok := way.Zone(o.Delivery.Zone); ok {
		where += ", " + zone.Name
	}
	lines := append(shopper.CustomerLines(o.Customer), where)
	details := len(lines) - 1
	if o.Payment.Method != "" {
		lines = append(lines, t.PaysWith(s.PaymentName(o)))
	}
	return part.Div("sheet",
		part.Section("sheet__part", t.Products, app.Div().Body(
			app.Ul().Class("ordered").Body(app.Range(o.Lines).Slice(func(i int) app.UI {
				l := o.Lines[i]
				return app.Li().Class("ordered__line").Body(
					s.orderedWhat(l),
					app.If(l.Note != "", func() app.UI { return part.Paragraph("ordered__note", t.NoteIs(l.Note)) }),
				)
			})),
			s.figures(o),
		)),
		part.Section("sheet__whom", t.Customer, app.Div().Body(
			app.Ul().Class("sheet__lines").Body(app.Range(lines).Slice(func(i int) app.UI {
				line := app.Li().Text(lines[i])
				if i < details { // not the ways of delivery and of paying
					line = line.Attr("translate", "no")
				}
				return line
			})),
			app.If(o.Note != "", func() app.UI { return part.Paragraph("ordered__note", t.NoteIs(o.Note)) }),
		)),
	)
}

func (s thanks) onConfirmSent(ctx app.Context, e app.Event) {
	if s.Orders.ConfirmSent().Done {
		s.Focus("title")
	}
}

func (s thanks) onCancel(ctx app.Context, e app.Event) {
	if s.Orders.Cancel() {
		s.Focus("title")
	}
}
