package cart_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// model is a simple model of a cart: quantities and their order.
type model struct {
	quantity map[cart.Key]int
	order    []cart.Key
}

func (m *model) String() string {
	var texts []string
	for _, key := range m.order {
		texts = append(texts, fmt.Sprintf("%s×%d", key, m.quantity[key]))
	}
	return strings.Join(texts, " ")
}

func (m *model) set(key cart.Key, n, place int) {
	if _, ok := m.quantity[key]; !ok {
		m.order = slices.Insert(m.order, min(place, len(m.order)), key)
	}
	m.quantity[key] = n
}

func (m *model) remove(key cart.Key) {
	delete(m.quantity, key)
	m.order = slices.DeleteFunc(m.order, func(k cart.Key) bool { return k == key })
}

// choice is something that can be bought.
type choice struct {
	product *catalog.Product
	variant int
	limit   int   // maximum quantity of a line: the stock or 999
	cents   int64 // unit price
}

// choices returns four products without variants and two with three variants each.
func choices() []choice {
	var all []choice
	stocks := []int{catalog.NotCounted, 0, 1, 7, 998, 5000}
	for i, stock := range stocks {
		p := &catalog.Product{ID: i + 1, Name: "p", Price: soles("0.10").Mul(i + 1), Stock: stock}
		if i >= 4 {
			for id := 1; id <= 3; id++ {
				p.Variants = append(p.Variants, catalog.Variant{
					ID: id, Values: []string{fmt.Sprintf("v%d", id)}, Price: soles("1.01").Mul(id), Stock: stocks[id+2], Image: -1,
				})
			}
			for _, v := range p.Variants {
				all = append(all, choice{p, v.ID, min(v.Stock, cart.MaxQuantity), v.Price.Minor()})
			}
			continue
		}
		limit := stock
		if stock == catalog.NotCounted {
			limit = cart.MaxQuantity
		}
		all = append(all, choice{p, 0, limit, p.Price.Minor()})
	}
	return all
}

// TestRandomChanges makes random changes to a cart and to a model of it, and compares
// the two after each. From time to time it stores and reads the cart.
func TestRandomChanges(t *testing.T) {
	all := choices()
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 7))
		var c cart.Cart
		m := model{quantity: map[cart.Key]int{}}
		var removed []cart.Line
		var places []int
		for step := range 60 {
			pick := all[r.IntN(len(all))]
			key := cart.KeyOf(pick.product.ID, pick.variant)
			n := r.IntN(9) - 1
			if r.IntN(4) == 0 {
				n = r.IntN(1100)
			}
			old, inCart := m.quantity[key]
			var err error
			wantOK := true
			switch action := r.IntN(20); {
			case action < 9:
				err, wantOK = c.Add(pick.product, pick.variant, n), n >= 1 && old+n <= pick.limit
				if wantOK {
					m.set(key, old+n, len(m.order))
				}
			case action < 14:
				err, wantOK = c.SetQuantity(pick.product, pick.variant, n), inCart && n >= 1 && n <= pick.limit
				if wantOK {
					m.set(key, n, 0)
				}
			case action < 17:
				line, place, failed := c.Remove(key)
				err, wantOK = failed, inCart
				if wantOK {
					m.remove(key)
					removed, places = append(removed, line), append(places, place)
				}
			case action < 19 && len(removed) > 0:
				i := r.IntN(len(removed))
				c.Restore(removed[i], places[i])
				back := removed[i].Key()
				m.set(back, max(m.quantity[back], removed[i].Quantity), places[i])
			case action == 19 && r.IntN(4) == 0:
				c.Clear()
				m = model{quantity: map[cart.Key]int{}}
			}
			if (err == nil) != wantOK {
				t.Fatalf("seed %d, step %d, %s by %d: got error %v, want it allowed %t", seed, step, key, n, err, wantOK)
			}
			checkModel(t, &c, &m, all)
			if t.Failed() {
				t.Fatalf("seed %d, step %d", seed, step)
			}
			if r.IntN(5) == 0 {
				c, _ = cart.Parse(encode(&c), 2)
			}
		}
	}
}

// checkModel compares a cart with its model and with the limits of the products.
func checkModel(t *testing.T, c *cart.Cart, m *model, all []choice) {
	t.Helper()
	if got, want := keys(c), m.String(); got != want {
		t.Errorf("got cart %s, want %s", got, want)
	}
	var subtotal int64
	count := 0
	for _, pick := range all {
		n := m.quantity[cart.KeyOf(pick.product.ID, pick.variant)]
		subtotal += pick.cents * int64(n)
		count += n
		if l, _ := c.Line(cart.KeyOf(pick.product.ID, pick.variant)); l.Quantity > pick.limit {
			t.Errorf("line %s: got %d, want at most %d", l.Key(), l.Quantity, pick.limit)
		}
	}
	if got := c.Subtotal().Minor(); got != subtotal {
		t.Errorf("subtotal: got %d cents, want %d", got, subtotal)
	}
	if got := c.Count(); got != count {
		t.Errorf("count: got %d, want %d", got, count)
	}
	if got, want := len(c.Lines()), len(slices.Collect(maps.Keys(m.quantity))); got != want {
		t.Errorf("got %d lines, want %d", got, want)
	}
}
