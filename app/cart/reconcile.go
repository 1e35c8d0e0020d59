package cart

import (
	"cmp"

	"carrito/app/catalog"
	"carrito/app/money"
)

// ChangeKind is the kind of a [Change].
type ChangeKind int

// The kinds of change.
const (
	PriceChanged ChangeKind = iota // the unit price has changed
	StockReduced                   // fewer units are left than were in the cart
	SoldOut                        // no units are left; the line is removed
	Gone                           // the shop no longer has the product or variant; the line is removed
	TooMany                        // there were more than MaxQuantity units, added in two tabs
	Renamed                        // the product or variant has another name, or the id belongs to another one
)

// Change is a change that [Cart.Reconcile] made to a line of the cart.
type Change struct {
	Kind     ChangeKind
	Line     Line         // the line before the change; missing names are those of the catalogue
	Price    money.Amount // the new unit price, for PriceChanged
	Quantity int          // the units left in the cart, for StockReduced and TooMany
}

// Reconcile updates names, prices and quantities of the cart to match the catalogue. It
// returns the changes that the shopper must be notified of. A line whose product is in a
// part that is not loaded stays as it is, and Reconcile asks for the part.
func (c *Cart) Reconcile(from *catalog.Catalog) []Change {
	var changes []Change
	kept := make([]Line, 0, len(c.lines))
	for _, old := range c.lines {
		line, change := reconcile(old, from)
		_, known := from.Product(old.ProductID)
		if check, ok := c.checks[old.Key()]; ok && known && line.Quantity > 0 && check != checkOf(line) {
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

// Awaits reports whether a line's product is in a part that is not loaded, so that nobody
// knows its name, price and stock yet. It asks for all such parts.
func (c *Cart) Awaits(from *catalog.Catalog) bool {
	awaits := false
	for _, l := range c.lines {
		if _, ok := from.Product(l.ProductID); !ok && from.Has(l.ProductID) {
			from.Want(l.ProductID)
			awaits = true
		}
	}
	return awaits
}

// reconcile returns the line updated to match the catalogue. Its quantity is 0 if the
// line must be removed.
func reconcile(old Line, from *catalog.Catalog) (Line, []Change) {
	p, ok := from.Product(old.ProductID)
	if !ok && from.Has(old.ProductID) {
		from.Want(old.ProductID)
		return atMost(old, old, nil)
	}
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
	return atMost(line, old, changes)
}

// atMost limits a line to MaxQuantity units.
func atMost(line, old Line, changes []Change) (Line, []Change) {
	if line.Quantity > MaxQuantity {
		line.Quantity = MaxQuantity
		changes = append(changes, Change{Kind: TooMany, Line: old, Quantity: MaxQuantity})
	}
	return line, changes
}
