package parity_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/session"
	"carrito/server/e2e/browsertest"
	"carrito/server/strict"
)

// turn is the next event in one of two tabs, a and b: a change of the cart, an undo, or
// the receipt of all messages that the other tab has sent so far. Hears is the number of
// times that they are received.
type turn struct {
	Tab   string `json:"tab"`
	Step  *step  `json:"step,omitempty"`
	Undo  bool   `json:"undo,omitempty"`
	Hears int    `json:"hears,omitempty"`
}

func in(tab string, s step) turn { return turn{Tab: tab, Step: &s} }

func hears(tab string, times int) turn { return turn{Tab: tab, Hears: times} }

// tabCases are the sessions of two tabs. Package session and boot.js must write the same
// bytes for them, of the cart and of the ledger of changes.
var tabCases = []struct {
	name   string
	stored string // the cart of both tabs at first, without a ledger
	turns  []turn
}{
	{"both add", "", []turn{in("a", step{Add: gorra, N: 2}), in("b", step{Add: gorra, N: 3}), in("b", step{Add: polo, N: 1}), hears("a", 1), hears("b", 1)}},
	{"both add to a stored line", "{" + seedEntry + "}", []turn{in("a", step{Add: gorra, N: 1}), hears("b", 1), in("b", step{Add: gorra, N: 1}), in("a", step{Add: gorra, N: 2}), hears("a", 2), hears("b", 2)}},
	{"both set", "{" + seedEntry + "}", []turn{hears("b", 1), in("a", step{Set: "3", N: 5}), in("b", step{Set: "3", N: 6}), hears("a", 1), hears("b", 1)}},
	{"one sets, one adds", "", []turn{in("a", step{Add: gorra, N: 5}), hears("b", 1), in("a", step{Set: "3", N: 1}), in("b", step{Add: gorra, N: 2}), hears("a", 1), hears("b", 1)}},
	{"one removes, one adds", "", []turn{in("a", step{Add: gorra, N: 5}), hears("b", 1), in("a", step{Remove: "3"}), in("b", step{Add: gorra, N: 2}), hears("b", 1), hears("a", 1)}},
	{"removed and added again", "", []turn{in("a", step{Add: gorra, N: 5}), in("a", step{Add: polo, N: 1}), in("a", step{Remove: "3"}), in("a", step{Add: gorra, N: 1}), hears("b", 3), in("b", step{Add: gorra, N: 1}), hears("a", 1)}},
	{"removed in both", "", []turn{in("a", step{Add: gorra, N: 5}), hears("b", 1), in("a", step{Remove: "3"}), in("b", step{Set: "3", N: 0}), hears("b", 1), hears("a", 1)}},
	{"emptied", "", []turn{in("a", step{Add: gorra, N: 5}), in("a", step{Add: polo, N: 1}), hears("b", 1), in("b", step{Add: saco, N: 1}), in("a", step{Empty: true}), hears("a", 1), hears("b", 1)}},
	{"undone", "", []turn{in("a", step{Add: gorra, N: 5}), in("a", step{Add: polo, N: 1}), hears("b", 1), in("a", step{Remove: "3"}), hears("b", 1), in("b", step{Add: saco, N: 1}), hears("a", 1), {Tab: "a", Undo: true}, hears("b", 1)}},
	{"changes that fail", "", []turn{in("a", step{Add: polo, N: 5}), hears("b", 1), in("b", step{Add: polo, N: 1}), in("b", step{Set: "9", N: 1}), hears("a", 1)}},
	{"with places", `{"10":{"producto_id":10,"nombre":"A","cantidad":1,"precio":"1.00","imagen":"","total":"1.00","orden":2},"11":{"producto_id":11,"nombre":"B","cantidad":1,"precio":"1.00","imagen":"","total":"1.00","orden":1},` + seedEntry + "}",
		[]turn{in("a", step{Add: saco, N: 1}), hears("b", 1), in("b", step{Add: polo, N: 1}), in("b", step{Remove: "11"}), hears("a", 1)}},
}

