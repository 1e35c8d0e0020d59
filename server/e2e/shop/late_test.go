package shop_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/server/e2e/browsertest"
)

// allDrawn is JavaScript that reports whether a list is drawn and none of its products is on its
// way.
const allDrawn = browsertest.Drawn + " && document.querySelector('.card') && !document.querySelector('.skeleton, .grid__cell[aria-hidden]')"

// leftAt scrolls to a product of a list, and returns where the shopper has left the list.
func leftAt(tab *browsertest.Tab) (y float64) {
	tab.T.Helper()
	tab.Await(allDrawn)
	tab.Eval("[...document.querySelectorAll('.card__link')].at(-3).scrollIntoView({block: 'center', behavior: 'instant'})")
	y = browsertest.Eval[float64](tab, "Math.trunc(scrollY)")
	tab.Await(fmt.Sprintf("history.state?.y === %v", y))
	return y
}

// TestBackToAListOnTheWay leaves lists in the middle, and comes back when their products
// have to be loaded again and are slow. The shopper is where they were, unless they have
// scrolled meanwhile.
func TestBackToAListOnTheWay(t *testing.T) {
	browsertest.InEngines(t, browsertest.OnDesktop(backToAListOnTheWay))
}

func backToAListOnTheWay(t *testing.T, s browsertest.Shopper) {
	gate := browsertest.NewGate(t, browsertest.NewLarge(t))
	tab := s.NewBrowser(t).Open(gate.Base)
	leave := func(path string) (left float64) {
		tab.Visit("/producto/500")
		tab.Eval("sessionStorage.setItem('favoritos', JSON.stringify(Array.from({length: 24}, (_, i) => 7 + 40 * i)))")
		tab.Visit(path)
		left = leftAt(tab)
		tab.Eval("[...document.querySelectorAll('.card__link')].at(-3).click()")
		tab.Await("location.pathname.startsWith('/producto/') && " + browsertest.Drawn)
		tab.Eval("window.left = true")
		tab.Reload()
		tab.Await("!window.left && window.carrito?.ready") // a program that has no product of the list
		return left
	}
	late := 0 // lists whose products were not there
	back := func(path string) (release func()) {
		release = gate.Hold()
		tab.Back()
		tab.AwaitPage(path)
		// A browser may have kept the answers to earlier requests of the parts.
		const waits = "!!document.querySelector('.skeleton, .grid__cell[aria-hidden]')"
		tab.Await(waits + " || " + allDrawn)
		if browsertest.Eval[bool](tab, waits) {
			late++
		}
		tab.Eval("return new Promise(done => setTimeout(done, 300))") // in which a position would be stored
		return release
	}
	for _, path := range []string{"/pagina/2", "/categoria/camisas-y-polos?orden=precio", "/buscar?q=camisa", "/favoritos"} {
		left := leave(path)
		back(path)()
		tab.Await(fmt.Sprintf("%s && Math.abs(scrollY - %v) < 2", allDrawn, left))
		if path == "/favoritos" { // of which the server has written nothing
			tab.Reload()
			tab.Await(fmt.Sprintf("%s && Math.abs(scrollY - %v) < 2", allDrawn, left))
		}
		tab.Eval("scrollTo({top: 90, behavior: 'instant'})")
		tab.Await("history.state?.y === 90")
	}
	for _, path := range []string{"/pagina/60", "/buscar?q=zapatilla"} {
		leave(path)
		release := back(path)
		tab.Eval("dispatchEvent(new WheelEvent('wheel')); scrollTo({top: 60, behavior: 'instant'})")
		release()
		tab.Await(allDrawn)
		tab.Await("history.state?.y === 60 && scrollY === 60")
	}
	if late < 3 {
		t.Errorf("got %d lists that came late, want some", late)
	}
}

// TestProductOnTheWay opens a product that comes late. Once it is there, everything is as
// if it had been there at once: the title, the focus, and that the shopper has viewed it.
func TestProductOnTheWay(t *testing.T) {
	browsertest.InEngines(t, productOnTheWay)
}

