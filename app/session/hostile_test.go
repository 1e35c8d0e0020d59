package session_test

import (
	"fmt"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/session"
)

// What another tab, another program or a later version may send.
var hostile = []struct{ name, message string }{
	{"nothing", ""},
	{"text", "hola"},
	{"null", "null"},
	{"a number", "1"},
	{"a list", "[1,2,3]"},
	{"an object", "{}"},
	{"cut off", `{"v":1,"vars":{"carr`},
	{"no version", `{"vars":{"carrito":"{}","cambios":"{\"1\":[99,\"x\",-5,1]}"}}`},
	{"a later version", `{"v":2,"vars":{"carrito":"{}","cambios":"{\"1\":[99,\"x\",-5,1]}"}}`},
	{"a version in quotes", `{"v":"1","vars":{"carrito":"{}","cambios":"{\"1\":[99,\"x\",-5,1]}"}}`},
	{"no variables", `{"v":1}`},
	{"variables that are none", `{"v":1,"vars":[1]}`},
	{"a ledger that is none", `{"v":1,"vars":{"carrito":"{}","cambios":7}}`},
	{"an entry that is none", `{"v":1,"vars":{"cambios":"{\"1\":5}"}}`},
	{"a word without quantity", `{"v":1,"vars":{"cambios":"{\"1\":[99,\"x\"]}"}}`},
	{"a word without document", `{"v":1,"vars":{"cambios":"{\"1\":[99]}"}}`},
	{"a word of no document", `{"v":1,"vars":{"cambios":"{\"1\":[99,\"\",-5,1]}"}}`},
	{"a document with a space", `{"v":1,"vars":{"cambios":"{\"1\":[99,\"x y\",-5,1]}"}}`},
	{"adds below nought", `{"v":1,"vars":{"cambios":"{\"1+x\":[-99]}"}}`},
	{"a stamp beyond all", `{"v":1,"vars":{"cambios":"{\"1\":[9999999999,\"x\",-5,1]}"}}`},
	{"a stamp that is no whole number", `{"v":1,"vars":{"cambios":"{\"1\":[1.5,\"x\",-5,1]}"}}`},
	{"a name that is none", `{"v":1,"vars":{"cambios":"{\"__proto__\":[99,\"x\"]}"}}`},
	{"one bad entry among good ones", `{"v":1,"vars":{"cambios":"{\"1\":[99,\"x\",-5,1],\"2\":7}"}}`},
	{"a ledger with spaces", `{"v":1,"vars":{"cambios":"{\"1\": [99,\"x\",-5,1]}"}}`},
	{"nested too deep", `{"v":1,"vars":` + strings.Repeat("[", 500_000)},
	{"too long", `{"v":1,"vars":{"carrito":"{}","cambios":"{\"1\":[99,\"x\",-5,1]}","x":"` + strings.Repeat("x", 1_000_000) + `"}}`},
}

func TestHostileMessages(t *testing.T) {
	for _, tt := range hostile {
		t.Run(tt.name, func(t *testing.T) {
			n := &network{t: t}
			a, b := n.tab(&storage{}), n.tab(&storage{})
			a.add(1, 0, 2)
			n.settle()
			before := a.store.text(session.Cart) + a.store.text(session.Changes)
			a.heard(tt.message)
			if got := a.store.text(session.Cart) + a.store.text(session.Changes); got != before {
				t.Errorf("got\n%s\nwant it as it was,\n%s", got, before)
			}
			a.add(1, 0, 1)
			n.settle()
			n.sameEverywhere(tt.name)
			if got := b.Cart().Count(); got != 3 {
				t.Errorf("got %d units, want 3", got)
			}
		})
	}
}

