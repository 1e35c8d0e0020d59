package shopper

import (
	"errors"
	"strconv"
	"strings"

	"carrito/app/cart"
)

// removed is a cart line that can be put back.
type removed struct {
	line  cart.Line
	place int
}

// Add puts n units of a product's variant in the cart. While a new catalogue is on its way,
// the product is as pages still show it, and its price and stock are checked later.
func (s *Shopper) Add(productID, variantID, n int) Result {
	p, ok := s.Catalog.Latest(productID)
	if !ok {
		return s.Refuse(s.Text.NoSuchProduct)
	}
	if variantID == 0 && len(p.Variants) > 0 {
		return s.Refuse(s.Text.ChooseFirst(p.Name))
	}
	err := s.Session.Add(p, variantID, n)
	s.warnOfStorage()
	if err != nil {
		return s.Refuse(s.refusal(p.Name, err))
	}
	s.removed = nil
	line, _ := s.Session.Cart().Line(cart.KeyOf(productID, variantID))
	return s.done(s.Text.Added(LineName(line), n), true)
}

// SetQuantity sets the quantity of a line to what the shopper typed. A quantity
// of 0 removes the line.
func (s *Shopper) SetQuantity(key cart.Key, typed string) Result {
	line, ok := s.Session.Cart().Line(key)
	if !ok {
		return Result{}
	}
	n, err := strconv.Atoi(strings.TrimSpace(typed))
	if err != nil {
		return s.Refuse(s.Text.BadQuantity)
	}
	if n == 0 {
		return s.Remove(key)
	}
	p, ok := s.Catalog.Product(line.ProductID)
	if !ok && !s.Catalog.Has(line.ProductID) {
		return s.Refuse(s.Text.NoSuchProduct)
	}
	err = s.change(func(c *cart.Cart) error {
		if !ok { // on its way
			s.Catalog.Want(line.ProductID)
			return c.SetUnchecked(key, n)
		}
		return c.SetQuantity(p, line.VariantID, n)
	})
	if err != nil {
		return s.Refuse(s.refusal(LineName(line), err))
	}
	return s.done(s.Text.QuantitySet(LineName(line), n)+" "+s.subtotal(), false)
}

// Remove takes a line out of the cart. [Shopper.Undo] puts it back.
func (s *Shopper) Remove(key cart.Key) Result {
	var gone removed
	err := s.change(func(c *cart.Cart) (err error) {
		gone.line, gone.place, err = c.Remove(key)
		return err
	})
	if err != nil {
		return Result{}
	}
	s.removed = []removed{gone}
	return s.done(s.Text.Removed(LineName(gone.line))+" "+s.subtotal(), false)
}

// Clear takes all lines out of the cart. [Shopper.Undo] puts them back.
func (s *Shopper) Clear() Result {
	var lines []cart.Line
	s.change(func(c *cart.Cart) error {
		lines = c.Clear()
		return nil
	})
	s.removed = nil
	for place, line := range lines {
		s.removed = append(s.removed, removed{line, place})
	}
	return s.done(s.Text.Emptied, false)
}

// Removed returns the lines that [Shopper.Undo] puts back.
func (s *Shopper) Removed() []cart.Line {
	lines := make([]cart.Line, len(s.removed))
	for i, r := range s.removed {
		lines[i] = r.line
	}
	return lines
}

// Undo puts back the lines that were last removed.
func (s *Shopper) Undo() Result {
	s.change(func(c *cart.Cart) error {
		for _, r := range s.removed {
			c.Restore(r.line, r.place)
		}
		return nil
	})
	s.removed = nil
	return s.done(s.Text.Restored+" "+s.subtotal(), false)
}

// change changes the cart. All changes except additions go through it.
func (s *Shopper) change(f func(*cart.Cart) error) error {
	err := s.Session.Change(f)
	s.warnOfStorage()
	return err
}

// refusal returns the sentence for an error from a cart change.
func (s *Shopper) refusal(name string, err error) string {
	stock, isStock := errors.AsType[*cart.StockError](err) // errors.As brings reflection
	switch {
	case isStock && stock.Available == 0:
		return s.Text.IsSoldOut(name)
	case isStock:
		return s.Text.OnlyLeft(name, stock.Available)
	case errors.Is(err, cart.ErrNoVariant):
		return s.Text.NoSuchVariant(name)
	default:
		return s.Text.BadQuantity
	}
}

func (s *Shopper) subtotal() string {
	return s.Text.SubtotalIs(s.Money(s.Session.Cart().Subtotal()))
}
