package words

import (
	"strings"

	"carrito/app/order"
	"carrito/app/shop"
)

// Number returns the short form of an order's id that people tell each other:
// its last eight digits, which are random, in capitals. The shopper is told the
// same one.
func Number(id string) string { return strings.ToUpper(id[max(0, len(id)-8):]) }

// The authors of changes of state, beside the shopper.
const (
	Owner       = "owner"   // signed in at the page
	CommandLine = "command" // at the machine itself
)

// Figure is one line of what an order comes to.
type Figure struct{ Name, Amount string }

// Figures returns what an order comes to, the total last. What is nothing is
// left out.
func (w *Text) Figures(o order.Order, s *shop.Shop) []Figure {
	f, write := o.Figures, s.Money.Text
	figures := []Figure{{w.Subtotal, write(f.Subtotal)}}
	if !f.Discount.Zero() {
		figures = append(figures, Figure{w.Discount(o.Promo), "−" + write(f.Discount)})
	}
	figures = append(figures, Figure{w.Shipping, write(f.Shipping)})
	if !f.Tax.Zero() {
		figures = append(figures, Figure{w.tax(s.Orders.Tax), write(f.Tax)})
	}
	return append(figures, Figure{w.Total, write(f.Total)})
}

func (w *Text) tax(t shop.Tax) string {
	name := w.Tax
	if t.Name != "" {
		name = t.Name + " " + t.Percent + " %"
	}
	if t.Included {
		name += " (" + w.TaxIncluded + ")"
	}
	return name
}

// Way returns the name of the way of delivery that was chosen, with its zone:
// by their ids where shop.json no longer has them.
func Way(d order.Delivery, s *shop.Shop) string {
	names := []string{d.Method, d.Zone}
	for _, way := range s.Orders.Delivery {
		if way.ID != d.Method {
			continue
		}
		names[0] = way.Name
		for _, zone := range way.Zones {
			if zone.ID == d.Zone {
				names[1] = zone.Name
			}
		}
	}
	return strings.TrimSuffix(strings.Join(names, ", "), ", ")
}

// Product returns what a line is called, its variant included.
func Product(l order.Line) string {
	if l.Variant == "" {
		return l.Name
	}
	return l.Name + " (" + l.Variant + ")"
}