// The variables of the cart, the favourites and the shop's name are not another
// tab's to set.
func TestVariablesOfTheirOwnWay(t *testing.T) {
	n := &network{t: t}
	a := n.tab(&storage{})
	a.add(1, 0, 2)
	a.SetFavorite(7, true)
	a.heard(`{"v":1,"vars":{"favoritos":"[1,2]","cambios":"{\"favoritos\":[99,\"_1_2\"]}"}}`)
	if got := a.Get(session.Favorites); got != "[7]" {
		t.Errorf("favoritos: got %s, want them as they were, [7]", got)
	}
	a.heard(`{"v":1,"vars":{"carrito":"hola","titulo":"hola","cambios":"{\"carrito\":[99,\"x\"],\"titulo\":[99,\"x\"],\"vistos\":[99,\"x\"]}","vistos":"[3]"}}`)
	if got := a.Get(session.Title) + a.Get("vistos"); got != "MODA DJANGO[3]" || a.Cart().Count() != 2 {
		t.Errorf("got %q and %d units, want titulo and cart as they were, and vistos", got, a.Cart().Count())
	}
}

// A line that nobody can name is not kept in secret.
func TestLineWithoutWords(t *testing.T) {
	n := &network{t: t}
	a, b := n.tab(&storage{}), n.tab(&storage{})
	n.settle()
	a.heard(`{"v":1,"vars":{"carrito":"{}","cambios":"{\"1\":[99,\"x\",5,1]}"}}`)
	n.settle()
	n.sameEverywhere("a line without words")
	a.add(1, 0, 1)
	n.settle()
	if got := b.quantities(); got != "1×I" {
		t.Errorf("got %q, want the one that was added", got)
	}
}

// A stored ledger that is damaged, or gone, costs no line of the cart.
func TestDamagedLedger(t *testing.T) {
	for _, text := range []string{"", "hola", "{}", "null", `{"1":[1,"x",9,1]}`, `{"1":[1,"x",9,1],"9":[2,"x",1,2]}`, `{"1":7}`, `{"1+x":[3]}`} {
		var store storage
		store.Set(session.Cart, `{"1":{"producto_id":1,"nombre":"Gorra","cantidad":2,"precio":"10.10","orden":1}}`)
		store.Set(session.Changes, text)
		s, news := open(t, &store)
		if got := s.Cart().Count(); got != 2 || damaged(news.Damage) || len(news.Changes) > 0 {
			t.Errorf("%s: got %d units and news %+v, want 2 and none", text, got, news)
		}
		if again, _ := open(t, &store); again.Cart().Count() != 2 {
			t.Errorf("%s: got %d units the second time, want 2", text, again.Cart().Count())
		}
	}
}

// Whatever a tab hears, its cart stays one, and is stored as it is shown.
func FuzzHear(f *testing.F) {
	for _, tt := range hostile {
		if len(tt.message) < 1000 {
			f.Add(tt.message, "")
		}
	}
	f.Add(`{"v":1,"ask":true,"vars":{"carrito":"{\"2\":{\"producto_id\":2,\"cantidad\":9}}","cambios":"{\"2\":[1,\"x\",9,1],\"2+y\":[4]}"}}`, `{"1":[1,"x",9,1]}`)
	f.Fuzz(func(t *testing.T, message, ledger string) {
		store := &storage{}
		store.Set(session.Changes, ledger)
		store.Set(session.Cart, `{"1":{"producto_id":1,"nombre":"Gorra","cantidad":2,"precio":"10.10"}}`)
		n := &network{t: t}
		a := n.tab(store)
		if got := a.Cart().Count(); got != 2 {
			t.Fatalf("got %d units, want those stored", got)
		}
		a.heard(message)
		a.heard(message)
		n.sameEverywhere(fmt.Sprintf("%q", message))
		if c, damage := cart.Parse(store.text(session.Cart), 2); damaged(damage) || c.Count() != a.Cart().Count() {
			t.Errorf("got %d units stored, damage %+v, want %d", c.Count(), damage, a.Cart().Count())
		}
		again, _ := open(t, store)
		if got, want := stored(again), stored(a.Session); got != want {
			t.Errorf("read back: got %s, want %s", got, want)
		}
	})
}
