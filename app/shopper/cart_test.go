package shopper

import (
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/session"
)

// quantities returns the quantity of each line of the cart.
func quantities(s *Shopper) map[cart.Key]int {
	lines := map[cart.Key]int{}
	for _, line := range s.Session.Cart().Lines() {
		lines[line.Key()] = line.Quantity
	}
	return lines
}

func TestAdd(t *testing.T) {
	tests := []struct {
		name                    string
		before                  int // units of this product in the cart
		product, variant, n     int
		wantEs, wantEn          string
		wantError               bool
		wantLine                cart.Key
		wantQuantity, wantCount int
	}{
		{name: "one", product: 1, n: 1, wantLine: "1", wantQuantity: 1, wantCount: 1,
			wantEs: "Agregado al carrito: Gorra.", wantEn: "Added to cart: Gorra."},
		{name: "some", product: 1, n: 3, wantLine: "1", wantQuantity: 3, wantCount: 3,
			wantEs: "Agregado al carrito: 3 × Gorra.", wantEn: "Added to cart: 3 × Gorra."},
		{name: "added to a line", before: 2, product: 1, n: 3, wantLine: "1", wantQuantity: 5, wantCount: 5,
			wantEs: "Agregado al carrito: 3 × Gorra.", wantEn: "Added to cart: 3 × Gorra."},
		{name: "variant", product: 3, variant: 3, n: 1, wantLine: "3:3", wantQuantity: 1, wantCount: 1,
			wantEs: "Agregado al carrito: Polo (M / Negro).", wantEn: "Added to cart: Polo (M / Negro)."},
		{name: "more than stock", product: 1, n: 6, wantError: true,
			wantEs: "De Gorra solo 5 quedan.", wantEn: "Only 5 left of Gorra."},
		{name: "more than stock with the line", before: 3, product: 1, n: 3, wantError: true, wantLine: "1", wantQuantity: 3, wantCount: 3,
			wantEs: "De Gorra solo 5 quedan.", wantEn: "Only 5 left of Gorra."},
		{name: "sold out", product: 4, n: 1, wantError: true,
			wantEs: "Bufanda está agotado.", wantEn: "Bufanda is sold out."},
		{name: "variant sold out", product: 3, variant: 2, n: 1, wantError: true,
			wantEs: "Polo está agotado.", wantEn: "Polo is sold out."},
		{name: "nothing", product: 1, n: 0, wantError: true, wantEs: spanish.BadQuantity, wantEn: english.BadQuantity},
		{name: "negative", before: 2, product: 1, n: -1, wantError: true, wantLine: "1", wantQuantity: 2, wantCount: 2,
			wantEs: spanish.BadQuantity, wantEn: english.BadQuantity},
		{name: "too many", product: 2, n: 1000, wantError: true, wantEs: spanish.BadQuantity, wantEn: english.BadQuantity},
		{name: "no variant chosen", product: 3, n: 1, wantError: true,
			wantEs: "Elige una opción de Polo para agregarlo.", wantEn: "Choose an option of Polo to add it."},
		{name: "unknown variant", product: 3, variant: 9, n: 1, wantError: true,
			wantEs: "Esa opción de Polo no existe. El carrito no cambió.", wantEn: "There is no such option of Polo. The cart did not change."},
		{name: "variant of a product without variants", product: 1, variant: 1, n: 1, wantError: true,
			wantEs: "Esa opción de Gorra no existe. El carrito no cambió.", wantEn: "There is no such option of Gorra. The cart did not change."},
		{name: "unknown product", product: 999999, n: 1, wantError: true, wantEs: spanish.NoSuchProduct, wantEn: english.NoSuchProduct},
	}
	for _, test := range tests {
		for language, want := range map[string]string{"es": test.wantEs, "en": test.wantEn} {
			t.Run(test.name+" "+language, func(t *testing.T) {
				s := open(t, language, few, &session.Memory{})
				if test.before > 0 {
					s.Add(test.product, test.variant, test.before)
				}
				s.Add(test.product, test.variant, test.n)
				announced(t, s, want, test.wantError)
				if got := s.Session.Cart().Count(); got != test.wantCount {
					t.Errorf("units in the cart: got %d, want %d", got, test.wantCount)
				}
				if got := quantities(s)[test.wantLine]; got != test.wantQuantity {
					t.Errorf("quantity: got %d, want %d", got, test.wantQuantity)
				}
			})
		}
	}
}

