package ui

import (
	"errors"
	"strconv"
	"strings"

	"carrito/app/cart"
)

// Add puts n units of a product's variant in the cart and says what happened.
func (s *Store) Add(productID, variantID, n int) {
	p, ok := s.Catalog.Product(productID)
	if !ok {
		s.fail(s.Text.NoSuchProduct)
		return
	}
	if variantID == 0 && len(p.Variants) > 0 {
		s.fail(s.Text.ChooseFirst(p.Name))
		return
	}
	err := s.Session.Add(p, variantID, n)
	s.tellBroken()
	if err != nil {
		s.fail(s.refusal(p.Name, err))
		return
	}
	s.undo = nil
	line, _ := s.Session.Cart().Line(cart.KeyOf(productID, variantID))
	s.say(s.Text.Added(lineName(line), n), true)
}

// SetQuantity changes a line to the quantity the shopper typed. Nought removes
// the line; what is no quantity is refused, and it reports false.
func (s *Store) SetQuantity(key cart.Key, typed string) bool {
	line, ok := s.Session.Cart().Line(key)
	if !ok {
		return false
	}
	n, err := strconv.Atoi(strings.TrimSpace(typed))
	if err != nil {
		s.fail(s.Text.BadQuantity)
		return false
	}
	if n == 0 {
		s.Remove(key)
		return true
	}
	p, ok := s.Catalog.Product(line.ProductID)
	if !ok {
		s.fail(s.Text.NoSuchProduct)
		return false
	}
	err = s.change(func(c *cart.Cart) error { return c.SetQuantity(p, line.VariantID, n) })
	if err != nil {
		s.fail(s.refusal(lineName(line), err))
		return false
	}
	s.say(s.Text.QuantitySet(lineName(line), n)+" "+s.subtotal(), false)
	return true
}

// Remove takes a line out; [Store.Undo] puts it back.
func (s *Store) Remove(key cart.Key) {
	var gone removed
	err := s.change(func(c *cart.Cart) (err error) {
		gone.line, gone.place, err = c.Remove(key)
		return err
	})
	if err != nil {
		return
	}
	s.undo = []removed{gone}
	s.say(s.Text.Removed(lineName(gone.line))+" "+s.subtotal(), false)
}

// Clear takes every line out; [Store.Undo] puts them back.
func (s *Store) Clear() {
	var lines []cart.Line
	s.change(func(c *cart.Cart) error {
		lines = c.Clear()
		return nil
	})
	s.undo = nil
	for place, line := range lines {
		s.undo = append(s.undo, removed{line, place})
	}
	s.say(s.Text.Emptied, false)
}

// Undo puts back what was last removed.
func (s *Store) Undo() {
	s.change(func(c *cart.Cart) error {
		for _, r := range s.undo {
			c.Restore(r.line, r.place)
		}
		return nil
	})
	s.undo = nil
	s.say(s.Text.Restored+" "+s.subtotal(), false)
}

func (s *Store) change(f func(*cart.Cart) error) error {
	err := s.Session.Change(f)
	s.tellBroken()
	return err
}

// refusal words the error with which the cart refused a change.
func (s *Store) refusal(name string, err error) string {
	var stock *cart.StockError
	switch {
	case errors.As(err, &stock) && stock.Available == 0:
		return s.Text.IsSoldOut(name)
	case errors.As(err, &stock):
		return s.Text.OnlyLeft(name, stock.Available)
	case errors.Is(err, cart.ErrNoVariant):
		return s.Text.NoSuchVariant(name)
	default:
		return s.Text.BadQuantity
	}
}

func (s *Store) subtotal() string {
	return s.Text.SubtotalIs(s.Money(s.Session.Cart().Subtotal()))
}

func (s *Store) say(text string, toast bool) {
	s.message = message{number: s.message.number + 1, text: text, toast: toast}
}

func (s *Store) fail(text string) {
	s.message = message{number: s.message.number + 1, text: text, error: true, toast: true}
}

// forget drops what only concerned the page the shopper has left.
func (s *Store) forget() {
	s.undo, s.offer, s.sharing, s.checkout = nil, nil, sharing{}, checkout{}
	s.message = message{number: s.message.number}
}
