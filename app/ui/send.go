package ui

import (
	"time"

	"carrito/app/order"
	"carrito/app/shop"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// channels are the shop's, as far as this browser can use them.
func (s *Store) channels() []shop.Channel {
	var usable []shop.Channel
	for _, c := range s.Shop.Orders.Channels {
		if byHand(c.Kind) || s.Post != nil {
			usable = append(usable, c)
		}
	}
	return usable
}

// byHand reports whether the shopper has to press send in another program.
func byHand(kind string) bool { return kind == shop.WhatsAppChannel || kind == shop.EmailChannel }

func sendID(kind string) string { return "send-" + kind }

// sendButtons are one for each channel, the first of them the form's own.
func (s *Store) sendButtons(o order.Order) app.UI {
	if s.sending() {
		return div("send", app.Button().Class("button button--main").ID("sending").Type("button").Aria("disabled", "true").Text(s.Text.Order.Sending))
	}
	channels := s.channels()
	return div("send", app.Range(channels).Slice(func(i int) app.UI {
		kind := channels[i].Kind
		class, tip := "button", s.Text.Order.SendTip[kind]
		if i == 0 {
			class += " button--main"
		}
		if kind == shop.ServerChannel {
			tip += " " + s.Text.Order.Hold(s.terms.Limits.Hold)
		}
		return div("send__way",
			s.sendButton(class, kind, i == 0, o),
			paragraph("send__tip", tip),
		)
	}))
}

func (s *Store) sendButton(class, kind string, first bool, o order.Order) app.UI {
	text := s.Text.Order.SendBy[kind]
	if byHand(kind) {
		return s.handOpener(class, kind, text, o).OnClick(s.onSendByHand, app.EventScope(kind))
	}
	button := app.Button().Class(class).ID(sendID(kind)).Type("button").Text(text)
	if first {
		return button.Type("submit") // and so by Enter in a field
	}
	return button.OnClick(s.onSendPosted(kind), app.EventScope(kind))
}

// handOpener is the link that opens the program in which an order is written.
func (s *Store) handOpener(class, kind, text string, o order.Order) app.HTMLA {
	link := app.A().Class(class).ID(sendID(kind)).Href(s.handLink(kind, o)).Rel("noopener").Text(text)
	if kind == shop.WhatsAppChannel {
		link = link.Target("_blank")
	}
	return link
}

func (s *Store) onSubmit(ctx app.Context, e app.Event) {
	e.PreventDefault()
	channels := s.channels()
	if len(channels) == 0 || s.sending() {
		return
	}
	if kind := channels[0].Kind; byHand(kind) {
		onElement(sendID(kind), func(link app.Value) { link.Call("click") })
		return
	}
	s.Send(channels[0].Kind)
}

func (s *Store) onSendPosted(kind string) app.EventHandler {
	return func(ctx app.Context, e app.Event) { s.Send(kind) }
}

// sending reports whether the order that is on the page is on its way.
func (s *Store) sending() bool {
	last, ok := s.sent()
	return ok && last.state == Sending && last.order.ID == s.draft().ID
}

// ready returns the order as it goes out, or says what is wrong with it.
func (s *Store) ready() (order.Order, bool) {
	s.takeFields()
	s.checkout.refused, s.checkout.told = true, nil
	s.begin()
	o := s.order()
	faults := s.faults(o)
	if len(faults) == 0 {
		return o, true
	}
	s.say(s.Text.Order.Faults(len(faults)), false)
	s.focus(faultsID)
	return o, false
}

// Send sends the order by a channel that needs nobody to press send. It reports
// whether it could.
func (s *Store) Send(kind string) bool {
	o, ok := s.ready()
	channel, has := s.Shop.Orders.Channel(kind)
	if !ok || !has {
		return false
	}
	s.post(channel, o)
	return true
}

func (s *Store) post(channel shop.Channel, o order.Order) {
	s.saveSent(sent{kind: channel.Kind, state: Sending, order: o})
	s.say(s.Text.Order.Sending, false)
	s.Post(channel, o)
}

// onSendByHand lets the browser follow the link, and shows what is still to be
// done; not before the browser has followed it.
func (s *Store) onSendByHand(ctx app.Context, e app.Event) {
	link := ctx.JSSrc()
	kind := link.Get("id").String()[len(sendID("")):]
	o, ok := s.ready()
	if !ok {
		e.PreventDefault()
		return
	}
	link.Set("href", s.handLink(kind, o))
	s.saveSent(sent{kind: kind, state: ByHand, order: o})
	s.root.After(time.Millisecond, func(ctx app.Context) { ctx.Navigate(s.href(thanksPath)) })
}
