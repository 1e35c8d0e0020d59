package cart_test

import (
	"errors"
	"testing"

	"carrito/app/cart"
)

func TestRemoveAndRestore(t *testing.T) {
	tests := []struct {
		name         string
		key          cart.Key
		wantPlace    int
		wantErr      error
		want         string
		wantRestored string
	}{
		{"first", "1", 0, nil, "2×3 7:2×1", "1×2 2×3 7:2×1"},
		{"middle", "2", 1, nil, "1×2 7:2×1", "1×2 2×3 7:2×1"},
		{"last, a variant", "7:2", 2, nil, "1×2 2×3", "1×2 2×3 7:2×1"},
		{"another variant", "7:1", 0, cart.ErrNoLine, "1×2 2×3 7:2×1", ""},
		{"the product of a variant", "7", 0, cart.ErrNoLine, "1×2 2×3 7:2×1", ""},
		{"unknown", "9", 0, cart.ErrNoLine, "1×2 2×3 7:2×1", ""},
		{"nothing", "", 0, cart.ErrNoLine, "1×2 2×3 7:2×1", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := filled(t)
			removed, place, err := c.Remove(tt.key)
			if !errors.Is(err, tt.wantErr) || place != tt.wantPlace {
				t.Errorf("got place %d and error %v, want %d and %v", place, err, tt.wantPlace, tt.wantErr)
			}
			if got := keys(&c); got != tt.want {
				t.Errorf("removed: got %s, want %s", got, tt.want)
			}
			if err != nil {
				return
			}
			if removed.Key() != tt.key {
				t.Errorf("got line %s, want %s", removed.Key(), tt.key)
			}
			c.Restore(removed, place)
			if got := keys(&c); got != tt.wantRestored {
				t.Errorf("restored: got %s, want %s", got, tt.wantRestored)
			}
		})
	}
}

func TestRestoreAfterOtherChanges(t *testing.T) {
	line := func(quantity int) cart.Line {
		return cart.Line{ProductID: 2, Quantity: quantity, UnitPrice: soles("1")}
	}
	tests := []struct {
		name  string
		line  cart.Line
		place int
		want  string
	}{
		{"added again, fewer", line(5), 1, "1×2 2×5 7:2×1"},
		{"added again, more", line(2), 1, "1×2 2×3 7:2×1"},
		{"added again elsewhere", line(5), 0, "1×2 2×5 7:2×1"},
		{"the cart is shorter now", cart.Line{ProductID: 4, Quantity: 1}, 9, "1×2 2×3 7:2×1 4×1"},
		{"no place", cart.Line{ProductID: 4, Quantity: 1}, -1, "4×1 1×2 2×3 7:2×1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := filled(t)
			c.Restore(tt.line, tt.place)
			if got := keys(&c); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestClear(t *testing.T) {
	c := filled(t)
	lines := c.Clear()
	if got := keys(&c) + c.Subtotal().String(); got != "0" || c.Count() != 0 {
		t.Errorf("got %q and %d units, want an empty cart", got, c.Count())
	}
	if got := encode(&c); got != "{}" {
		t.Errorf("got %s, want {}", got)
	}
	// Adding must not overwrite the lines that Clear returned.
	if err := c.Add(sized(1), 1, 1); err != nil {
		t.Fatal(err)
	}
	if len(lines) != 3 || lines[0].Key() != "1" || lines[2].Key() != "7:2" {
		t.Errorf("got lines %v, want those of the full cart in order", lines)
	}
	for place, line := range lines {
		c.Restore(line, place)
	}
	if got, want := keys(&c), "1×2 2×3 7:2×1 7:1×1"; got != want {
		t.Errorf("restored: got %s, want %s", got, want)
	}
	if empty := new(cart.Cart).Clear(); len(empty) != 0 {
		t.Errorf("got %v from an empty cart, want nothing", empty)
	}
}

func TestClone(t *testing.T) {
	c := filled(t)
	before := encode(&c)
	clone := c.Clone()
	if err := clone.SetQuantity(plain(), 0, 9); err != nil {
		t.Fatal(err)
	}
	if _, _, err := clone.Remove("2"); err != nil {
		t.Fatal(err)
	}
	if err := clone.Add(sized(1), 1, 1); err != nil {
		t.Fatal(err)
	}
	if got := encode(&c); got != before {
		t.Errorf("got %s, want %s", got, before)
	}
	if got, want := keys(&clone), "1×9 7:2×1 7:1×1"; got != want {
		t.Errorf("clone: got %s, want %s", got, want)
	}
}

func TestLine(t *testing.T) {
	c := filled(t)
	if l, ok := c.Line(cart.KeyOf(7, 2)); !ok || l.Name != "Casaca" || l.Total() != soles("120") {
		t.Errorf("got %+v, %t, want the jacket", l, ok)
	}
	for _, key := range []cart.Key{"7", "7:1", "3", ""} {
		if l, ok := c.Line(key); ok || l != (cart.Line{}) {
			t.Errorf("Line(%q): got %+v, %t, want none", key, l, ok)
		}
	}
}
