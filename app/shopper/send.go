package shopper

import (
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
)

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
// returns false if the order has faults.
func (c *Checkout) Send(kind string) bool {
	o, ok := c.Ready()
	channel, has := c.shopper.Shop.Orders.Channel(kind)
	if !ok || !has {
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

// SendByHand stores that the shopper is about to send the order in another
// program, and returns the link that opens the message there. It returns false
// if the order has faults.
func (c *Checkout) SendByHand(kind string) (link string, ok bool) {
	o, ok := c.Ready()
	if !ok {
		return "", false
	}
	c.shopper.Orders.Save(Sent{Kind: kind, State: outbox.ByHand, Order: o})
	return c.shopper.MessageLink(shop.MessageOf(kind), o), true
}
