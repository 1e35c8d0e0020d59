package session_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"carrito/app/cart"
	"carrito/app/session"
)

// act makes one change in a tab, as a shopper would.
func act(t *testing.T, tab *simTab, r *rand.Rand) {
	id, variant := []int{1, 2, 7, 7}[r.IntN(4)], 0
	if id == 7 {
		variant = 1 + r.IntN(2)
	}
	p, _ := shop(t).Product(id)
	switch action := r.IntN(20); {
	case action < 8:
		tab.Add(p, variant, 1+r.IntN(3))
	case action == 8:
		other := cart.New([]cart.Line{{ProductID: id, VariantID: variant, Quantity: 2}, {ProductID: 1, Quantity: 1}, {ProductID: 99, Quantity: 1}})
		tab.Take(&other)
	case action < 12:
		tab.Change(func(c *cart.Cart) error { return c.SetQuantity(p, variant, 1+r.IntN(6)) })
	case action < 15:
		tab.Change(func(c *cart.Cart) error {
			line, _, err := c.Remove(cart.KeyOf(id, variant))
			if err == nil {
				tab.removed = []cart.Line{line}
			}
			return err
		})
	case action == 15:
		tab.Change(func(c *cart.Cart) error {
			tab.removed = c.Clear()
			return nil
		})
	case action < 18:
		tab.Change(func(c *cart.Cart) error {
			for place, line := range tab.removed {
				c.Restore(line, place)
			}
			return nil
		})
	case action == 18:
		tab.Set([]string{session.Customer, "notas"}[r.IntN(2)], strconv.Itoa(r.IntN(100)))
	case r.IntN(3) == 0:
		tab.View(id)
	default:
		tab.SetFavorite(id, r.IntN(3) > 0)
	}
}

// live lets tabs of a browser open, close, freeze, reload, be duplicated and
// change the session, while messages are on their way.
func live(t *testing.T, n *network, r *rand.Rand, steps int) {
	n.tab(&storage{})
	for range steps {
		tab := n.open[r.IntN(len(n.open))]
		switch action := r.IntN(40); {
		case action < 16:
			if !tab.frozen {
				act(t, tab, r)
			}
		case action < 34:
			n.deliver()
		case action == 34:
			n.tab(&storage{})
		case action == 35:
			n.tab(copyOf(tab.store))
		case action == 36: // a reload, and a tab that crashes and is loaded again
			n.close(tab)
			n.tab(tab.store)
		case action == 37:
			if len(n.open) > 1 {
				n.close(tab)
			}
		case action == 38:
			tab.frozen = n.r != nil
		default:
			tab.frozen = false
			tab.woken()
		}
	}
}

// All tabs end with one session, whatever the order of the messages, with
// some of them twice, and with tabs that come and go.
func TestAllTabsEndEqual(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := &network{t: t, r: r}
		live(t, n, r, 120)
		n.settle()
		n.show()
		n.sameEverywhere(fmt.Sprint("seed ", seed))
	}
}

// Where messages come in the order in which they were posted, as they do in a
// browser, nobody need look at a tab for it to have what the others have.
func TestAllTabsAreEqualUnseen(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 2))
		n := &network{t: t}
		live(t, n, r, 120)
		n.settle()
		n.sameEverywhere(fmt.Sprint("seed ", seed))
	}
}

// Whatever is added anywhere counts, once.
func TestAddsAddUp(t *testing.T) {
	p, _ := shop(t).Product(1)
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 3))
		n := &network{t: t, r: r}
		n.tab(&storage{})
		want := 0
		for range 60 {
			tab := n.open[r.IntN(len(n.open))]
			switch r.IntN(12) {
			case 0, 1, 2, 3, 4:
				if tab.Add(p, 0, 2) == nil {
					want += 2
				}
			case 8:
				other := cart.New([]cart.Line{{ProductID: 1, Quantity: 3}, {ProductID: 99, Quantity: 1}})
				units, less := tab.Take(&other)
				if units != 3 || len(less) != 1 || less[0].Kind != cart.Gone {
					t.Fatalf("seed %d: got %d units taken and %v told, want 3 and one line gone", seed, units, less)
				}
				want += units
			case 5:
				n.tab(copyOf(tab.store))
			case 6:
				n.close(tab)
				n.tab(tab.store)
			case 7:
				n.tab(&storage{})
			default:
				n.deliver()
			}
		}
		n.settle()
		n.show()
		n.sameEverywhere(fmt.Sprint("seed ", seed))
		if got := n.open[0].Cart().Count(); got != want {
			t.Fatalf("seed %d: got %d units, want the %d that were added", seed, got, want)
		}
	}
}
