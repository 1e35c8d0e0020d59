package shopper

import (
	"cmp"

	"carrito/app/order"
	"carrito/app/shop"
)

// payment returns the way of paying that a draft chooses among those that are offered.
// Until the shopper chooses, it is the first one.
func payment(d order.Draft, offered []order.Means) order.Payment {
	if len(offered) == 0 {
		return order.Payment{}
	}
	chosen := &offered[0]
	for i := range offered {
		if offered[i].ID == d.Payment.Method {
			chosen = &offered[i]
		}
	}
	p := order.Payment{Method: chosen.ID}
	if chosen.Kind == shop.Cash {
		p.Tender = d.Payment.Tender
	}
	return p
}

// Offered returns the ways of paying that the shopper can choose for an order.
func (c *Checkout) Offered(o order.Order) []order.Means {
	return c.shopper.Terms.Offered(o.Delivery, o.Figures)
}

// Channels returns the channels through which an order with its way of paying can be
// sent.
func (c *Checkout) Channels(o order.Order) []shop.Channel {
	channels := c.shopper.Shop.Orders.Channels
	means, ok := c.shopper.Terms.Means(o.Payment.Method)
	if !ok {
		return channels
	}
	var fit []shop.Channel
	for _, channel := range channels {
		if means.By(channel.Kind) {
			fit = append(fit, channel)
		}
	}
	return fit
}

// MeansName returns the name of a way of paying.
func (s *Shopper) MeansName(m order.Means) string {
	return cmp.Or(m.Name, s.Text.Order.PaymentName[m.Kind])
}

// PaymentName returns the name of an order's way of paying. It is the id if the shop no
// longer has it.
func (s *Shopper) PaymentName(o order.Order) string {
	if m, ok := s.Terms.Means(o.Payment.Method); ok {
		return s.MeansName(m)
	}
	return o.Payment.Method
}

// TenderText returns an amount that the shopper typed, in the shop's format.
func (s *Shopper) TenderText(typed string) string {
	if tender, err := s.Terms.Tender(typed); err == nil {
		return s.Money(tender)
	}
	return typed
}
