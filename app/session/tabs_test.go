package session_test

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/session"
)

// quantities returns the lines of a session's cart: "1×II 7:2×I".
func (tab *simTab) quantities() string {
	var texts []string
	for _, l := range tab.Cart().Lines() {
		texts = append(texts, string(l.Key())+"×"+strings.Repeat("I", l.Quantity))
	}
	return strings.Join(texts, " ")
}

func (tab *simTab) add(id, variant, n int) {
	tab.network.t.Helper()
	add(tab.network.t, tab.Session, id, variant, n)
}

func (tab *simTab) set(id, variant, n int) {
	tab.network.t.Helper()
	p, _ := shop(tab.network.t).Product(id)
	if err := tab.Change(func(c *cart.Cart) error { return c.SetQuantity(p, variant, n) }); err != nil {
		tab.network.t.Fatal(err)
	}
}

func (tab *simTab) remove(key cart.Key) (undo func()) {
	tab.network.t.Helper()
	var line cart.Line
	var place int
	err := tab.Change(func(c *cart.Cart) (err error) {
		line, place, err = c.Remove(key)
		return err
	})
	if err != nil {
		tab.network.t.Fatal(err)
	}
	return func() {
		tab.Change(func(c *cart.Cart) error {
			c.Restore(line, place)
			return nil
		})
	}
}

func (tab *simTab) clear() {
	tab.Change(func(c *cart.Cart) error {
		c.Clear()
		return nil
	})
}

