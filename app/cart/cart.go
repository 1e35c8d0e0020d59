// Package cart is the shopping cart: what a shopper has chosen, in which quantities,
// and the subtotal.
//
// Use a [Cart] wherever the shopper's choice is changed or shown. The zero value is an
// empty cart. Its JSON form is the dictionary of the project's seed, keyed by product,
// as the browser's session stores it; see [Cart.AppendJSON] and [Parse]. The package
// depends on the catalogue, but not on storage, pages or the browser.
package cart

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"carrito/app/catalog"
	"carrito/app/money"
)

// MaxQuantity is the maximum number of units in a line.
const MaxQuantity = 999

// The errors of cart changes. After an error, the cart is unchanged.
var (
	ErrQuantity  = errors.New("the quantity is not a whole number from 1 to 999")
	ErrNoLine    = errors.New("the cart has no such line")
	ErrNoVariant = errors.New("the product has no such variant")
)

// StockError reports a quantity beyond the stock.
type StockError struct {
	Available int // units left; 0 if sold out
}

func (e *StockError) Error() string {
	return fmt.Sprintf("only %d in stock", e.Available)
}

// Key identifies a line: "7" for product 7, "7:2" for its variant 2.
type Key string

// KeyOf returns the key of the line of a variant. Variant 0 is the product itself.
func KeyOf(product, variant int) Key {
	if variant == 0 {
		return Key(strconv.Itoa(product))
	}
	return Key(strconv.Itoa(product) + ":" + strconv.Itoa(variant))
}

// Line is one product, or one variant of it, in the cart.
type Line struct {
	ProductID int
	VariantID int    // 0 for a product without variants
	Name      string // the product's name
	Variant   string // the variant's option values, "M / Blanco", or empty
	UnitPrice money.Amount
	Quantity  int    // 1 to MaxQuantity
	Image     string // address of its picture, or empty
}

// Key returns the line's key.
func (l Line) Key() Key { return KeyOf(l.ProductID, l.VariantID) }

// Total returns the unit price times the quantity.
func (l Line) Total() money.Amount { return l.UnitPrice.Mul(l.Quantity) }

// Cart is a list of lines in the order in which they were first added.
type Cart struct {
	lines  []Line
	checks map[Key]string // of the names in a link, by line; never changed
}

// New returns a cart of lines, no two of which may have the same key.
func New(lines []Line) Cart { return Cart{lines: lines} }

// Lines returns the lines. Callers must not change them.
func (c *Cart) Lines() []Line { return c.lines }

// Line returns the line with the given key.
func (c *Cart) Line(key Key) (Line, bool) {
	if i := c.index(key); i >= 0 {
		return c.lines[i], true
	}
	return Line{}, false
}

// Count returns how many units are in the cart.
func (c *Cart) Count() int {
	n := 0
	for _, l := range c.lines {
		n += l.Quantity
	}
	return n
}

// Subtotal returns the sum of the line totals, in the shop's currency.
func (c *Cart) Subtotal() money.Amount {
	var sum money.Amount
	for _, l := range c.lines {
		sum = sum.Add(l.Total())
	}
	return sum
}

// Clone returns a copy. Changes to one do not affect the other.
func (c *Cart) Clone() Cart { return Cart{slices.Clone(c.lines), c.checks} }

// Add adds n units of a product's variant to the cart. The error is [ErrNoVariant],
// [ErrQuantity] or a [StockError].
func (c *Cart) Add(p *catalog.Product, variantID, n int) error {
	v, ok := p.Variant(variantID)
	if !ok {
		return ErrNoVariant
	}
	line := newLine(p, v)
	i := c.index(line.Key())
	if i >= 0 {
		line = c.lines[i] // keeps name and price, so that Reconcile can compare them
	}
	if n < 1 || n > MaxQuantity {
		return ErrQuantity
	}
	line.Quantity += n
	if err := allowed(line.Quantity, v); err != nil {
		return err
	}
	if i >= 0 {
		c.lines[i] = line
		return nil
	}
	c.lines = append(c.lines, line)
	return nil
}

// SetQuantity sets the units in the line of a product's variant. The error is
// [ErrNoLine], [ErrNoVariant], [ErrQuantity] or a [StockError].
func (c *Cart) SetQuantity(p *catalog.Product, variantID, n int) error {
	v, ok := p.Variant(variantID)
	if !ok {
		return ErrNoVariant
	}
	i := c.index(KeyOf(p.ID, variantID))
	if i < 0 {
		return ErrNoLine
	}
	if err := allowed(n, v); err != nil {
		return err
	}
	c.lines[i].Quantity = n
	return nil
}

// SetUnchecked sets the units in a line whose product is not loaded. [Cart.Reconcile]
// compares them with the stock later. The error is [ErrNoLine] or [ErrQuantity].
func (c *Cart) SetUnchecked(key Key, n int) error {
	i := c.index(key)
	if i < 0 {
		return ErrNoLine
	}
	if n < 1 || n > MaxQuantity {
		return ErrQuantity
	}
	c.lines[i].Quantity = n
	return nil
}

// Remove removes a line and returns it and its place, for [Cart.Restore].
func (c *Cart) Remove(key Key) (removed Line, place int, err error) {
	i := c.index(key)
	if i < 0 {
		return Line{}, 0, ErrNoLine
	}
	removed = c.lines[i]
	c.lines = slices.Delete(c.lines, i, i+1)
	return removed, i, nil
}

// Restore puts a removed line back at its place. If the same product was added again
// meanwhile, Restore only raises its quantity to that of the removed line.
func (c *Cart) Restore(l Line, place int) {
	if i := c.index(l.Key()); i >= 0 {
		c.lines[i].Quantity = max(c.lines[i].Quantity, l.Quantity)
		return
	}
	c.lines = slices.Insert(c.lines, min(max(place, 0), len(c.lines)), l)
}

// Clear removes all lines and returns them in their order.
func (c *Cart) Clear() []Line {
	lines := c.lines
	c.lines = nil
	return lines
}

func (c *Cart) index(key Key) int {
	return slices.IndexFunc(c.lines, func(l Line) bool { return l.Key() == key })
}

func newLine(p *catalog.Product, v catalog.Variant) Line {
	image, _ := p.ImageOf(v)
	return Line{
		ProductID: p.ID, VariantID: v.ID, Name: p.Name, Variant: v.Name(),
		UnitPrice: v.Price, Image: image.Src,
	}
}

// allowed returns an error if a line cannot have n units of v. If both the stock and
// the limit of 999 are exceeded, the error is about the stock, which is the smaller
// number.
func allowed(n int, v catalog.Variant) error {
	if v.Stock != catalog.NotCounted && n > v.Stock {
		return &StockError{Available: v.Stock}
	}
	if n < 1 || n > MaxQuantity {
		return ErrQuantity
	}
	return nil
}
