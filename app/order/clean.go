package order

import (
	"slices"
	"unicode/utf8"

	"carrito/app/typed"
)

// Clean returns the order with its texts as package typed cleans them: what a
// shopper pastes has characters that nobody sees. [Terms.Check] checks the clean
// texts, and [Terms.Propose] proposes them, so that the shop stores no others.
func (o Order) Clean() Order {
	c := &o.Customer
	clean(typed.Line, &c.Name, &c.City)
	clean(typed.Phone, &c.Phone)
	clean(typed.Email, &c.Email)
	clean(typed.Code, &c.PostalCode, &o.Promo)
	clean(typed.Text, &c.Address, &o.Note)
	o.Lines = slices.Clone(o.Lines)
	for i := range o.Lines {
		clean(typed.Text, &o.Lines[i].Note)
	}
	return o
}

// clean leaves a text that is no UTF-8 as it is, for Check to see.
func clean(by func(string) string, texts ...*string) {
	for _, text := range texts {
		if utf8.ValidString(*text) {
			*text = by(*text)
		}
	}
}
