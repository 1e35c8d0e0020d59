package cart

import (
	"cmp"

	"carrito/app/catalog"
	"carrito/app/money"
)

// ChangeKind is what the catalogue changed about a line.
type ChangeKind int

// The kinds of change.
const (
	PriceChanged ChangeKind = iota // the unit price is another one now
	StockReduced                   // fewer units are left than were in the cart
	SoldOut                        // none is left; the line is gone
	Gone                           // the shop no longer has the product or variant; the line is gone
	TooMany                        // there were more than MaxQuantity, as adds in two tabs can come to
	Renamed                        // the shop calls the product or variant otherwise now, or has another under this id
)

// Change is one way in which [Cart.Reconcile] changed the cart.
type Change struct {
	Kind     ChangeKind
	Line     Line         // as it was, with the catalogue's names where it had none
	Price    money.Amount // PriceChanged: the unit price now
	Quantity int          // StockReduced, TooMany: the units now in the cart
}

// Reconcile brings the cart in line with the catalogue, whose word on names,
// prices and stock is the last, and returns what a shopper must be told.
func (c *Cart) Reconcile(from *catalog.Catalog) []Change {
	var changes []Change
	kept := make([]Line, 0, len(c.lines))
	for _, old := range c.lines {
		line, change := reconcile(old, from)
		if check, ok := c.checks[old.Key()]; ok && line.Quantity > 0 && check != checkOf(line) {
			changes = append(changes, Change{Kind: Renamed, Line: line})
		}
		changes = append(changes, change...)
		if line.Quantity > 0 {
			kept = append(kept, line)
		}
	}
	c.lines, c.checks = kept, nil
	return changes
}

// reconcile returns the line as the catalogue wants it, with quantity 0 where
// it must go.
func reconcile(old Line, from *catalog.Catalog) (Line, []Change) {
	p, ok := from.Product(old.ProductID)
	if !ok {
		return Line{}, []Change{{Kind: Gone, Line: old}}
	}
	old.Name = cmp.Or(old.Name, p.Name)
	v, ok := p.Variant(old.VariantID)
	if !ok {
		return Line{}, []Change{{Kind: Gone, Line: old}}
	}
	old.Variant = cmp.Or(old.Variant, v.Name())
	if v.SoldOut() {
		return Line{}, []Change{{Kind: SoldOut, Line: old}}
	}
	line := newLine(p, v)
	line.Quantity = old.Quantity
	var changes []Change
	if old.Name != line.Name || old.Variant != line.Variant {
		changes = append(changes, Change{Kind: Renamed, Line: old})
	}
	if old.UnitPrice != line.UnitPrice {
		changes = append(changes, Change{Kind: PriceChanged, Line: old, Price: line.UnitPrice})
	}
	if v.Stock != catalog.NotCounted && line.Quantity > v.Stock {
		line.Quantity = v.Stock
		changes = append(changes, Change{Kind: StockReduced, Line: old, Quantity: v.Stock})
	}
	if line.Quantity > MaxQuantity {
		line.Quantity = MaxQuantity
		changes = append(changes, Change{Kind: TooMany, Line: old, Quantity: MaxQuantity})
	}
	return line, changes
}
