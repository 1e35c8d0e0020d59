package session_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"carrito/app/cart"
	"carrito/app/session"
)

func TestOpenDamagedCart(t *testing.T) {
	tests := []struct {
		name           string
		carrito        string
		wantUnits      int
		wantUnreadable bool
		wantDropped    []string
		wantChanges    []cart.ChangeKind
	}{
		{"none", "", 0, false, nil, nil},
		{"text", "hola", 0, true, nil, nil},
		{"cut off", `{"1":{"nombre":"Gorra","cantidad":2,"precio":"10.10"},"2":{"nom`, 2, true, nil, nil},
		{"one entry", `{"1":{"nombre":"Gorra","cantidad":2,"precio":"10.10"},"2":{"nombre":"Polo","cantidad":"?"}}`,
			2, false, []string{"Polo"}, nil},
		{"price changed", `{"1":{"nombre":"Gorra","cantidad":2,"precio":"9"}}`, 2, false, nil, []cart.ChangeKind{cart.PriceChanged}},
		{"fewer left", `{"2":{"nombre":"Polo","cantidad":9,"precio":"39.90"}}`, 5, false, nil, []cart.ChangeKind{cart.StockReduced}},
		{"gone", `{"3":{"nombre":"Media","cantidad":1,"precio":"5"}}`, 0, false, nil, []cart.ChangeKind{cart.Gone}},
		{"damaged and changed", `{"1":{"nombre":"Gorra","cantidad":2,"precio":"9"},"4":7`,
			2, true, []string{"4"}, []cart.ChangeKind{cart.PriceChanged}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var store storage
			if err := store.Set(session.Cart, tt.carrito); err != nil {
				t.Fatal(err)
			}
			s, news := open(t, &store)
			if got := s.Cart().Count(); got != tt.wantUnits {
				t.Errorf("got %d units, want %d", got, tt.wantUnits)
			}
			if news.Damage.Unreadable != tt.wantUnreadable || !slices.Equal(news.Damage.Dropped, tt.wantDropped) {
				t.Errorf("got damage %+v, want unreadable %t and dropped %q", news.Damage, tt.wantUnreadable, tt.wantDropped)
			}
			var kinds []cart.ChangeKind
			for _, change := range news.Changes {
				kinds = append(kinds, change.Kind)
			}
			if !slices.Equal(kinds, tt.wantChanges) {
				t.Errorf("got changes %v, want %v", kinds, tt.wantChanges)
			}
			if got, want := store.text(session.Cart), stored(s); got != want {
				t.Errorf("written back: got %s, want %s", got, want)
			}
			// What was told once is not told again.
			if _, again := open(t, &store); damaged(again.Damage) || len(again.Changes) > 0 {
				t.Errorf("the second time: got %+v, want no news", again)
			}
		})
	}
}

// TestRandomChanges checks that storage never lags behind what is shown, not
// even after changes that were refused.
func TestRandomChanges(t *testing.T) {
	products := shop(t)
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 3))
		var store storage
		s, _ := open(t, &store)
		refused := 0
		for range 60 {
			id := []int{1, 2, 7, 7}[r.IntN(4)]
			variant := 0
			if id == 7 {
				variant = 1 + r.IntN(3) // 3 does not exist
			}
			p, _ := products.Product(id)
			n, action := r.IntN(8), r.IntN(12)
			err := s.Change(func(c *cart.Cart) error {
				switch {
				case action < 6:
					return c.Add(p, variant, n)
				case action < 9:
					return c.SetQuantity(p, variant, n)
				case action < 11:
					_, _, err := c.Remove(cart.KeyOf(id, variant))
					return err
				default:
					c.Clear()
					return nil
				}
			})
			if err != nil {
				refused++
			}
			back, damage := cart.Parse(store.text(session.Cart), 2)
			if damaged(damage) || !slices.Equal(back.Lines(), s.Cart().Lines()) {
				t.Fatalf("seed %d: got %+v stored, want %+v", seed, back.Lines(), s.Cart().Lines())
			}
		}
		if refused == 0 || refused == 60 {
			t.Errorf("seed %d: got %d of 60 changes refused, want some of each", seed, refused)
		}
	}
}

// damaged reports whether anything of a stored cart was lost.
func damaged(d cart.Damage) bool { return d.Unreadable || len(d.Dropped) > 0 }
