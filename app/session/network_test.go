package session_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/session"
)

// network is a browser with its tabs and the messages that are on their way
// between them. Like the real one it delivers to the tabs that are open when a
// message is posted; unlike it, in any order and sometimes twice.
type network struct {
	t    *testing.T
	r    *rand.Rand // nil: in the order in which they were posted, and once
	open []*simTab
	sent []envelope
}

type envelope struct {
	to      *simTab
	message string
}

// simTab is one tab. It is the channel of its session, too.
type simTab struct {
	*session.Session
	catalog *catalog.Catalog
	network *network
	store   *storage
	news    []session.News
	heard   func(string)
	woken   func()
	frozen  bool
	removed []cart.Line // what undo puts back
}

var _ session.Channel = (*simTab)(nil)

func (tab *simTab) Post(message string) {
	for _, other := range tab.network.open {
		if other != tab {
			tab.network.sent = append(tab.network.sent, envelope{other, message})
		}
	}
}

func (tab *simTab) Listen(heard func(string), woken func()) {
	tab.heard, tab.woken = heard, woken
	woken()
}

// tab opens a tab on a storage: an empty one for a new tab, its own for a
// reload, a copy of another's for window.open.
func (n *network) tab(store *storage) *simTab {
	return n.tabWith(store, session.Tabs{})
}

func (n *network) tabWith(store *storage, tabs session.Tabs) *simTab {
	tab := &simTab{network: n, store: store, catalog: shop(n.t)}
	tab.Session, _ = session.Open(store, tab.products, "MODA DJANGO", 2)
	n.open = append(n.open, tab)
	tabs.Channel, tabs.Heard = tab, func(news session.News) { tab.news = append(tab.news, news) }
	tab.Join(tabs)
	return tab
}

func (tab *simTab) products() *catalog.Catalog { return tab.catalog }

// compared replaces the tab's catalogue by the shop's, or keeps it with nil.
func (tab *simTab) compared(products *catalog.Catalog, address string) {
	if products != nil {
		tab.catalog = products
	}
	tab.Compared(address)
}

// close closes a tab. What it has said is still delivered, what it was told is
// lost.
func (n *network) close(tab *simTab) {
	n.open = slices.DeleteFunc(n.open, func(other *simTab) bool { return other == tab })
	n.sent = slices.DeleteFunc(n.sent, func(l envelope) bool { return l.to == tab })
}

// deliver delivers one message to a tab that is not frozen, and reports whether
// there was one.
func (n *network) deliver() bool {
	var ready []int
	for i, l := range n.sent {
		if !l.to.frozen {
			ready = append(ready, i)
		}
	}
	if len(ready) == 0 {
		return false
	}
	i := ready[0]
	if n.r != nil {
		i = ready[n.r.IntN(len(ready))]
	}
	l := n.sent[i]
	if n.r == nil || n.r.IntN(4) > 0 {
		n.sent = slices.Delete(n.sent, i, i+1)
	}
	l.to.heard(l.message)
	return true
}

func (n *network) settle() {
	for n.deliver() {
	}
}

// show has every tab looked at once, thawed where it was frozen.
func (n *network) show() {
	for _, tab := range n.open {
		tab.frozen = false
		tab.woken()
	}
	n.settle()
}

// copyOf returns a storage with what another has.
func copyOf(store *storage) *storage {
	var copied storage
	for _, name := range []string{session.Cart, session.Changes, session.Title, session.ID, session.Customer, session.Favorites, session.Viewed, "notas"} {
		if text, ok, _ := store.Get(name); ok {
			copied.Set(name, text)
		}
	}
	return &copied
}

// sameEverywhere checks that all tabs have one session, written as it is shown.
func (n *network) sameEverywhere(context string) {
	n.t.Helper()
	for _, tab := range n.open {
		for _, name := range []string{session.Cart, session.Changes, session.ID, session.Customer, session.Favorites, session.Viewed, "notas"} {
			if got, want := tab.store.text(name), n.open[0].store.text(name); got != want {
				n.t.Errorf("%s: %s: got\n%s in one tab and\n%s in another", context, name, want, got)
			}
			if got, want := tab.Get(name), tab.store.text(name); got != want {
				n.t.Errorf("%s: %s: got %s shown, want %s as stored", context, name, got, want)
			}
		}
		if got, want := tab.store.text(session.Cart), stored(tab.Session); got != want {
			n.t.Errorf("%s: got %s stored, want %s", context, got, want)
		}
		if got, want := fmt.Sprint(tab.Favorites(), tab.Viewed()), fmt.Sprint(n.open[0].Favorites(), n.open[0].Viewed()); got != want {
			n.t.Errorf("%s: got the favourites and the products looked at %s in one tab and %s in another", context, want, got)
		}
		for _, line := range tab.Cart().Lines() {
			if line.Quantity < 1 || line.Quantity > cart.MaxQuantity || line.ProductID == 2 && line.Quantity > 5 {
				n.t.Errorf("%s: got %d of product %d, want it within its limits", context, line.Quantity, line.ProductID)
			}
		}
	}
	if n.t.Failed() {
		n.t.FailNow()
	}
}
