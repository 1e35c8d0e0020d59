package order

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"

	"carrito/app/json"
	"carrito/app/money"
)

// Parse reads the JSON form of an order. Amounts have the given number of decimals.
// Parse is strict: the error names each member, up to ten, that is unknown, occurs
// twice or has a value of a wrong kind. [Terms.Check] checks the values, and whether
// any is missing; a missing amount is zero. Parse returns what it could read even with
// an error.
func Parse(text string, digits int) (Order, error) {
	var o Order
	p := parser{Reader: json.NewReader(text), digits: digits}
	for _, m := range o.Figures.members() {
		*m.amount = money.FromMinor(0, digits)
	}
	p.object("", func(name, at string) bool {
		switch name {
		case "customer":
			p.object(at, func(name, at string) bool { return p.text(o.Customer.members(), name, at) })
		case "delivery":
			p.object(at, func(name, at string) bool { return p.text(o.Delivery.members(), name, at) })
		case "payment":
			p.object(at, func(name, at string) bool { return p.text(o.Payment.members(), name, at) })
		case "lines":
			p.lines(&o, at)
		default:
			texts := []textMember{{"id", &o.ID}, {"note", &o.Note}, {"promo", &o.Promo}, {"currency", &o.Currency}}
			return p.text(texts, name, at) || p.figure(o.Figures.members(), name, at)
		}
		return true
	})
	if err := p.End(); err != nil {
		return o, fmt.Errorf("the order is not JSON: %w", err)
	}
	return o, errors.Join(p.faults...)
}

// ParseCustomer reads the JSON form of a customer, the session variable cliente. A
// member that is not a string stays empty, because the content of the session is not
// trusted.
func ParseCustomer(text string) Customer {
	var c Customer
	p := parser{Reader: json.NewReader(text)}
	p.object("cliente", func(name, at string) bool { return p.text(c.members(), name, at) })
	return c
}

// maxFaults is the maximum number of faults that are reported for one text.
const maxFaults = 10

// longestName is how much of an unknown name is reported, in bytes.
const longestName = 60

type parser struct {
	*json.Reader
	digits int
	faults []error
}

func (p *parser) fault(format string, args ...any) {
	if len(p.faults) < maxFaults && p.Err() == nil {
		p.faults = append(p.faults, fmt.Errorf(format, args...))
	}
}

// object reads an object. It calls member to read the value of each name; at is the
// full name. member reports false if there is no such member.
func (p *parser) object(at string, member func(name, at string) bool) {
	seen := map[string]bool{}
	isObject := p.Object(func(name string) {
		full := name
		if at != "" {
			full = at + "." + name
		}
		if len(full) > longestName {
			full = full[:longestName] + "…"
		}
		if seen[name] {
			p.fault("%s stands twice", full)
			return
		}
		seen[name] = true
		if !member(name, full) {
			p.fault("%q is unknown", full)
		}
	})
	if !isObject {
		p.fault("%s must be an object", cmp.Or(at, "the order"))
	}
}

func (p *parser) text(members []textMember, name, at string) bool {
	for _, m := range members {
		if m.name == name {
			var ok bool
			if *m.text, ok = p.Text(); !ok {
				p.fault("%s must be text", at)
			}
			return true
		}
	}
	return false
}

func (p *parser) figure(members []amountMember, name, at string) bool {
	for _, m := range members {
		if m.name == name {
			p.amount(m.amount, at, money.ParseSum)
			return true
		}
	}
	return false
}

func (p *parser) amount(to *money.Amount, at string, parse func(string, int) (money.Amount, error)) {
	text, ok := p.Text()
	a, err := parse(text, p.digits)
	switch {
	case !ok:
		p.fault("%s must be a decimal number in quotes", at)
	case err != nil:
		p.fault("%s %w", at, err)
	default:
		*to = a
	}
}

func (p *parser) number(to *int, at string) {
	literal, _ := p.Literal()
	n, err := strconv.Atoi(literal)
	if err != nil {
		p.fault("%s must be a whole number", at)
		return
	}
	*to = n
}

func (p *parser) lines(o *Order, at string) {
	isList := p.Array(func(i int) {
		if i > MaxLines { // one line too many is kept, so that Check reports it
			return
		}
		l := Line{UnitPrice: money.FromMinor(0, p.digits)}
		p.object(at+"["+strconv.Itoa(i)+"]", func(name, at string) bool {
			switch name {
			case "product":
				p.number(&l.ProductID, at)
			case "variant":
				p.number(&l.VariantID, at)
			case "quantity":
				p.number(&l.Quantity, at)
			case "unitPrice":
				p.amount(&l.UnitPrice, at, money.Parse)
			default:
				return p.text([]textMember{{"name", &l.Name}, {"variantName", &l.Variant}, {"note", &l.Note}}, name, at)
			}
			return true
		})
		o.Lines = append(o.Lines, l)
	})
	if !isList {
		p.fault("%s must be a list", at)
	}
}
