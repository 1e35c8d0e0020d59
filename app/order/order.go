// Package order defines an order: its lines, its customer, its delivery and its
// figures.
//
// Use [NewTerms] once for a shop's settings, and [Terms.Price] wherever an order is
// shown, sent or received. The browser and the server compute the same figures with the
// same code. [Terms.Check] reports what is missing or wrong in an order. [Parse] reads
// an order from an untrusted source. [Terms.Propose] returns the order that the shop
// would accept instead. The package depends on the catalogue, the cart and the shop's
// settings, but not on pages, networks or databases.
package order

import (
	"carrito/app/cart"
	"carrito/app/money"

	"github.com/google/uuid"
)

// Order is what a shopper orders.
type Order struct {
	ID       string // a UUID of version 7 (RFC 9562), made by the browser, so that an order sent twice is one order
	Customer Customer
	Delivery Delivery
	Payment  Payment
	Lines    []Line
	Note     string // the shopper's note on the whole order; may have line breaks
	Promo    string // the code as typed; empty for none
	Currency string // ISO 4217
	Figures  Figures
}

// NewID returns the number of a new order.
func NewID() (string, error) {
	id, err := uuid.NewV7()
	return id.String(), err
}

// isID reports whether a text is the number of an order, in the form of [NewID].
func isID(text string) bool {
	id, err := uuid.Parse(text)
	return err == nil && id.Version() == 7 && id.Variant() == uuid.RFC4122 && id.String() == text
}

// Customer is the person who orders. The session variable cliente holds it.
type Customer struct {
	Name       string
	Phone      string
	Email      string
	Address    string // street and number; may have line breaks
	City       string
	PostalCode string
}

// Delivery is the chosen way of delivery, by its ids in shop.json.
type Delivery struct {
	Method string
	Zone   string // empty if the way has no zones
}

// Line is one line of an order.
type Line struct {
	ProductID int
	VariantID int    // 0 for a product without variants
	Name      string // the product's name
	Variant   string // "M / Blanco", or empty
	UnitPrice money.Amount
	Quantity  int    // 1 to [cart.MaxQuantity]
	Note      string // the shopper's note on the line
}

// Key returns the key of the cart line that l was made from.
func (l Line) Key() cart.Key { return cart.KeyOf(l.ProductID, l.VariantID) }

// Total returns the unit price times the quantity.
func (l Line) Total() money.Amount { return l.UnitPrice.Mul(l.Quantity) }

// Figures are the amounts of an order. Each has the decimals of the currency.
type Figures struct {
	Subtotal money.Amount // the sum of the lines
	Discount money.Amount // subtracted from the subtotal by a promo code
	Shipping money.Amount
	// What the way of paying costs more or less; see [shop.Payment]. One of them is zero.
	Surcharge, PaymentDiscount money.Amount

	Tax   money.Amount // added to the above, or included in it, as shop.json says
	Total money.Amount // the amount to pay
}

// Lines returns the lines of an order from those of a cart, with the shopper's notes on
// them.
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
