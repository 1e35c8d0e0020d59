package shopper

import (
	"strings"

	"carrito/app/order"
	"carrito/app/outbox"
)

// Faults returns what keeps an order from being sent.
func (c *Checkout) Faults(o order.Order) order.Faults {
	faults := c.shopper.Terms.Check(&o)
	if o.Payment.Method == "" && len(c.shopper.Terms.Payments) > 0 {
		faults = append(faults, order.Fault{Field: "payment.method", Problem: order.Missing})
	}
	if problem := c.PromoProblem(o); problem != "" && faults.Of("promo") == "" {
		faults = append(faults, order.Fault{Field: "promo", Problem: problem})
	}
	for _, f := range c.serverFaults {
		if faults.Of(f.Field) == "" {
			faults = append(faults, f)
		}
	}
	return faults
}

// ShownFaults returns the faults of an order that the page shows. Until sending is first
// refused there are none.
func (c *Checkout) ShownFaults(o order.Order) order.Faults {
	if !c.shopper.Live || !c.refused {
		return nil
	}
	return c.Faults(o)
}

// FaultText returns the sentence for a fault.
func (c *Checkout) FaultText(f order.Fault) string {
	t := c.shopper.Text.Order
	most := longest(f.Field)
	switch {
	case f.Problem == order.Problem(outbox.Taken):
		return t.NumberTaken
	case f.Problem == order.Problem(outbox.Unkept), f.Problem == order.Problem(outbox.Old):
		return t.Next[outbox.State(f.Problem)]
	case f.Field == "subtotal":
		return c.MinimumText()
	case f.Problem == order.TooMany:
		return t.TooLarge
	case f.Field == "lines":
		return t.NoLines
	case f.Field == "promo" && f.Problem == promoTooFew:
		return t.PromoFrom(c.shopper.Money(c.promo.promo.Minimum))
	case f.Field == "promo" && f.Problem == PromoAsking:
		return t.PromoChecking
	case f.Field == "promo" && f.Problem == order.Unknown:
		return t.PromoUnknown
	case f.Field == "delivery.method":
		return t.WayMissing
	case f.Field == "delivery.zone":
		return t.ZoneNotChosen
	case f.Field == "payment.method" && f.Problem == order.Missing && len(c.shopper.Terms.Payments) > 0:
		return t.PaymentNone
	case f.Field == "payment.method":
		return t.PaymentMissing
	case f.Field == "payment.tender" && f.Problem == order.TooFew:
		return t.TenderFew(c.shopper.Money(c.Order().Figures.Total))
	case f.Field == "payment.tender":
		return t.TenderInvalid
	case most == 0:
		return t.NotTaken
	case f.Problem == order.TooLong:
		return t.TooLong(most)
	case f.Problem == order.Missing:
		return c.missingText(f.Field)
	case f.Field == "customer.phone":
		return t.PhoneInvalid
	case f.Field == "customer.email":
		return t.EmailInvalid
	}
	return t.BadCharacter
}

func (c *Checkout) missingText(field string) string {
	t := c.shopper.Text.Order
	switch field {
	case "customer.phone":
		return t.ReachMissing
	case "customer.address":
		return t.StreetMissing
	case "customer.city":
		return t.CityMissing
	}
	return t.NameMissing
}

// longest returns the most characters of a text field, or 0 for any other field.
func longest(field string) int {
	switch field {
	case "customer.name":
		return order.MaxName
	case "customer.phone":
		return order.MaxPhone
	case "customer.email":
		return order.MaxEmail
	case "customer.address":
		return order.MaxAddress
	case "customer.city":
		return order.MaxCity
	case "customer.postalCode":
		return order.MaxPostalCode
	case "note":
		return order.MaxNote
	case "promo":
		return order.MaxPromo
	}
	if strings.HasPrefix(field, "lines[") && strings.HasSuffix(field, "].note") {
		return order.MaxLineNote
	}
	return 0
}