func productOnTheWay(t *testing.T, s browsertest.Shopper) {
	gate := browsertest.NewGate(t, browsertest.NewLarge(t))
	tab := s.NewBrowser(t).Open(gate.Base)
	all := plain(t)
	products := []*catalog.Product{all[50], all[150], all[250]} // of different parts
	open := func(p *catalog.Product) {
		t.Helper()
		tab.StoreCart(fmt.Sprintf(`JSON.stringify({%d: {nombre: %q, precio: "1.00", cantidad: 1}})`, p.ID, p.Name))
		tab.Visit("/carrito")
		tab.Press("link", p.Name)
		tab.AwaitPage(fmt.Sprintf("/producto/%d", p.ID))
	}
	opened := func(p *catalog.Product, focused string) {
		t.Helper()
		tab.AwaitText("h1", p.Name)
		tab.Await(fmt.Sprintf("document.title.startsWith(%q) && document.activeElement.id === %q", p.Name, focused))
		if viewed := tab.Session("vistos"); !strings.HasPrefix(viewed, fmt.Sprintf("[%d", p.ID)) {
			t.Errorf("got the viewed products %s, want %d first", viewed, p.ID)
		}
	}
	const opening = "document.querySelector('.skeleton') && document.title.startsWith('Abriendo')"
	release := gate.Hold()
	open(products[0])
	tab.Await(opening)
	release()
	opened(products[0], "title")

	// It cannot be loaded, until the shopper tries again.
	gate.Answer(http.NotFound)
	open(products[1])
	tab.AwaitText("h1", "No se pudo abrir")
	tab.Await("document.title.startsWith('No se pudo abrir') && document.activeElement.id === 'title'")
	release = gate.Hold()
	tab.Press("button", "Intentar otra vez")
	tab.Await(opening)
	release()
	opened(products[1], "title")

	// A shopper who searches meanwhile keeps the focus.
	release = gate.Hold()
	open(products[2])
	tab.Await(opening)
	tab.Eval(toSearch)
	release()
	opened(products[2], "search")
}

// TestNothingMovesInPartedLists opens lists that come late, with names of one line and of two,
// and lists whose address asks for what does not exist. Nothing moves, and what the server has
// written is never replaced by a skeleton.
func TestNothingMovesInPartedLists(t *testing.T) {
	t.Parallel()
	for name, shop := range map[string]http.Handler{
		"names of one line": browsertest.DemoWith(t, browsertest.Many(1000)), "names of two": browsertest.NewLarge(t),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gate := browsertest.NewGate(t, shop)
			release := gate.Hold()
			tab := browsertest.NewBrowser(t).Open(gate.Base)
			tab.Before(browsertest.NoteShifts)
			for _, path := range []string{"/?o.talla=nada", "/?pagina=1000000000", "/buscar?q=articulo&desde=900&hasta=1&o.color=nada", "/pagina/3"} {
				tab.Visit(path)
				tab.Eval("return new Promise(done => setTimeout(done, 300))")
				if path != "/pagina/3" && browsertest.Eval[bool](tab, "!!document.querySelector('.skeleton, .grid__cell[aria-hidden], .chosen--waiting')") {
					t.Errorf("%s: got a list that is on its way, want that of the server", path)
				}
				wantStill(t, tab, path)
			}
			tab.Press("link", "Siguiente")
			tab.AwaitAt("/pagina/4")
			tab.Await("document.querySelectorAll('.grid__cell[aria-hidden]').length === 24")
			tab.Eval("shift = 0; shifted.length = 0; scrollTo({top: 400, behavior: 'instant'})")
			release()
			tab.Await(allDrawn)
			wantStill(t, tab, "when the products have come")
		})
	}
}

// TestLongNamesMoveNothing opens lists that come late, with names of more lines than a card
// has room for. Each card stays where its placeholder was, and its name can be read as a whole by
// a screen reader and with a pointer.
func TestLongNamesMoveNothing(t *testing.T) {
	const long = "Zapatillas de senderismo impermeables con suela antideslizante para montaña y ciudad, modelo"
	shop := browsertest.DemoWith(t, strings.ReplaceAll(browsertest.Many(300), "Artículo", long))
	browsertest.InEngines(t, browsertest.OnDesktop(func(t *testing.T, s browsertest.Shopper) {
		gate := browsertest.NewGate(t, shop)
		tab := s.NewBrowser(t).Open(gate.Base)
		for width, page := range map[int64]int{412: 2, 1280: 6} { // of other parts, which the browser does not have
			tab.Look("light", width)
			release := gate.Hold()
			tab.Visit(fmt.Sprintf("/pagina/%d", page))
			tab.Press("link", "Siguiente")
			tab.AwaitAt(fmt.Sprintf("/pagina/%d", page+1))
			tab.Await("document.querySelectorAll('.grid__cell[aria-hidden]').length === 24")
			const places = "JSON.stringify([...document.querySelectorAll('.grid__cell, .pages')].map((e) => Math.round(e.getBoundingClientRect().top + scrollY)))"
			want := browsertest.Eval[string](tab, places)
			release()
			tab.Await(allDrawn)
			if got := browsertest.Eval[string](tab, places); got != want {
				t.Errorf("at %d: got the cells at %s, want them at %s as before their products came", width, got, want)
			}
			const whole = "(e => e.textContent === e.title && e.title)(document.querySelector('.card__link'))"
			if got := browsertest.Eval[string](tab, whole+" || ''"); !strings.HasPrefix(got, long) {
				t.Errorf("at %d: got the title %q, want the name", width, got)
			}
		}
	}))
}
