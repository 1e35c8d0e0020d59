// Package order is an order: what was chosen, for whom, how it is delivered,
// and what all of it comes to.
//
// Use [NewTerms] once for a shop's settings, and [Terms.Price] wherever an order
// is shown, sent or received: the browser and the server work out the same
// figures with the same code. [Terms.Check] names what is missing or wrong in an
// order, [Parse] reads one that came from anywhere, and [Terms.Propose] says what
// the shop would take in its place. The package knows the catalogue, the cart
// and the shop's settings, and nothing of pages, networks or databases.
package order

import (
	"carrito/app/cart"
	"carrito/app/money"

	"github.com/google/uuid"
)

// Order is what a shopper orders.
type Order struct {
	ID       string // a UUID of version 7 (RFC 9562), made by the browser: sent twice it is one order
	Customer Customer
	Delivery Delivery
	Lines    []Line
	Note     string // the shopper's, on the whole order; may have line breaks
	Promo    string // the code as typed; empty for none
	Currency string // ISO 4217
	Figures  Figures
}

// NewID returns a new order's number.
func NewID() (string, error) {
	id, err := uuid.NewV7()
	return id.String(), err
}

// isID reports whether a text is an order's number, as [NewID] writes it.
func isID(text string) bool {
	id, err := uuid.Parse(text)
	return err == nil && id.Version() == 7 && id.Variant() == uuid.RFC4122 && id.String() == text
}

// Customer is who orders, and where they live. It is what the session variable
// cliente holds.
type Customer struct {
	Name       string
	Phone      string
	Email      string
	Address    string // street and number; may have line breaks
	City       string
	PostalCode string
}

// Delivery is the way of delivery that was chosen, by the ids of shop.json.
type Delivery struct {
	Method string
	Zone   string // of a way that has zones
}

// Line is one line of an order.
type Line struct {
	ProductID int
	VariantID int    // 0 for a product without variants
	Name      string // the product's name
	Variant   string // "M / Blanco", or empty
	UnitPrice money.Amount
	Quantity  int    // 1 to [cart.MaxQuantity]
	Note      string // the shopper's
}

// Key returns the key of the cart line that it was.
func (l Line) Key() cart.Key { return cart.KeyOf(l.ProductID, l.VariantID) }

// Total returns the unit price times the quantity.
func (l Line) Total() money.Amount { return l.UnitPrice.Mul(l.Quantity) }

// Figures is what an order comes to. Each amount has the currency's decimals.
type Figures struct {
	Subtotal money.Amount // the lines
	Discount money.Amount // what a promo code takes off the subtotal
	Shipping money.Amount
	Tax      money.Amount // on top of the above, or in it, as shop.json says
	Total    money.Amount // what is to be paid
}

// Lines returns the lines of an order from those of a cart, with the notes that
// the shopper wrote to them.
func Lines(c *cart.Cart, notes map[cart.Key]string) []Line {
	lines := make([]Line, 0, len(c.Lines()))
	for _, l := range c.Lines() {
		lines = append(lines, Line{
			ProductID: l.ProductID, VariantID: l.VariantID, Name: l.Name, Variant: l.Variant,
			UnitPrice: l.UnitPrice, Quantity: l.Quantity, Note: notes[l.Key()],
		})
	}
	return lines
}
