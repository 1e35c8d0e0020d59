package checkout

import (
	"time"

	"carrito/app/address"
	"carrito/app/order"
	"carrito/app/shop"
	"carrito/app/shopper"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// sendButtons draws a button for each channel. The first one submits the form.
func (s *Screen) sendButtons(o order.Order) app.UI {
	if s.Orders.Sending() {
		return part.Div("send", app.Button().Class("button button--main").ID("sending").Type("button").Aria("disabled", "true").Text(s.Text.Order.Sending))
	}
	channels := s.Checkout.Channels(o)
	return part.Div("send", app.Range(channels).Slice(func(i int) app.UI {
		kind := channels[i].Kind
		class, tip := "button", s.Text.Order.SendTip[kind]
		if i == 0 {
			class += " button--main"
		}
		switch {
		case kind == shop.ServerChannel && s.Terms.Hosted(o.Payment.Method):
			tip = s.Text.Order.SendTipHosted
		case kind == shop.ServerChannel:
			tip += " " + s.Text.Order.Hold(s.Terms.Limits.Hold)
		}
		return part.Div("send__way",
			s.sendButton(class, kind, i == 0, o),
			part.Paragraph("send__tip", tip),
		)
	}))
}

func (s *Screen) sendButton(class, kind string, first bool, o order.Order) app.UI {
	text := s.Text.Order.SendBy[kind]
	if shop.MessageOf(kind) != nil {
		return s.messageOpener(class, kind, text, o).OnClick(s.onSendByHand, app.EventScope(kind))
	}
	button := app.Button().Class(class).ID(shopper.SendID(kind)).Type("button").Text(text)
	if first {
		return button.Type("submit") // Enter in a field presses it too
	}
	return button.OnClick(s.onSendPosted(kind), app.EventScope(kind))
}

// messageOpener draws the link that opens a message with the order in another program.
func (s *Screen) messageOpener(class, kind, text string, o order.Order) app.HTMLA {
	message := shop.MessageOf(kind)
	link := app.A().Class(class).ID(shopper.SendID(kind)).Href(s.MessageLink(message, o)).Rel("noopener").Text(text)
	if message.NewTab {
		link = link.Target("_blank")
	}
	return link
}

func (s *Screen) onSubmit(ctx app.Context, e app.Event) {
	e.PreventDefault()
	channels := s.Checkout.Channels(s.Checkout.Order())
	if len(channels) == 0 || s.Orders.Sending() {
		return
	}
	if kind := channels[0].Kind; shop.MessageOf(kind) != nil {
		part.OnElement(shopper.SendID(kind), func(link app.Value) { link.Call("click") })
		return
	}
	s.send(channels[0].Kind)
}

func (s *Screen) onSendPosted(kind string) app.EventHandler {
	return func(ctx app.Context, e app.Event) { s.send(kind) }
}

// send sends the order through a channel of the given kind.
func (s *Screen) send(kind string) {
	s.takeFields()
	s.Checkout.Send(kind)
}

// onSendByHand lets the browser follow the link to the message, and then shows
// the page with the next step.
func (s *Screen) onSendByHand(ctx app.Context, e app.Event) {
	link := ctx.JSSrc()
	kind := link.Get("id").String()[len(shopper.SendID("")):]
	s.takeFields()
	href, ok := s.Checkout.SendByHand(kind)
	if !ok {
		e.PreventDefault()
		return
	}
	link.Set("href", href)
	s.Root.After(time.Millisecond, func(ctx app.Context) { ctx.Navigate(s.Href(address.Thanks)) })
}
