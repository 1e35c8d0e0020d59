package e2e

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
	"carrito/server/strict"
)

// turn is what happens next in one of two tabs, a and b: a change, or that it
// hears, or hears twice, all that the other has said so far.
type turn struct {
	Tab   string `json:"tab"`
	Step  *step  `json:"step,omitempty"`
	Undo  bool   `json:"undo,omitempty"`
	Hears int    `json:"hears,omitempty"`
}

func in(tab string, s step) turn       { return turn{Tab: tab, Step: &s} }
func hears(tab string, times int) turn { return turn{Tab: tab, Hears: times} }

// twinTabs are the sessions of two tabs for which package session and boot.js must
// write the same bytes, both in the cart and in the ledger.
var twinTabs = []struct {
	name   string
	stored string // the cart with which both begin, without a ledger
	turns  []turn
}{
	{"both add", "", []turn{in("a", step{Add: gorra, N: 2}), in("b", step{Add: gorra, N: 3}), in("b", step{Add: polo, N: 1}), hears("a", 1), hears("b", 1)}},
	{"on top", "{" + seedEntry + "}", []turn{in("a", step{Add: gorra, N: 1}), hears("b", 1), in("b", step{Add: gorra, N: 1}), in("a", step{Add: gorra, N: 2}), hears("a", 2), hears("b", 2)}},
	{"two words", "{" + seedEntry + "}", []turn{hears("b", 1), in("a", step{Set: "3", N: 5}), in("b", step{Set: "3", N: 6}), hears("a", 1), hears("b", 1)}},
	{"a word and an add", "", []turn{in("a", step{Add: gorra, N: 5}), hears("b", 1), in("a", step{Set: "3", N: 1}), in("b", step{Add: gorra, N: 2}), hears("a", 1), hears("b", 1)}},
	{"a removal and an add", "", []turn{in("a", step{Add: gorra, N: 5}), hears("b", 1), in("a", step{Remove: "3"}), in("b", step{Add: gorra, N: 2}), hears("b", 1), hears("a", 1)}},
	{"removed and added again", "", []turn{in("a", step{Add: gorra, N: 5}), in("a", step{Add: polo, N: 1}), in("a", step{Remove: "3"}), in("a", step{Add: gorra, N: 1}), hears("b", 3), in("b", step{Add: gorra, N: 1}), hears("a", 1)}},
	{"removed in both", "", []turn{in("a", step{Add: gorra, N: 5}), hears("b", 1), in("a", step{Remove: "3"}), in("b", step{Set: "3", N: 0}), hears("b", 1), hears("a", 1)}},
	{"emptied", "", []turn{in("a", step{Add: gorra, N: 5}), in("a", step{Add: polo, N: 1}), hears("b", 1), in("b", step{Add: saco, N: 1}), in("a", step{Empty: true}), hears("a", 1), hears("b", 1)}},
	{"undone", "", []turn{in("a", step{Add: gorra, N: 5}), in("a", step{Add: polo, N: 1}), hears("b", 1), in("a", step{Remove: "3"}), hears("b", 1), in("b", step{Add: saco, N: 1}), hears("a", 1), {Tab: "a", Undo: true}, hears("b", 1)}},
	{"refused", "", []turn{in("a", step{Add: polo, N: 5}), hears("b", 1), in("b", step{Add: polo, N: 1}), in("b", step{Set: "9", N: 1}), hears("a", 1)}},
	{"places", `{"10":{"producto_id":10,"nombre":"A","cantidad":1,"precio":"1.00","imagen":"","total":"1.00","orden":2},"11":{"producto_id":11,"nombre":"B","cantidad":1,"precio":"1.00","imagen":"","total":"1.00","orden":1},` + seedEntry + "}",
		[]turn{in("a", step{Add: saco, N: 1}), hears("b", 1), in("b", step{Add: polo, N: 1}), in("b", step{Remove: "11"}), hears("a", 1)}},
}

// twinCatalogue is the catalogue of these tabs.
func twinCatalogue(t *testing.T) *catalog.Catalog {
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

// goTab is one of two tabs in Go.
type goTab struct {
	*session.Session
	store session.Memory
	said  []string
	hear  func(string)
	gone  []cart.Line
}

func (tab *goTab) Post(message string)                    { tab.said = append(tab.said, message) }
func (tab *goTab) Listen(hear func(string), woken func()) { tab.hear = hear }

func (tab *goTab) text(name string) string {
	text, _, _ := tab.store.Get(name)
	return text
}

func (tab *goTab) do(products *catalog.Catalog, s step) {
	if s.Add != nil {
		p, _ := products.Product(s.Add.ProductID)
		tab.Session.Add(p, s.Add.VariantID, s.N)
		return
	}
	tab.Change(func(c *cart.Cart) error {
		switch {
		case s.Empty:
			tab.gone = c.Clear()
		case s.Remove != "" || s.N == 0:
			line, _, err := c.Remove(cmp.Or(s.Remove, s.Set))
			tab.gone = []cart.Line{line}
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

// scriptTabs are the two tabs in boot.js, which take turns in one page.
const scriptTabs = `(start, turns) => {
	const tabs = { a: { said: [], vars: {...start} }, b: { said: [], vars: {...start} } };
	for (const { tab, step, undo, hears } of turns) {
		const it = tabs[tab], other = tabs[tab === "a" ? "b" : "a"];
		me = tab;
		sessionStorage.clear();
		for (const [name, text] of Object.entries(it.vars)) sessionStorage.setItem(name, text);
		carrito.channel = { postMessage: (text) => it.said.push(text) };
		for (let i = 0; i < hears; i++) for (const text of other.said) hear(text);
		if (undo) act({ undo: it.undo });
		if (step) act(step);
		it.undo = carrito.undo || it.undo;
		it.vars = {...sessionStorage};
	}
	return JSON.stringify([tabs.a.vars.carrito, tabs.a.vars.cambios, tabs.b.vars.carrito, tabs.b.vars.cambios]);
}`

func TestTwinTabs(t *testing.T) {
	t.Parallel()
	products := twinCatalogue(t)
	always := func() *catalog.Catalog { return products }
	base, _ := held(t)
	tab := newBrowser(t).open(base)
	tab.early("/carrito")
	tab.functionsOfBoot()
	for _, test := range twinTabs {
		t.Run(test.name, func(t *testing.T) {
			tabs := map[string]*goTab{"a": {}, "b": {}}
			first := goTab{}
			first.store.Set(session.Cart, strings.NewReplacer("7.00", gorra.Price, "14.00", "0.20", `"nombre":"Gorra"`, `"nombre":`+quoteJS(gorra.Name), "/g.jpg", "").Replace(test.stored))
			first.store.Set(session.ID, "7d444840-9dc0-41d1-b245-5ffdce74fad2")
			first.Session, _ = session.Open(&first.store, always, "MODA DJANGO", 2)
			for _, id := range []int{10, 3} { // which boot.js must keep as they are
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
					for _, text := range slices.Clone(other.said) {
						it.hear(text)
					}
				}
				if turn.Undo {
					it.Change(func(c *cart.Cart) error {
						for place, line := range it.gone {
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
			if err := json.Unmarshal([]byte(eval[string](tab, fmt.Sprintf("(%s)(%s, %s)", scriptTabs, begin, turns))), &got); err != nil {
				t.Fatal(err)
			}
			for i, name := range []string{"cart of a", "ledger of a", "cart of b", "ledger of b"} {
				if got[i] != want[i] {
					t.Errorf("%s: boot.js has\n%s\nwant, as package session writes it,\n%s", name, got[i], want[i])
				}
			}
		})
	}
}
