package strict

import (
	"cmp"
	"errors"
	"fmt"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
)

// Terms checks the amounts, percentages and limits of a shop's settings, whose money
// format must be known. The error names every fault by its field; for each of them
// [order.NewTerms] goes by what holds if the field is left out.
func Terms(s *shop.Shop) error {
	c := termsCheck{digits: s.Money.Digits}
	o := &s.Orders
	c.amount("orders.minimum", o.Minimum)
	for i, d := range o.Delivery {
		at := fmt.Sprintf("orders.delivery[%d]", i)
		c.amount(at+".price", d.Price)
		c.amount(at+".freeFrom", d.FreeFrom)
		for j, z := range d.Zones {
			at := fmt.Sprintf("%s.zones[%d]", at, j)
			c.amount(at+".price", z.Price)
			c.amount(at+".freeFrom", z.FreeFrom)
		}
	}
	c.limit("quantity", o.Limits.Quantity, order.MaxLimits.Quantity)
	c.limit("units", o.Limits.Units, order.MaxLimits.Units)
	c.limit("lines", o.Limits.Lines, order.MaxLimits.Lines)
	c.limit("hold", o.Limits.Hold, order.MaxLimits.Hold)
	c.limit("perHour", o.Limits.PerHour, order.MaxLimits.PerHour)
	c.amount("orders.limits.value", o.Limits.Value)
	c.percent("orders.tax.percent", o.Tax.Percent)
	for i, p := range o.Promos {
		c.promo(fmt.Sprintf("orders.promos[%d]", i), p)
	}
	for i, p := range s.Payments {
		c.payment(fmt.Sprintf("payments[%d]", i), p)
	}
	return errors.Join(c.faults...)
}

// maxDiscount is 100 %, in hundredths.
const maxDiscount = 100_00

type termsCheck struct {
	digits int // decimals of the shop's currency
	faults []error
}

func (c *termsCheck) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf(format, args...))
}

func (c *termsCheck) amount(field, text string) money.Amount {
	a, err := money.Parse(cmp.Or(text, "0"), c.digits)
	if err != nil {
		c.fault("%s %q %w", field, text, err)
	}
	return a
}

func (c *termsCheck) limit(name string, n, most int) {
	if n < 0 || n > most {
		c.fault("orders.limits.%s is %d; it must be 1 to %d", name, n, most)
	}
}

func (c *termsCheck) percent(field, text string) int {
	n, err := order.Percent(text)
	switch err {
	case nil:
	case money.ErrDecimals:
		c.fault("%s %q has more than two decimals", field, text)
	case money.ErrRange:
		c.fault("%s %q is more than 100", field, text)
	default:
		c.fault("%s %q %w", field, text, err)
	}
	return n
}

func (c *termsCheck) payment(at string, p shop.Payment) {
	minimum, maximum := c.amount(at+".minimum", p.Minimum), c.amount(at+".maximum", p.Maximum)
	if !maximum.Zero() && maximum.Less(minimum) {
		c.fault("%s.maximum %q is less than its minimum %q, so it is never offered", at, p.Maximum, p.Minimum)
	}
	c.percent(at+".surcharge", p.Surcharge)
	if c.percent(at+".discount", p.Discount) == maxDiscount {
		c.fault("%s.discount %q makes orders free", at, p.Discount)
	}
}

func (c *termsCheck) promo(at string, p shop.Promo) {
	before := len(c.faults)
	percent := c.percent(at+".percent", p.Percent)
	amount := c.amount(at+".amount", p.Amount)
	c.amount(at+".minimum", p.Minimum)
	if percent == 0 && amount.Zero() && len(c.faults) == before {
		c.fault("%s takes nothing off", at)
	}
}