// tabCatalogue returns the catalogue of the tabs in tabCases.
func tabCatalogue(t *testing.T) *catalog.Catalog {
	t.Helper()
	type product map[string]any
	all := []product{
		{"id": 10, "slug": "a", "name": "A", "price": "1.00"}, {"id": 11, "slug": "b", "name": "B", "price": "1.00"},
		{"id": 3, "slug": "c", "name": gorra.Name, "price": gorra.Price},
		{"id": 12, "slug": "d", "name": saco.Name, "price": saco.Price, "stock": saco.Stock, "images": []product{{"src": saco.Image, "alt": "x", "width": 1, "height": 1}}},
		{"id": 7, "slug": "e", "name": polo.Name, "price": polo.Price, "images": []product{{"src": polo.Image, "alt": "x", "width": 1, "height": 1}},
			"options":  []product{{"name": "Talla", "values": []string{"M"}}, {"name": "Color", "values": []string{"Añil"}}},
			"variants": []product{{"id": 2, "values": strings.Split(polo.Variant, " / "), "stock": polo.Stock}}},
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	products, err := strict.Products(strings.NewReader(string(text)), strict.Rules{Digits: 2})
	if err != nil {
		t.Fatal(err)
	}
	return products
}

// goTab is a tab whose session is that of package session. It is also the channel on
// which the session sends its messages.
type goTab struct {
	*session.Session
	store   session.Memory
	sent    []string     // sent messages
	receive func(string) // receives a message
	removed []cart.Line  // lines that the last change removed
}

func (tab *goTab) Post(message string) { tab.sent = append(tab.sent, message) }

func (tab *goTab) Listen(receive func(string), woken func()) { tab.receive = receive }

// text returns a stored variable of the session.
func (tab *goTab) text(name string) string {
	text, _, _ := tab.store.Get(name)
	return text
}

// do makes a change of the cart.
func (tab *goTab) do(products *catalog.Catalog, s step) {
	if s.Add != nil {
		p, _ := products.Product(s.Add.ProductID)
		tab.Session.Add(p, s.Add.VariantID, s.N)
		return
	}
	tab.Change(func(c *cart.Cart) error {
		switch {
		case s.Empty:
			tab.removed = c.Clear()
		case s.Remove != "" || s.N == 0:
			line, _, err := c.Remove(cmp.Or(s.Remove, s.Set))
			tab.removed = []cart.Line{line}
			return err
		default:
			line, ok := c.Line(s.Set)
			if !ok {
				return cart.ErrNoLine
			}
			p, _ := products.Product(line.ProductID)
			return c.SetQuantity(p, line.VariantID, s.N)
		}
		return nil
	})
}

// scriptTabs is JavaScript that runs the turns of two tabs with boot.js in one page. It
// returns the carts and the ledgers.
const scriptTabs = `(start, turns) => {
	const tabs = { a: { sent: [], vars: {...start} }, b: { sent: [], vars: {...start} } };
	for (const { tab, step, undo, hears } of turns) {
		const it = tabs[tab], other = tabs[tab === "a" ? "b" : "a"];
		me = tab;
		sessionStorage.clear();
		for (const [name, text] of Object.entries(it.vars)) sessionStorage.setItem(name, text);
		carrito.channel = { postMessage: (text) => it.sent.push(text) };
		for (let i = 0; i < hears; i++) for (const text of other.sent) hear(text);
		if (undo) act({ undo: it.undo });
		if (step) act(step);
		it.undo = carrito.undo || it.undo;
		it.vars = {...sessionStorage};
	}
	return JSON.stringify([tabs.a.vars.carrito, tabs.a.vars.cambios, tabs.b.vars.carrito, tabs.b.vars.cambios]);
}`

// TestTabParity checks that boot.js merges the changes of two tabs like package session.
func TestTabParity(t *testing.T) {
	t.Parallel()
	products := tabCatalogue(t)
	always := func() *catalog.Catalog { return products }
	base, _ := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/carrito")
	functionsOfBoot(tab)
	for _, test := range tabCases {
		t.Run(test.name, func(t *testing.T) {
			tabs := map[string]*goTab{"a": {}, "b": {}}
			first := goTab{}
			first.store.Set(session.Cart, strings.NewReplacer("7.00", gorra.Price, "14.00", "0.20", `"nombre":"Gorra"`, `"nombre":`+browsertest.QuoteJS(gorra.Name), "/g.jpg", "").Replace(test.stored))
			first.store.Set(session.ID, "7d444840-9dc0-41d1-b245-5ffdce74fad2")
			first.Session, _ = session.Open(&first.store, always, "MODA DJANGO", 2)
			for _, id := range []int{10, 3} { // boot.js must not change favourites
				first.SetFavorite(id, true)
			}
			first.SetFavorite(10, false)
			first.View(7)
			start := map[string]string{}
			for _, name := range []string{session.Cart, session.Changes, session.ID, session.Favorites, session.Viewed} {
				start[name] = first.text(name)
			}
			for name, it := range tabs {
				for variable, text := range start {
					it.store.Set(variable, text)
				}
				it.Session, _ = session.Open(&it.store, always, "MODA DJANGO", 2)
				it.Join(session.Tabs{Channel: it, Document: name})
			}
			for _, turn := range test.turns {
				it, other := tabs[turn.Tab], tabs[map[string]string{"a": "b", "b": "a"}[turn.Tab]]
				for range turn.Hears {
					for _, text := range slices.Clone(other.sent) {
						it.receive(text)
					}
				}
				if turn.Undo {
					it.Change(func(c *cart.Cart) error {
						for place, line := range it.removed {
							c.Restore(line, place)
						}
						return nil
					})
				}
				if turn.Step != nil {
					it.do(products, *turn.Step)
				}
			}
			want := []string{
				tabs["a"].text(session.Cart), tabs["a"].text(session.Changes), tabs["b"].text(session.Cart), tabs["b"].text(session.Changes),
			}
			begin, err := json.Marshal(start)
			if err != nil {
				t.Fatal(err)
			}
			turns, err := json.Marshal(test.turns)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			if err := json.Unmarshal([]byte(browsertest.Eval[string](tab, fmt.Sprintf("(%s)(%s, %s)", scriptTabs, begin, turns))), &got); err != nil {
				t.Fatal(err)
			}
			for i, name := range []string{"cart of a", "ledger of a", "cart of b", "ledger of b"} {
				if got[i] != want[i] {
					t.Errorf("%s: boot.js: got\n%s\nwant as from package session\n%s", name, got[i], want[i])
				}
			}
		})
	}
}
