package shopper

import (
	"time"

	"carrito/app/address"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
)

// SendID returns the id of the button that sends an order through a channel of a kind.
func SendID(kind string) string { return "send-" + kind }

// Ready returns the order to send. If the order has faults, Ready announces
// them and returns false.
func (c *Checkout) Ready() (order.Order, bool) {
	c.refused, c.serverFaults = true, nil
	c.Begin()
	o := c.Order()
	faults := c.Faults(o)
	if len(faults) == 0 {
		return o, true
	}
	c.refuse(len(faults))
	return o, false
}

// refuse announces the number of faults and moves the focus to them.
func (c *Checkout) refuse(faults int) {
	c.refused = true
	c.shopper.Announce(c.shopper.Text.Order.Faults(faults), false)
	c.shopper.Page.Focus(FaultsID)
}

// Send sends the order through a channel that needs no other program. It
// returns false if the order has faults or is held; see priceTime. It also does so while the
// promo code is being checked, and the button is pressed again afterwards.
func (c *Checkout) Send(kind string) bool {
	if c.Begin(); c.awaitsPromo(kind) {
		return false
	}
	o, ok := c.Ready()
	channel, has := c.shopper.Shop.Orders.Channel(kind)
	if !ok || !has || c.held(kind) {
		return false
	}
	c.send(channel, o)
	return true
}

func (c *Checkout) send(channel shop.Channel, o order.Order) {
	s := c.shopper
	s.Orders.Save(Sent{Kind: channel.Kind, State: outbox.Sending, Order: o})
	s.Orders.pressed = o.ID
	s.Announce(s.Text.Order.Sending, false)
	s.Orders.Sender.Send(channel, o)
}

// priceTime is how long an order is held at most while products in it are on their way.
// Afterwards they count as lacking, and the order can be sent with the prices it has.
const priceTime = 10 * time.Second

// held reports whether an order must not be sent yet, because its prices may be old and
// the receiver does not check them as the server does. It then announces that.
func (c *Checkout) held(kind string) bool {
	s := c.shopper
	if kind == shop.ServerChannel || !s.Awaits() || s.Lacking {
		return false
	}
	s.Page.After(priceTime, func() {
		if s.Page.Path() == address.Checkout && s.Awaits() {
			s.Lacking = true
		}
	})
	s.Refuse(s.Text.Order.PricesChecking)
	return true
}

// SendByHand stores that the shopper is about to send the order in another
// program, and returns the link that opens the message there. It returns false
// in the cases in which Send does.
func (c *Checkout) SendByHand(kind string) (link string, ok bool) {
	if c.Begin(); c.awaitsPromo(kind) {
		return "", false
	}
	o, ok := c.Ready()
	if !ok || c.held(kind) {
		return "", false
	}
	c.shopper.Orders.Save(Sent{Kind: kind, State: outbox.ByHand, Order: o})
	return c.shopper.MessageLink(shop.MessageOf(kind), o), true
}
