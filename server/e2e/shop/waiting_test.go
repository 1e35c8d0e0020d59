package shop_test

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp/kb"
)

// productPage returns the path of a product in the middle of the shop in parts.
func productPage(t *testing.T) string {
	t.Helper()
	products := browsertest.NewParted(t).Site().Catalog.Products()
	return fmt.Sprintf("/producto/%d", products[len(products)/2].ID)
}

// wantStill fails the test if something in the page has moved.
func wantStill(t *testing.T, tab *browsertest.Tab, when string) {
	t.Helper()
	if shift, what := tab.Shift(); shift != 0 {
		t.Errorf("%s: got a layout shift of %v, want 0: %s", when, shift, what)
	}
}

// TestFilterOnTheWay filters while the list of the filters is on its way. The filters that
// the server has written stay without their numbers, the page and the button of the sheet say
// that it waits, and the last choice counts.
func TestFilterOnTheWay(t *testing.T) { browsertest.InEngines(t, filterOnTheWay) }

func filterOnTheWay(t *testing.T, s browsertest.Shopper) {
	gate := browsertest.NewGate(t, browsertest.NewParted(t))
	release := gate.Hold()
	tab := s.NewBrowser(t).Open(gate.Base)
	tab.Before(browsertest.NoteShifts)
	tab.Visit("/categoria/camisas-y-polos")
	tab.AwaitWhole()
	const labels = `[...document.querySelectorAll("#filters label")].map(e => e.textContent).join("|")`
	written := browsertest.Eval[string](tab, labels)
	check(tab, "M")
	tab.AwaitAt("/categoria/camisas-y-polos?o.talla=m")
	tab.AwaitText("#list-count", "Buscando…")
	if got := browsertest.Eval[string](tab, labels); got != written {
		t.Errorf("while the list is on its way: got the filters %.100q, want those of the server %.100q", got, written)
	}
	tab.AwaitText(".filters__show", "Buscando…")
	const shownCounts = `[...document.querySelectorAll("#filters .filters__count")].filter(e => getComputedStyle(e).visibility === "visible").length`
	if n := browsertest.Eval[int](tab, shownCounts); n != 0 {
		t.Errorf("while the list is on its way: got %d counts beside the values, want none, which would be of the choice before", n)
	}
	if got := browsertest.Eval[string](tab, "document.querySelector('[role=status]').textContent"); strings.ContainsAny(got, "0123456789") {
		t.Errorf("got %q announced, want no number that is not known", got)
	}
	check(tab, "L")
	tab.AwaitAt("/categoria/camisas-y-polos?o.talla=l&o.talla=m")
	tab.Await(checked + " === 'm,l' || " + checked + " === 'l,m'")
	tab.Eval("shift = 0; shifted.length = 0; document.querySelector('.cart-link').getClientRects()")
	release()
	tab.Await("/^\\d.* productos$/.test(document.getElementById('list-count').textContent) && document.querySelectorAll('.card').length === 24")
	wantStill(t, tab, "when the list has come")
	tab.Await("!document.querySelector('[data-kept]')")
	tab.Await(shownCounts + " > 0 && /^Ver \\d+ producto/.test(document.querySelector('.filters__show').textContent)")
	wantStill(t, tab, "when the filters are the program's")
	narrow(tab, "En stock")
}

// TestFilteredSearchOnTheWay opens a filtered search from another page, while its list is on
// its way and where it cannot be had. The page does not say that nothing matches, and no card
// moves when the list comes.
func TestFilteredSearchOnTheWay(t *testing.T) { browsertest.InEngines(t, filteredSearchOnTheWay) }