func TestSetQuantity(t *testing.T) {
	tests := []struct {
		name, typed   string
		key           cart.Key
		want          int // the quantity afterwards; it was 2
		wantAnnounced string
		wantRefused   bool
	}{
		{name: "one", typed: "1", key: "1", want: 1, wantAnnounced: "Gorra: 1 unidad. Subtotal: S/ 39.90."},
		{name: "spaces", typed: " 3 ", key: "1", want: 3, wantAnnounced: "Gorra: 3 unidades. Subtotal: S/ 119.70."},
		{name: "whole stock", typed: "5", key: "1", want: 5, wantAnnounced: "Gorra: 5 unidades. Subtotal: S/ 199.50."},
		{name: "maximum", typed: "999", key: "2", want: 999, wantAnnounced: "Medias: 999 unidades. Subtotal: S/ 12,887.10."},
		{name: "variant", typed: "3", key: "3:1", want: 3, wantAnnounced: "Polo (S / Blanco): 3 unidades. Subtotal: S/ 60.00."},
		{name: "zero", typed: "0", key: "1", want: 0, wantAnnounced: "Se quitó Gorra. Subtotal: S/ 0.00."},
		{name: "negative", typed: "-1", key: "1", want: 2, wantAnnounced: spanish.BadQuantity, wantRefused: true},
		{name: "fraction", typed: "1.5", key: "1", want: 2, wantAnnounced: spanish.BadQuantity, wantRefused: true},
		{name: "comma", typed: "1,5", key: "1", want: 2, wantAnnounced: spanish.BadQuantity, wantRefused: true},
		{name: "exponent", typed: "1e9", key: "1", want: 2, wantAnnounced: spanish.BadQuantity, wantRefused: true},
		{name: "letters", typed: "abc", key: "1", want: 2, wantAnnounced: spanish.BadQuantity, wantRefused: true},
		{name: "empty", typed: "", key: "1", want: 2, wantAnnounced: spanish.BadQuantity, wantRefused: true},
		{name: "huge", typed: "99999999999999999999", key: "2", want: 2, wantAnnounced: spanish.BadQuantity, wantRefused: true},
		{name: "thousand", typed: "1000", key: "2", want: 2, wantAnnounced: spanish.BadQuantity, wantRefused: true},
		{name: "more than stock", typed: "6", key: "1", want: 2, wantAnnounced: "De Gorra solo 5 quedan.", wantRefused: true},
		{name: "more than a variant's stock", typed: "4", key: "3:1", want: 2,
			wantAnnounced: "De Polo (S / Blanco) solo 3 quedan.", wantRefused: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, "es", few, &session.Memory{})
			line := map[cart.Key][2]int{"1": {1, 0}, "2": {2, 0}, "3:1": {3, 1}}[test.key]
			s.Add(line[0], line[1], 2)
			if got := s.SetQuantity(test.key, test.typed).Done; got == test.wantRefused {
				t.Errorf("done: got %v, want %v", got, !test.wantRefused)
			}
			if got := quantities(s)[test.key]; got != test.want {
				t.Errorf("quantity: got %d, want %d", got, test.want)
			}
			announced(t, s, test.wantAnnounced, test.wantRefused)
			if wantUndo := test.want == 0; len(s.Removed()) > 0 != wantUndo {
				t.Errorf("undo offered: got %v, want %v", len(s.Removed()) > 0, wantUndo)
			}
		})
	}
}

func TestSetQuantityOfNoLine(t *testing.T) {
	s := open(t, "es", few, &session.Memory{})
	if s.SetQuantity("1", "3").Done {
		t.Error("set the quantity of a product that is not in the cart, want it refused")
	}
	if got := s.Session.Cart().Count(); got != 0 {
		t.Errorf("got %d units in the cart, want none", got)
	}
}

func TestUndo(t *testing.T) {
	tests := []struct {
		name          string
		do            func(s *Shopper)
		wantAnnounced string
		wantBefore    string // the cart before undo
		wantAfter     string // the cart after undo
	}{
		{"remove the first", func(s *Shopper) { s.Remove("1") }, "Se quitó Gorra. Subtotal: S/ 65.80.", "2×2 3:1×2", "1×2 2×2 3:1×2"},
		{"remove the middle", func(s *Shopper) { s.Remove("2") }, "Se quitó Medias. Subtotal: S/ 119.80.", "1×2 3:1×2", "1×2 2×2 3:1×2"},
		{"remove a variant", func(s *Shopper) { s.Remove("3:1") }, "Se quitó Polo (S / Blanco). Subtotal: S/ 105.60.", "1×2 2×2", "1×2 2×2 3:1×2"},
		{"quantity zero", func(s *Shopper) { s.SetQuantity("2", "0") }, "Se quitó Medias. Subtotal: S/ 119.80.", "1×2 3:1×2", "1×2 2×2 3:1×2"},
		{"clear", func(s *Shopper) { s.Clear() }, "Se vació el carrito.", "", "1×2 2×2 3:1×2"},
		{"remove two", func(s *Shopper) { s.Remove("1"); s.Remove("2") }, "Se quitó Medias. Subtotal: S/ 40.00.", "3:1×2", "2×2 3:1×2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var storage session.Memory
			s := open(t, "es", few, &storage)
			for _, id := range []int{1, 2} {
				s.Add(id, 0, 2)
			}
			s.Add(3, 1, 2)
			test.do(s)
			announced(t, s, test.wantAnnounced, false)
			if got := keys(s); got != test.wantBefore {
				t.Errorf("before undo: got %q, want %q", got, test.wantBefore)
			}
			s.Undo()
			if got := keys(s); got != test.wantAfter {
				t.Errorf("after undo: got %q, want %q", got, test.wantAfter)
			}
			if got := s.Message.Text; !strings.HasPrefix(got, spanish.Restored) {
				t.Errorf("message: got %q, want it to begin with %q", got, spanish.Restored)
			}
			again := open(t, "es", few, &storage)
			if got := keys(again); got != test.wantAfter {
				t.Errorf("in storage: got %q, want %q", got, test.wantAfter)
			}
		})
	}
}

func TestRemoveNoLine(t *testing.T) {
	s := open(t, "es", few, &session.Memory{})
	s.Add(1, 0, 1)
	s.Remove(cart.KeyOf(2, 0))
	if got := keys(s); got != "1×1" || len(s.Removed()) != 0 {
		t.Errorf("got the cart %q and %d lines to put back, want 1×1 and none", got, len(s.Removed()))
	}
}

// Adding a product ends the chance to undo a removal.
func TestAddEndsUndo(t *testing.T) {
	s := open(t, "es", few, &session.Memory{})
	s.Add(1, 0, 2)
	s.Remove("1")
	s.Add(2, 0, 1)
	if len(s.Removed()) != 0 {
		t.Errorf("got %d lines to put back, want none", len(s.Removed()))
	}
}
