package pages

import (
	"strings"
	"testing"

	"carrito/app/session"
	"carrito/app/ui/part"
)

// pair is a channel between two tabs that delivers at once.
type pair struct {
	other *pair
	heard func(string)
}

func (p *pair) Post(message string) {
	if p.other.heard != nil {
		p.other.heard(message)
	}
}

func (p *pair) Listen(heard func(string), woken func()) {
	p.heard = heard
	woken()
}

// openTab opens a tab with a catalogue. newest is the shop's present one.
func openTab(t *testing.T, channel *pair, products, newest string) *Shop {
	t.Helper()
	s := New(store(t, "es", products, &session.Memory{}).Shop, read(t, products))
	visit(t, s, "/") // sets Root
	compare := func() { s.Renew(read(t, newest), newest, s.Sized) }
	s.Browser = tabbed{s.Browser, session.Tabs{Channel: channel, Products: products, Compare: compare}}
	s.Open(&session.Memory{})
	return s
}

// tabbed is a browser with other tabs.
type tabbed struct {
	part.Browser

	tabs session.Tabs
}

func (b tabbed) Tabs() session.Tabs { return b.tabs }

func newPair() (one, two *pair) {
	one, two = &pair{}, &pair{}
	one.other, two.other = two, one
	return one, two
}

// A change in another tab is shown here, but announced only there.
func TestAnotherTab(t *testing.T) {
	first, second := newPair()
	a, b := openTab(t, first, few, few), openTab(t, second, few, few)
	a.Add(1, 0, 2)
	b.Add(2, 0, 1)
	for _, s := range []*Shop{a, b} {
		if got := keys(s); got != "1×2 2×1" {
			t.Errorf("got the cart %q, want 1×2 2×1", got)
		}
		if got := wordsOf(one(t, "count", with(all(render(t, NewRoot(s, at(t, "/")))), "id", "cart-count"))); got != "3" {
			t.Errorf("got the count %q, want 3", got)
		}
		if len(s.News) != 0 {
			t.Errorf("got the news %q, want none", s.News)
		}
	}
	if got := b.Message.Text; !strings.HasPrefix(got, "Agregado al carrito: Medias") {
		t.Errorf("got the message %q, want the one of the last action here", got)
	}
}

// A tab that hears of a new catalogue shows it, and says what it changes in the
// cart.
func TestAnotherTabHasAnotherCatalogue(t *testing.T) {
	newer := strings.NewReplacer(`"price": "39.90"`, `"price": "45.00"`, `"name": "Medias"`, `"name": "Calcetines"`, `"id": 4`, `"id": 5`).Replace(few)
	first, second := newPair()
	old := openTab(t, first, few, newer)
	old.Add(1, 0, 1)
	renewed := false
	old.changed = func(r bool) { renewed = renewed || r }
	openTab(t, second, newer, newer)
	if got, want := strings.Join(old.News, "\n"), "Cambió el precio de Gorra: antes S/ 39.90, ahora S/ 45.00."; got != want {
		t.Errorf("got the news %q, want %q", got, want)
	}
	if p, _ := old.Catalog.Product(2); p.Name != "Calcetines" || !renewed {
		t.Errorf("got product 2 named %s, drawn again %v, want the newer catalogue", p.Name, renewed)
	}
}

// The server's page leaves room for the count but shows none: only the browser
// knows it, and a zero would be visible until the program runs.
func TestServerShowsNoCount(t *testing.T) {
	s := demoStore(t, "es")
	count := one(t, "count", with(all(render(t, NewRoot(s, at(t, "/")))), "id", "cart-count"))
	if got := wordsOf(count); got != "" {
		t.Errorf("got the count %q, want none", got)
	}
}
