package words

import (
	"cmp"
	"strings"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
)

// Number returns the short form of an order's id: its last eight digits, which
// are random, in capitals. Owner and shopper both see this form, and use it to
// talk about the order.
func Number(id string) string { return strings.ToUpper(id[max(0, len(id)-8):]) }

// Authors of changes of state, besides the shopper.
const (
	Owner       = "owner"   // the owner's page
	CommandLine = "command" // the command orders
)

// Figure is one line of an order's sum.
type Figure struct{ Name, Amount string }

// Figures returns the lines of an order's sum, the total last. It leaves out a
// discount or tax of zero.
func (w *Text) Figures(o order.Order, s *shop.Shop) []Figure {
	f, write := o.Figures, s.Money.Text
	figures := []Figure{{w.Subtotal, write(f.Subtotal)}}
	if !f.Discount.Zero() {
		figures = append(figures, Figure{w.Discount(o.Promo), "−" + write(f.Discount)})
	}
	figures = append(figures, Figure{w.Shipping, write(f.Shipping)})
	switch means := w.PaymentName(o.Payment, s); {
	case !f.Surcharge.Zero():
		figures = append(figures, Figure{w.Surcharge(means), write(f.Surcharge)})
	case !f.PaymentDiscount.Zero():
		figures = append(figures, Figure{w.PaymentDiscount(means), "−" + write(f.PaymentDiscount)})
	}
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

// DeliveryName returns the name of an order's delivery method and of its zone.
// It returns their ids if shop.json no longer has them.
func DeliveryName(d order.Delivery, s *shop.Shop) string {
	names := []string{d.Method, d.Zone}
	for _, method := range s.Orders.Delivery {
		if method.ID != d.Method {
			continue
		}
		names[0] = method.Name
		for _, zone := range method.Zones {
			if zone.ID == d.Zone {
				names[1] = zone.Name
			}
		}
	}
	return strings.TrimSuffix(strings.Join(names, ", "), ", ")
}

// PaymentName returns the name of an order's way of paying. It returns its id if
// shop.json no longer has it.
func (w *Text) PaymentName(p order.Payment, s *shop.Shop) string {
	for _, means := range s.Payments {
		if means.Ident() == p.Method {
			return cmp.Or(means.Name, w.PaymentNames[means.Kind])
		}
	}
	return p.Method
}

// Tender returns what the shopper pays with in cash, or "" if that is unknown.
func (w *Text) Tender(p order.Payment, s *shop.Shop) string {
	tender, err := money.ParseSum(p.Tender, s.Money.Digits)
	if err != nil {
		return p.Tender
	}
	return s.Money.Text(tender)
}

// Product returns the name of a line's product, with its variant.
func Product(l order.Line) string {
	if l.Variant == "" {
		return l.Name
	}
	return l.Name + " (" + l.Variant + ")"
}
