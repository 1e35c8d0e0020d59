package shop_test

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/server/e2e/browsertest"
)

// lastVariant returns the last of several variants of a product that can be bought, if it can be
// chosen by one press.
func lastVariant(p *catalog.Product) (v catalog.Variant, ok bool) {
	if len(p.Options) != 1 || len(p.Variants) < 2 {
		return v, false
	}
	v = p.Variants[len(p.Variants)-1]
	return v, v.ID != p.First().ID && (v.Stock == catalog.NotCounted || v.Stock > 9)
}

// firstOf returns the first product with a choice.
func firstOf(t *testing.T, products []*catalog.Product) (*catalog.Product, catalog.Variant) {
	t.Helper()
	for _, p := range products {
		if v, ok := lastVariant(p); ok {
			return p, v
		}
	}
	t.Fatal("no product has a choice")
	return nil, catalog.Variant{}
}

// TestProductStaysAtARenewal changes the catalogue of a shop in parts while a shopper chooses.
// A product whose new part cannot be had, or that came while the new catalogue was fetched,
// stays with the chosen variant and quantity, and these are added. One that is gone says so.
func TestProductStaysAtARenewal(t *testing.T) {
	browsertest.InEngines(t, productStaysAtARenewal)
}

func productStaysAtARenewal(t *testing.T, s browsertest.Shopper) {
	old := browsertest.NewParted(t)
	products := old.Site().Catalog.Products()
	p, v := firstOf(t, products)
	q, w := firstOf(t, products[len(products)-20:]) // on the first page of home
	named := func(p *catalog.Product) string { return fmt.Sprintf("%q", p.Name) }
	renamed := browsertest.NewParted(t, named(p), fmt.Sprintf("%q", p.Name+" 2"))
	gone := browsertest.NewParted(t, `"name":`+named(q), `"hidden":true,"name":`+named(q))
	m := browsertest.StartMachine(t, old)
	gate := browsertest.NewGate(t, m)
	tab := s.NewBrowser(t).Open(gate.Base)

	choose := func(p *catalog.Product, v catalog.Variant) {
		t.Helper()
		tab.AwaitText("h1", p.Name)
		tab.Press("choice", v.Values[0])
		tab.TypeInto("Cantidad", "3")
	}
	stays := func(when, name string, v catalog.Variant, quantity string) {
		t.Helper()
		got := browsertest.Eval[[]string](tab, `[document.querySelector("h1")?.textContent ?? "", document.querySelector(".option__input:checked")?.value ?? "", document.getElementById("quantity")?.value ?? ""]`)
		if fmt.Sprint(got) != fmt.Sprint([]string{name, v.Values[0], quantity}) {
			t.Errorf("%s: got %q, want %q with %s and %s", when, got, name, v.Values[0], quantity)
		}
	}
	add := func(p *catalog.Product, v catalog.Variant, units int) {
		t.Helper()
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(units)
		line := string(cart.KeyOf(p.ID, v.ID))
		if got := browsertest.StoredField(t, tab.Session("carrito"), line, "cantidad"); got != 3.0 {
			t.Errorf("got %v units of %s in the cart, want 3", got, line)
		}
	}

	// The new part cannot be had, until the shopper tries again.
	tab.Visit(fmt.Sprintf("/producto/%d", p.ID))
	choose(p, v)
	gate.Answer(http.NotFound)
	m.Run(renamed)
	tab.Eval(compare)
	tab.AwaitText(".product__head", "No se pudo cargar esta parte de la tienda.")
	stays("it cannot be had", p.Name, v, "3")
	add(p, v, 3)
	gate.Answer(nil)
	tab.Press("button", "Intentar otra vez")
	tab.AwaitText("h1", p.Name+" 2")
	stays("there", p.Name+" 2", v, "1")

	// Another product is opened while the new part is fetched.
	var asked atomic.Bool
	held, release := make(chan bool, 1), make(chan struct{})
	gate.Answer(func(rw http.ResponseWriter, r *http.Request) {
		if !asked.Swap(true) {
			held <- true
			<-release
		}
		m.ServeHTTP(rw, r)
	})
	m.Run(old)
	tab.Eval(compare)
	<-held
	tab.Press("link", "MODA DJANGO")
	tab.Press("link", q.Name)
	choose(q, w)
	close(release)
	tab.Await(fmt.Sprintf("!sessionStorage.getItem('carrito').includes(%q)", p.Name+" 2"))
	stays("it came meanwhile", q.Name, w, "3")
	add(q, w, 6)

	m.Run(gone)
	tab.Eval(compare)
	tab.AwaitText(".content", "Ese producto no existe")
	tab.AwaitCount(3)
}
