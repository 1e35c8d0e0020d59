package ui

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/session"
)

// keys are the keys of the cart's lines with their quantities, in order.
func keys(s *Store) string {
	var lines []string
	for _, line := range s.Session.Cart().Lines() {
		lines = append(lines, fmt.Sprintf("%s×%d", line.Key(), line.Quantity))
	}
	return strings.Join(lines, " ")
}

func TestUndo(t *testing.T) {
	tests := []struct {
		name       string
		do         func(s *Store)
		wantSaid   string
		wantBefore string // the cart before undo
		wantAfter  string // the cart after undo
	}{
		{"remove the first", func(s *Store) { s.Remove("1") }, "Se quitó Gorra. Subtotal: S/ 65.80.", "2×2 3:1×2", "1×2 2×2 3:1×2"},
		{"remove the middle", func(s *Store) { s.Remove("2") }, "Se quitó Medias. Subtotal: S/ 119.80.", "1×2 3:1×2", "1×2 2×2 3:1×2"},
		{"remove a variant", func(s *Store) { s.Remove("3:1") }, "Se quitó Polo (S / Blanco). Subtotal: S/ 105.60.", "1×2 2×2", "1×2 2×2 3:1×2"},
		{"quantity nought", func(s *Store) { s.SetQuantity("2", "0") }, "Se quitó Medias. Subtotal: S/ 119.80.", "1×2 3:1×2", "1×2 2×2 3:1×2"},
		{"clear", (*Store).Clear, "Se vació el carrito.", "", "1×2 2×2 3:1×2"},
		{"remove two", func(s *Store) { s.Remove("1"); s.Remove("2") }, "Se quitó Medias. Subtotal: S/ 40.00.", "3:1×2", "2×2 3:1×2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var storage session.Memory
			s := store(t, "es", few, &storage)
			for _, id := range []int{1, 2} {
				s.Add(id, 0, 2)
			}
			s.Add(3, 1, 2)
			test.do(s)
			said(t, s, test.wantSaid, false)
			if got := keys(s); got != test.wantBefore {
				t.Errorf("before undo: got %q, want %q", got, test.wantBefore)
			}
			button := one(t, "button Deshacer", named(all(render(t, NewRoot(s, at(t, "/carrito"))), "button"), "Deshacer"))
			if attr(button, "id") != "undo" {
				t.Errorf("id of the button: got %q, want undo, which takes the focus", attr(button, "id"))
			}
			s.Undo()
			if got := keys(s); got != test.wantAfter {
				t.Errorf("after undo: got %q, want %q", got, test.wantAfter)
			}
			if got := s.message.text; !strings.HasPrefix(got, spanish.Restored) {
				t.Errorf("message: got %q, want %q first", got, spanish.Restored)
			}
			if got := named(all(render(t, NewRoot(s, at(t, "/carrito"))), "button"), "Deshacer"); len(got) != 0 {
				t.Errorf("after undo: got %d buttons Deshacer, want none", len(got))
			}
			again := store(t, "es", few, &storage)
			if got := keys(again); got != test.wantAfter {
				t.Errorf("in storage: got %q, want %q", got, test.wantAfter)
			}
		})
	}
}

func TestRemoveNoLine(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	s.Add(1, 0, 1)
	s.Remove(cart.KeyOf(2, 0))
	if got := keys(s); got != "1×1" || len(s.undo) != 0 {
		t.Errorf("got the cart %q and %d lines to put back, want 1×1 and none", got, len(s.undo))
	}
}

// Adding something settles what was removed before.
func TestAddEndsUndo(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	s.Add(1, 0, 2)
	s.Remove("1")
	s.Add(2, 0, 1)
	if len(s.undo) != 0 {
		t.Errorf("got %d lines to put back, want none", len(s.undo))
	}
}

// The same sentence twice is two different texts, or it is read only once.
func TestSameMessageTwice(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	status := func() string {
		root := render(t, NewRoot(s, at(t, "/")))
		return one(t, "live region", with(all(root), "role", "status")).FirstChild.Data
	}
	s.Add(1, 0, 1)
	first := status()
	s.Add(1, 0, 1)
	if second := status(); first == second {
		t.Errorf("got %q twice, want a difference no one sees", second)
	}
}

// faulty is a storage that refuses to write once it is switched off.
type faulty struct {
	session.Memory
	off bool
}

func (f *faulty) Set(name, text string) error {
	if f.off {
		return errors.New("the storage is full")
	}
	return f.Memory.Set(name, text)
}

func TestStorageBrokenIsSaidOnce(t *testing.T) {
	for _, off := range []bool{true, false} { // from the start, or later
		t.Run(fmt.Sprint("from the start ", off), func(t *testing.T) {
			storage := &faulty{off: off}
			s := store(t, "es", few, storage)
			storage.off = true
			for range 3 {
				s.Add(1, 0, 1)
			}
			s.Remove("1")
			s.Undo()
			if got := keys(s); got != "1×3" {
				t.Errorf("cart: got %q, want 1×3", got)
			}
			page := text(render(t, NewRoot(s, at(t, "/carrito"))))
			if got := strings.Count(page, spanish.StorageBroken); got != 1 {
				t.Errorf("told %d times, want once", got)
			}
		})
	}
	s := store(t, "es", few, &session.Memory{})
	s.Add(1, 0, 1)
	if len(s.news) != 0 {
		t.Errorf("a storage that works: got the news %q, want none", s.news)
	}
}