func filteredSearchOnTheWay(t *testing.T, s browsertest.Shopper) {
	gate := browsertest.NewGate(t, browsertest.NewParted(t))
	tab := s.NewBrowser(t).Open(gate.Base)
	open := func() {
		tab.Visit(productPage(t))
		tab.AwaitWhole()
		tab.Eval("const a = document.querySelector('.related a[href], main a[href]'); a.href = '/buscar?q=camisa&stock=1'; a.click()")
		tab.AwaitPage("/buscar?q=camisa&stock=1")
	}
	wantNothingSaid := func(when string) {
		t.Helper()
		if got := browsertest.Eval[string](tab, "document.querySelector('main').innerText"); strings.Contains(got, "Ningún producto") {
			t.Errorf("%s: got %q, want nothing about what matches", when, got)
		}
	}
	release := gate.Hold()
	open()
	tab.AwaitText("#list-count", "Buscando…")
	wantNothingSaid("on its way")
	const first = "document.querySelector('.grid__cell').getBoundingClientRect().top"
	place := browsertest.Eval[float64](tab, first)
	release()
	tab.Await("document.querySelectorAll('.card').length === 24")
	if got := browsertest.Eval[float64](tab, first); got != place {
		t.Errorf("got the first card at %v, want it at %v as while it was on its way", got, place)
	}
	tab.AwaitText(".chip", "En stock")

	tab = s.NewBrowser(t).Open(gate.Base) // which has kept no part
	gate.Answer(http.NotFound)
	open()
	tab.AwaitText(".lacking", "No se pudo cargar")
	wantNothingSaid("where it cannot be had")
	tab.Await("getComputedStyle(document.querySelector('.chip')).visibility === 'hidden'")
	gate.Answer(nil)
	tab.Press("button", "Intentar otra vez")
	tab.Await("document.querySelectorAll('.card').length === 24")
	tab.AwaitText(".chip", "En stock")
}

// TestSuggestionsOnTheWay types while the index is on its way. The list says so, shows what
// belongs to the last text, and moves nothing that it has shown.
func TestSuggestionsOnTheWay(t *testing.T) {
	t.Parallel()
	gate := browsertest.NewGate(t, browsertest.NewLarge(t))
	tab := browsertest.NewBrowser(t).Open(gate.Base)
	tab.Before(browsertest.NoteShifts)
	tab.Visit("/producto/500")
	tab.AwaitWhole()
	release := gate.Hold()
	tab.Eval(toSearch)
	tab.Keys("cam")
	tab.AwaitText(".suggest", "Buscando…")
	tab.Keys(kb.Backspace, kb.Backspace, kb.Backspace, "zapatilla")
	tab.AwaitText(".suggest", "Buscando…")
	tab.Await("!" + options + ".length")
	release()
	tab.Await(complete)
	tab.Await(options + ".every(o => /zapatilla/i.test(o.textContent))")
	wantStill(t, tab, "when the suggestions have come")

	// What is shown before the products come stays where it is, and so does the choice.
	release = gate.Hold()
	tab.Keys(kb.Backspace, kb.Backspace, kb.Backspace, kb.Backspace, kb.Backspace, kb.Backspace, kb.Backspace, kb.Backspace, kb.Backspace)
	release()
	tab.Keys("chompa")
	tab.Await(options + ".length")
	tab.Keys(kb.ArrowDown)
	tab.Await(theActive + " !== ''")
	chosen := browsertest.Eval[string](tab, theActive)
	tab.Await(complete)
	if got := browsertest.Eval[string](tab, theActive); got != chosen {
		t.Errorf("got the option %q chosen, want still %q", got, chosen)
	}

	// Escape ends the waiting.
	release = gate.Hold()
	tab.Keys(" alpaca gris")
	tab.AwaitText(".suggest", "Buscando…")
	tab.Keys(kb.Escape)
	tab.Await("document.querySelector('.suggest').classList.contains('suggest--none')")
	release()
	tab.Keys(kb.Enter)
	tab.AwaitAt("/buscar?q=chompa+alpaca+gris")
	tab.Await(browsertest.Drawn + " && document.querySelectorAll('.card').length > 0 && !" + options + ".length")
}

// TestSearchOnTheWay searches for something else while the results are on their way.
func TestSearchOnTheWay(t *testing.T) {
	t.Parallel()
	gate := browsertest.NewGate(t, browsertest.NewLarge(t))
	release := gate.Hold()
	tab := browsertest.NewBrowser(t).Open(gate.Base)
	tab.Visit("/producto/500")
	tab.Eval(toSearch)
	tab.Keys("zapatilla", kb.Enter)
	tab.AwaitAt("/buscar?q=zapatilla")
	tab.AwaitText("h1", "zapatilla")
	tab.AwaitText("main", "Abriendo la tienda…")
	tab.Eval(toSearch)
	tab.Keys("camisa lino", kb.Enter)
	tab.AwaitAt("/buscar?q=camisa+lino")
	tab.AwaitText("h1", "camisa lino")
	release()
	tab.Await("document.querySelectorAll('.card').length === 24 && /camisa/i.test(document.querySelector('.card__name').textContent)")
}