// What two tabs do before they hear of each other.
func TestAtOnce(t *testing.T) {
	tests := []struct {
		name   string
		before func(a *simTab) // what both know
		a, b   func(*simTab)
		want   string
	}{
		{"two products", nil, func(a *simTab) { a.add(1, 0, 1) }, func(b *simTab) { b.add(7, 2, 2) }, "1×I 7:2×II"},
		{"the same product, new to both", nil, func(a *simTab) { a.add(1, 0, 1) }, func(b *simTab) { b.add(1, 0, 2) }, "1×III"},
		{"the same product on top", func(a *simTab) { a.add(1, 0, 1) },
			func(a *simTab) { a.add(1, 0, 1) }, func(b *simTab) { b.add(1, 0, 2) }, "1×IIII"},
		{"more than the stock", nil, func(a *simTab) { a.add(2, 0, 3) }, func(b *simTab) { b.add(2, 0, 4) }, "2×IIIII"},
		{"a later word", func(a *simTab) { a.add(1, 0, 1) },
			func(a *simTab) { a.set(1, 0, 2); a.set(1, 0, 4) }, func(b *simTab) { b.set(1, 0, 3) }, "1×IIII"},
		{"the same word", func(a *simTab) { a.add(1, 0, 1) },
			func(a *simTab) { a.set(1, 0, 3) }, func(b *simTab) { b.set(1, 0, 3) }, "1×III"},
		{"an add on top of a word", func(a *simTab) { a.add(1, 0, 1) },
			func(a *simTab) { a.set(1, 0, 5) }, func(b *simTab) { b.add(1, 0, 2) }, "1×IIIIIII"},
		{"an add to what is removed", func(a *simTab) { a.add(1, 0, 3) },
			func(a *simTab) { a.remove("1") }, func(b *simTab) { b.add(1, 0, 2) }, "1×II"},
		{"removed in both", func(a *simTab) { a.add(1, 0, 3) },
			func(a *simTab) { a.remove("1") }, func(b *simTab) { b.remove("1") }, ""},
		{"removed by the later", func(a *simTab) { a.add(1, 0, 3) },
			func(a *simTab) { a.set(1, 0, 1); a.remove("1") }, func(b *simTab) { b.set(1, 0, 5) }, ""},
		{"removed by the earlier", func(a *simTab) { a.add(1, 0, 3) },
			func(a *simTab) { a.remove("1") }, func(b *simTab) { b.set(1, 0, 1); b.set(1, 0, 2) }, "1×II"},
		{"one removed, another added", func(a *simTab) { a.add(1, 0, 1) },
			func(a *simTab) { a.remove("1") }, func(b *simTab) { b.add(2, 0, 1) }, "2×I"},
		{"emptied", func(a *simTab) { a.add(1, 0, 1); a.add(2, 0, 1) },
			func(a *simTab) { a.clear() }, func(b *simTab) { b.add(7, 2, 1) }, "7:2×I"},
		{"undone", func(a *simTab) { a.add(1, 0, 2); a.add(2, 0, 1) },
			func(a *simTab) { a.remove("1")() }, func(b *simTab) { b.add(7, 2, 1) }, "1×II 2×I 7:2×I"},
		{"removed and undone, and added", func(a *simTab) { a.add(1, 0, 2) },
			func(a *simTab) { a.remove("1")() }, func(b *simTab) { b.add(1, 0, 1) }, "1×III"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := &network{t: t}
			a, b, other := n.tab(&storage{}), n.tab(&storage{}), n.tab(&storage{})
			if tt.before != nil {
				tt.before(a)
			}
			n.settle()
			tt.a(a)
			tt.b(b)
			n.settle()
			n.sameEverywhere(tt.name)
			if got := other.quantities(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// What is cut down to the stock, or to 999, is told in the tab that hears of
// what was too much.
func TestTooMuchAtOnceIsReported(t *testing.T) {
	tests := []struct {
		name string
		id   int
		a, b int
		want cart.ChangeKind
	}{
		{"stock", 2, 3, 4, cart.StockReduced},
		{"999", 1, 998, 5, cart.TooMany},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := &network{t: t}
			a, b := n.tab(&storage{}), n.tab(&storage{})
			n.settle()
			a.news, b.news = nil, nil
			a.add(tt.id, 0, tt.a)
			b.add(tt.id, 0, tt.b)
			n.settle()
			n.sameEverywhere(tt.name)
			for _, tab := range n.open {
				var kinds []cart.ChangeKind
				for _, news := range tab.news {
					for _, change := range news.Changes {
						kinds = append(kinds, change.Kind)
					}
				}
				if !slices.Equal(kinds, []cart.ChangeKind{tt.want}) {
					t.Errorf("got told %v, want %v once", kinds, tt.want)
				}
			}
			// The rest is not in the cart in secret.
			a.set(tt.id, 0, 2)
			n.settle()
			if got := b.Cart().Count(); got != 2 {
				t.Errorf("set to 2: got %d", got)
			}
		})
	}
}

func TestNewTabHasTheSession(t *testing.T) {
	n := &network{t: t}
	a := n.tab(&storage{})
	a.add(1, 0, 2)
	a.Set(session.Customer, "Ñusta")
	a.SetFavorite(1, true)
	a.SetFavorite(2, true)
	b := n.tab(&storage{})
	n.settle()
	n.sameEverywhere("opened")
	if got := b.Get("favoritos") + b.Get(session.Customer) + b.quantities(); got != "[1,2]Ñusta1×II" {
		t.Errorf("got %q, want what the first tab has", got)
	}
	n.close(a)
	c := n.tab(&storage{})
	n.settle()
	if got := c.Get("favoritos") + c.quantities(); got != "[1,2]1×II" || c.ID() != b.ID() {
		t.Errorf("got %q and session %s, want what the second tab has", got, c.ID())
	}
	n.close(b)
	n.close(c)
	d := n.tab(&storage{})
	n.settle()
	if got := d.Get("favoritos") + d.quantities(); got != "" || d.ID() == b.ID() {
		t.Errorf("after the last tab: got %q and session %s, want a new session", got, d.ID())
	}
}

// Another profile's tabs are on another network, so to speak.
func TestAloneIsAlone(t *testing.T) {
	s, _ := open(t, &storage{})
	s.Join(session.Tabs{})
	add(t, s, 1, 0, 1)
	if got := s.Cart().Count(); got != 1 {
		t.Errorf("got %d units, want 1", got)
	}
}

// A duplicated tab has a copy of the storage; what either adds from then on
// must count in both.
func TestDuplicatedTab(t *testing.T) {
	n := &network{t: t}
	a := n.tab(&storage{})
	a.add(1, 0, 1)
	b := n.tab(copyOf(a.store))
	n.settle()
	a.add(1, 0, 1)
	b.add(1, 0, 1)
	n.settle()
	n.sameEverywhere("duplicated")
	if got := a.quantities(); got != "1×III" {
		t.Errorf("got %q, want 3 units", got)
	}
}

func TestTabsWithoutStorage(t *testing.T) {
	n := &network{t: t}
	a, b := n.tab(blocked()), n.tab(blocked())
	n.settle()
	a.add(1, 0, 1)
	b.add(1, 0, 1)
	n.settle()
	c := n.tab(blocked())
	n.settle()
	for _, tab := range n.open {
		if got := tab.quantities(); got != "1×II" || tab.ID() != a.ID() {
			t.Errorf("got %q in session %s, want 2 units in %s", got, tab.ID(), a.ID())
		}
	}
	// Back from the back/forward cache nothing is lost either.
	c.woken()
	n.settle()
	if got := c.quantities(); got != "1×II" {
		t.Errorf("woken: got %q, want 2 units", got)
	}
}

// Another document of the same tab has changed the storage while this one was
// in the back/forward cache.
func TestWokenTabReadsItsStorage(t *testing.T) {
	n := &network{t: t}
	a := n.tab(&storage{})
	a.add(1, 0, 1)
	n.close(a)
	b := n.tab(a.store)
	b.add(1, 0, 2)
	b.SetFavorite(7, true)
	n.close(b)
	n.open = append(n.open, a)
	a.woken()
	if got := a.quantities() + a.Get("favoritos"); got != "1×III[7]" {
		t.Errorf("got %q, want what the other document left", got)
	}
	a.store.memory.Set(session.Cart, `{"7:2":{"producto_id":7,"nombre":"Casaca","cantidad":1,"precio":"100.00","variante_id":2}}`)
	a.woken()
	if got := a.quantities(); got != "7:2×I" {
		t.Errorf("changed by hand: got %q, want what is stored", got)
	}
}

const dearer = `[{"id":1,"slug":"gorra","name":"Gorra","price":"12.00"},{"id":2,"slug":"polo","name":"Polo","price":"39.90","stock":2},
	{"id":9,"slug":"media","name":"Media","price":"5"}]`

// renewal is a tab with the old catalogue beside one with a new one.
// The old one compares it with the shop's by compare.
func renewal(t *testing.T, compare func(old *simTab, products *catalog.Catalog)) (n *network, old, current *simTab) {
	t.Helper()
	products, err := catalog.Parse(dearer, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	n = &network{t: t}
	old = n.tabWith(&storage{}, session.Tabs{Products: "old", Compare: func() { compare(old, products) }})
	old.add(1, 0, 1)
	old.add(2, 0, 4)
	old.add(7, 2, 1)
	current = &simTab{network: n, store: &storage{}, catalog: products}
	current.Session, _ = session.Open(current.store, current.products, "MODA DJANGO", 2)
	n.open = append(n.open, current)
	current.Join(session.Tabs{Channel: current, Products: "new",
		Heard:   func(news session.News) { current.news = append(current.news, news) },
		Compare: func() { current.compared(nil, "new") }})
	return n, old, current
}

func reported(tab *simTab) string {
	var words []string
	for _, news := range tab.news {
		for _, c := range news.Changes {
			kind := map[cart.ChangeKind]string{
				cart.PriceChanged: "price", cart.StockReduced: "stock", cart.SoldOut: "sold out", cart.Gone: "gone", cart.TooMany: "too many",
			}[c.Kind]
			words = append(words, kind+" "+string(c.Line.Key()))
		}
	}
	return strings.Join(words, ", ")
}

// A catalogue that changed between two tabs is told in both, each once, and the
// old one fetches it.
func TestCatalogueChangedBetweenTabs(t *testing.T) {
	renews := 0
	n, old, current := renewal(t, func(old *simTab, products *catalog.Catalog) {
		renews++
		old.compared(products, "new")
	})
	n.settle()
	n.sameEverywhere("renewed")
	const want = "price 1, stock 2, gone 7:2"
	for name, tab := range map[string]*simTab{"old": old, "new": current} {
		if got := reported(tab); got != want {
			t.Errorf("%s: got told %q, want %q", name, got, want)
		}
	}
	if got := old.quantities(); got != "1×I 2×II" {
		t.Errorf("got %q, want it as the new catalogue has it", got)
	}
	if renews != 1 {
		t.Errorf("got the catalogue compared %d times, want once", renews)
	}
	current.add(1, 0, 1)
	n.settle()
	if got := reported(old); got != want {
		t.Errorf("later: got told %q, want nothing more than %q", got, want)
	}
}

// The new catalogue may be of a later release than the program of the old tab: what
// that does not understand is gone there.
func TestNewerCatalogueBetweenTabs(t *testing.T) {
	newer := strings.Replace(dearer, `"price":"12.00"}`, `"price":"12.00","seal":{"of":"GOTS"},"tags":{"summer":true}},
		{"id":7,"slug":"casaca","name":"Casaca","price":{"from":"100.00"}}`, 1)
	n, old, _ := renewal(t, func(old *simTab, _ *catalog.Catalog) {
		products, err := catalog.Parse(newer, 2, nil)
		if err != nil {
			t.Fatal(err)
		}
		old.compared(products, "new")
	})
	n.settle()
	n.sameEverywhere("renewed")
	if got, want := reported(old), "price 1, stock 2, gone 7:2"; got != want {
		t.Errorf("got told %q, want %q", got, want)
	}
	if got, want := old.quantities(), "1×I 2×II"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Until the new catalogue is there, the old one takes nothing away.
func TestOldCatalogueTakesNothingAway(t *testing.T) {
	var later func()
	n, old, current := renewal(t, func(old *simTab, products *catalog.Catalog) {
		later = func() { old.compared(products, "new") }
	})
	n.settle()
	media, _ := current.catalog.Product(9)
	if err := current.Session.Add(media, 0, 1); err != nil {
		t.Fatal(err)
	}
	n.settle()
	const want = "1×I 2×II 9×I"
	if got := old.quantities() + "," + current.quantities(); got != want+","+want {
		t.Errorf("got %q, want %q in both", got, want)
	}
	if got := reported(old); got != "" {
		t.Errorf("got told %q before the catalogue is there, want nothing", got)
	}
	later()
	n.settle()
	n.sameEverywhere("later")
	if got := reported(old); got != "price 1, stock 2, gone 7:2" {
		t.Errorf("later: got told %q", got)
	}
}

// A catalogue that cannot be fetched is asked for again when the tab is shown.
func TestCatalogueThatDoesNotCome(t *testing.T) {
	fails := 2
	n, old, _ := renewal(t, func(old *simTab, products *catalog.Catalog) {
		if fails--; fails < 0 {
			old.compared(products, "new")
		}
	})
	n.settle()
	if got := old.quantities(); got != "1×I 2×II" {
		t.Errorf("got %q, want what the other tab made of the cart", got)
	}
	for range 3 {
		n.show()
	}
	if got := reported(old); got != "price 1, stock 2, gone 7:2" {
		t.Errorf("got told %q", got)
	}
	n.sameEverywhere("shown")
}

// The page fetches the new catalogue by itself while the session has asked for
// it, because of another tab.
func TestRenewedTwiceAtOnce(t *testing.T) {
	for name, again := range map[string]bool{"with the catalogue": true, "with the news that it is there": false} {
		t.Run(name, func(t *testing.T) {
			var later func()
			n, old, _ := renewal(t, func(old *simTab, products *catalog.Catalog) {
				later = func() { old.compared(nil, "new") }
				if again {
					later = func() { old.compared(products, "new") }
				}
			})
			products, err := catalog.Parse(dearer, 2, nil)
			if err != nil {
				t.Fatal(err)
			}
			n.settle()
			old.compared(products, "new")
			later()
			n.settle()
			n.sameEverywhere("renewed twice")
			if got := reported(old); got != "price 1, stock 2, gone 7:2" {
				t.Errorf("got told %q, want each change once", got)
			}
		})
	}
}
