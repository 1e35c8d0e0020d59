package shopper

import (
	"strconv"
	"strings"

	"carrito/app/order"
)

// ZoneMissing reports whether the shopper must choose a zone before the
// delivery has a price.
func (s *Shopper) ZoneMissing(o order.Order) bool {
	way, _ := s.Terms.Way(o.Delivery.Method)
	return len(way.Zones) > 0 && o.Delivery.Zone == ""
}

// ShippingText returns the cost of an order's delivery, in words or as an amount.
func (s *Shopper) ShippingText(o order.Order) string {
	way, _ := s.Terms.Way(o.Delivery.Method)
	switch {
	case s.ZoneMissing(o):
		return s.Text.Order.ZoneMissing
	case way.Pickup && o.Figures.Shipping.Zero():
		return s.Text.Order.PickedUp
	case o.Figures.Shipping.Zero():
		return s.Text.Order.Free
	}
	return s.Money(o.Figures.Shipping)
}

// Figure is an amount with its name.
type Figure struct{ Name, Amount string }

// PaymentFigures returns the surcharge or the discount of an order's way of paying, if
// there is any.
func (s *Shopper) PaymentFigures(o order.Order) []Figure {
	t, name := s.Text.Order, s.PaymentName(o)
	switch f := o.Figures; {
	case !f.Surcharge.Zero():
		return []Figure{{t.Surcharge(name), s.Money(f.Surcharge)}}
	case !f.PaymentDiscount.Zero():
		return []Figure{{t.PaymentDiscount(name), "− " + s.Money(f.PaymentDiscount)}}
	}
	return nil
}

// PercentText formats hundredths of a percent, such as "18" or "10.5".
func PercentText(hundredths int) string {
	whole, rest := strconv.Itoa(hundredths/100), hundredths%100
	if rest == 0 {
		return whole
	}
	return whole + "." + strings.TrimRight(strconv.Itoa(rest/10)+strconv.Itoa(rest%10), "0")
}