// TestPartsThatFail opens suggestions and filters whose parts are missing, cut off or of
// another edition. Each is tried twice, then the page says so and offers to try again.
// The rest of the shop works.
func TestPartsThatFail(t *testing.T) {
	t.Parallel()
	shop := browsertest.NewLarge(t)
	other := browsertest.NewShop(t, "Otra", browsertest.Many(1000))
	for name, way := range map[string]http.HandlerFunc{
		"missing": http.NotFound,
		"cut off": func(w http.ResponseWriter, r *http.Request) {
			shop.ServeHTTP(cutWriter{w}, r)
		},
		"a page of the host": func(w http.ResponseWriter, r *http.Request) {
			r.URL.Path = "/"
			other.ServeHTTP(w, r)
		},
		"another edition": func(w http.ResponseWriter, r *http.Request) {
			r.URL.Path = counterpart(t, r.URL.Path, shop, other)
			other.ServeHTTP(w, r)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gate := browsertest.NewGate(t, shop)
			tab := browsertest.NewBrowser(t).Open(gate.Base)
			tab.Visit("/producto/500")
			gate.Answer(way)
			tab.Eval(toSearch)
			tab.Keys("camisa")
			tab.AwaitText(".suggest", "No se pudo cargar")
			gate.AwaitTries(t, 2)
			gate.Answer(nil)
			tab.Await(options + ".length")
			tab.Keys(kb.ArrowDown)
			tab.Await(theActive + ".includes('Intentar otra vez')")
			tab.Keys(kb.Enter)
			tab.Await(complete + " && document.activeElement.id === 'search' && document.activeElement.value === 'camisa'")

			gate.AwaitTries(t, 1)
			gate.Answer(way)
			tab.Visit("/categoria/camisas-y-polos")
			tab.AwaitWhole()
			check(tab, "M")
			tab.AwaitText(".lacking", "No se pudo cargar esta parte de la tienda.")
			tab.AwaitText(".filters__show", "No se pudo cargar esta parte de la tienda.") // in the sheet of a phone
			if got := browsertest.Eval[string](tab, "document.getElementById('list-count').textContent"); strings.ContainsAny(got, "0123456789") {
				t.Errorf("got the count %q, want none while it is not known", got)
			}
			gate.AwaitTries(t, 2)
			tab.Eval(toSearch)
			tab.Keys("polo", kb.Enter)
			tab.AwaitAt("/buscar?q=polo")
			tab.AwaitText("main", "No se pudo cargar esta parte de la tienda.")
			tab.Visit("/producto/500")
			tab.AwaitText("h1", browsertest.Eval[string](tab, "document.title.split(' · ')[0]"))
			tab.Visit("/categoria/camisas-y-polos?o.talla=m") // which the server has filtered
			tab.Await("document.querySelectorAll('.card').length === 24")
			gate.Answer(nil)
			tab.Visit("/categoria/camisas-y-polos")
			tab.AwaitWhole()
			tab.Await("!document.querySelector('[data-kept]')")
			narrow(tab, "M")
		})
	}
}

// counterpart returns the address of the part of another shop that has the role of the part
// of shop at a path.
func counterpart(t *testing.T, path string, shop, other http.Handler) string {
	t.Helper()
	is, others := browsertest.DirectoryOf(t, shop), browsertest.DirectoryOf(t, other)
	file, _ := strings.CutPrefix(path, is.Folder)
	for name, address := range is.Files {
		if address == file {
			return others.Folder + cmp.Or(others.Files[name], others.Files["todo"])
		}
	}
	i := slices.Index(is.Parts, strings.TrimSuffix(file, ".json"))
	return others.Part(i % len(others.Parts))
}

// cutWriter writes half of a response.
type cutWriter struct{ http.ResponseWriter }

func (w cutWriter) Write(content []byte) (int, error) {
	w.Header().Del("Content-Encoding")
	w.Header().Del("Content-Length")
	if _, err := w.ResponseWriter.Write(content[:len(content)/2]); err != nil {
		return 0, err
	}
	return len(content), nil
}
