package ui

import (
	"time"

	"carrito/app/cart"
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
		class := "button"
		if i == 0 {
			class += " button--main"
		}
		return div("send__way",
			s.sendButton(class, kind, i == 0, o),
			paragraph("send__tip", s.Text.Order.SendTip[kind]),
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
		app.Window().GetElementByID(sendID(kind)).Call("click")
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
func (s *Store) ready(kind string) (order.Order, bool) {
	s.checkout.kind, s.checkout.refused = kind, true
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
	o, ok := s.ready(kind)
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
	o, ok := s.ready(kind)
	if !ok {
		e.PreventDefault()
		return
	}
	link.Set("href", s.handLink(kind, o))
	s.saveSent(sent{kind: kind, state: ByHand, order: o})
	s.root.After(time.Millisecond, func(ctx app.Context) { ctx.Navigate(s.href(thanksPath)) })
}

// OrderTold says what became of an order that [Store.Post] keeps. It is called
// within [Store.Do], as often as something is known, and may tell of an order
// that was sent in another tab or session.
func (s *Store) OrderTold(id string, d Delivery) {
	last, ok := s.sent()
	if !ok || last.order.ID != id {
		s.toldOther(id, d)
		return
	}
	if last.state == Cancelled || last.state == Sent {
		return
	}
	again := last.state == d.State
	last.state, last.placed, last.proposal = d.State, d.Placed, nil
	switch d.State {
	case Waiting, Sent:
		s.delivered(id)
	case Changed:
		last.proposal = d.Proposal
		s.bringBack(*d.Proposal)
	case Refused, Taken:
		s.bringBack(last.order)
	}
	s.saveSent(last)
	if d.State == Taken {
		s.renumber(s.draft())
	}
	if !again {
		s.showTold(d)
	}
}

// toldOther is of an order that this session did not send last.
func (s *Store) toldOther(id string, d Delivery) {
	if d.State == Sent {
		s.news = append(s.news, s.Text.Order.EarlierArrived(orderNumber(id)))
	}
}

// showTold brings what became of the order before the shopper, wherever they are.
func (s *Store) showTold(d Delivery) {
	t := s.Text.Order
	done := d.State == Sent || d.State == Waiting
	switch {
	case d.State == Sending:
	case s.here == checkoutPath && done:
		s.root.Dispatch(func(ctx app.Context) { ctx.Navigate(s.href(thanksPath)) })
	case s.here == checkoutPath && d.State == Changed:
		s.say(t.ChangedTitle, false)
		s.focus(changesID)
	case s.here == checkoutPath && d.State == Taken:
		s.news = append(s.news, t.NumberTaken)
		s.say(t.NumberTaken, false)
	case s.here == checkoutPath:
		s.checkout.refused, s.checkout.told = true, d.Faults
		if len(d.Faults) == 0 {
			s.checkout.told = order.Faults{{Field: "order", Problem: order.Invalid}}
		}
		s.say(t.NotTaken, false)
		s.focus(faultsID)
	case done || s.here == thanksPath:
		s.say(t.Thanks[d.State]+". "+t.Next[d.State], false)
	default:
		s.news = append(s.news, t.LaterRefused)
	}
}

// delivered empties the cart of an order that is on its way, and lets the next
// one begin.
func (s *Store) delivered(id string) {
	if s.draft().ID != id {
		return
	}
	s.saveDraft(order.Draft{})
	s.checkout = checkout{}
	s.change(func(c *cart.Cart) error { c.Clear(); return nil })
	s.undo = nil
}

// bringBack makes the cart and the draft those of an order.
func (s *Store) bringBack(o order.Order) {
	if d := s.draft(); d.ID != "" && d.ID != o.ID {
		return // the shopper has begun another one
	}
	lines := make([]cart.Line, len(o.Lines))
	notes := map[cart.Key]string{}
	for i, l := range o.Lines {
		lines[i] = cart.Line{ProductID: l.ProductID, VariantID: l.VariantID, Name: l.Name, Variant: l.Variant, UnitPrice: l.UnitPrice, Quantity: l.Quantity}
		if l.Note != "" {
			notes[l.Key()] = l.Note
		}
	}
	back := cart.New(lines)
	back.Reconcile(s.Catalog)
	s.change(func(c *cart.Cart) error { *c = back; return nil })
	s.saveDraft(order.Draft{ID: o.ID, Delivery: o.Delivery, Promo: o.Promo, Note: o.Note, Notes: notes})
	s.checkout.drawn = false
}
