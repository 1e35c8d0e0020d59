package order

import (
	"slices"
	"unicode/utf8"

	"carrito/app/typed"
)

// Clean returns the order with its texts cleaned by package typed, because pasted texts
// contain invisible characters. [Terms.Check] checks the clean texts, and
// [Terms.Propose] proposes them, so the shop stores only clean texts.
func (o Order) Clean() Order {
	c := &o.Customer
	clean(typed.Line, &c.Name, &c.City)
	clean(typed.Phone, &c.Phone)
	clean(typed.Email, &c.Email)
	clean(typed.Code, &c.PostalCode, &o.Promo, &o.Payment.Tender)
	clean(typed.Text, &c.Address, &o.Note)
	o.Lines = slices.Clone(o.Lines)
	for i := range o.Lines {
		clean(typed.Text, &o.Lines[i].Note)
	}
	return o
}

// clean cleans each text with by. It does not change a text that is not UTF-8, so that
// Check reports it.
func clean(by func(string) string, texts ...*string) {
	for _, text := range texts {
		if utf8.ValidString(*text) {
			*text = by(*text)
		}
	}
}
