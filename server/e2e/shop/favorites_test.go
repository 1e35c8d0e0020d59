package shop_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp/kb"
)

// awaitFavorites waits until the header shows want as the number of favourites, or no
// number if want is 0.
func awaitFavorites(tab *browsertest.Tab, want int) {
	tab.T.Helper()
	text := fmt.Sprint(want)
	if want == 0 {
		text = ""
	}
	tab.Await(fmt.Sprintf("document.getElementById('favorites-count')?.textContent === %q", text))
}

// storeLists sets the session variables of favourites and viewed products to JavaScript
// expressions, and reloads the page.
func storeLists(tab *browsertest.Tab, favorites, viewed string) {
	tab.T.Helper()
	tab.Eval(fmt.Sprintf("window.old = true; sessionStorage.setItem('favoritos', %s); sessionStorage.setItem('vistos', %s); location.reload()", favorites, viewed))
	tab.Await("!window.old && window.carrito?.ready")
}

// cards and seen are JavaScript for the names of the products on the cards, and of those
// in the row of recently viewed products.
const (
	cards = `[...document.querySelectorAll(".card__link")].map(e => e.textContent)`
	seen  = `[...document.querySelectorAll(".viewed__name")].map(e => e.textContent)`
)

// TestFavorites presses hearts on a list and on a product page, finds both products on
// the page of favourites, and removes one.
func TestFavorites(t *testing.T) {
	browsertest.Everywhere(t, func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		tab.Visit("/categoria/accesorios")
		awaitFavorites(tab, 0)
		tab.Press("button", "Guardar Bolso tote de lona en favoritos")
		awaitFavorites(tab, 1)
		tab.AwaitText("[role=status]", "Guardado en favoritos: Bolso tote de lona.")
		if got := tab.Session("favoritos"); got != "[3]" {
			t.Errorf("got favoritos %s in the session, want [3]", got)
		}
		tab.Press("link", "Bolso tote de lona")
		tab.AwaitPage("/producto/3")
		tab.Await("document.querySelector('.product__price .heart').ariaPressed === 'true'")
		name := browsertest.Eval[string](tab, "document.querySelector('.related .card__link').textContent")
		tab.Press("button", "Guardar "+name+" en favoritos")
		awaitFavorites(tab, 2)
		kept := strings.Replace(tab.Session("favoritos"), "3,", "", 1)

		tab.Press("link", "Favoritos")
		tab.AwaitPage("/favoritos")
		tab.AwaitText("h1", "Tus favoritos")
		tab.Await(cards + ".length === 2")
		if got, want := browsertest.Eval[[]string](tab, cards), []string{"Bolso tote de lona", name}; !slices.Equal(got, want) {
			t.Errorf("got favourites %q, want %q", got, want)
		}
		tab.Press("button", "Quitar Bolso tote de lona de favoritos")
		awaitFavorites(tab, 1)
		tab.AwaitText("[role=status]", "Se quitó de favoritos: Bolso tote de lona.")
		tab.AwaitText(".list__count", "1 producto")
		tab.Await("document.activeElement.ariaLabel === 'Guardar Bolso tote de lona en favoritos'")
		tab.Reload()
		tab.Await(cards + ".length === 1")
		if got := browsertest.Eval[[]string](tab, cards); !slices.Equal(got, []string{name}) {
			t.Errorf("got favourites %q after a reload, want %q", got, name)
		}
		if got := tab.Session("favoritos"); got != kept {
			t.Errorf("got favoritos %s in the session, want %s", got, kept)
		}
	})
}

// TestFavoritesInEveryTab presses hearts in two tabs at the same time. Both products are
// favourites in both tabs, and in a tab that is opened later.
func TestFavoritesInEveryTab(t *testing.T) {
	t.Parallel()
	base := browsertest.Demo(t)
	tabs := browsertest.NewBrowser(t)
	a, b := tabs.Open(base), tabs.Open(base)
	a.Visit("/producto/3")
	b.Visit("/producto/46")
	var presses sync.WaitGroup
	for _, tab := range []*browsertest.Tab{a, b} {
		presses.Go(func() { tab.Eval("document.querySelector('.product__price .heart').click()") })
	}
	presses.Wait()
	awaitFavorites(a, 2)
	awaitFavorites(b, 2)
	c := tabs.Open(base)
	c.Before(browsertest.WaitForTabs)
	c.Before(`window.shownHearts = []; new MutationObserver(() => { const text = document.getElementById("favorites-count")?.textContent;
		if (text && shownHearts.at(-1) !== text) shownHearts.push(text) }).observe(document, {subtree: true, childList: true, characterData: true})`)
	c.Visit("/favoritos")
	awaitFavorites(c, 2)
	if got := browsertest.Eval[[]string](c, "shownHearts"); !slices.Equal(got, []string{"2"}) {
		t.Errorf("got numbers %q, want 2 from the start", got)
	}
	browsertest.AwaitSame(t, []string{"favoritos", "vistos", "cambios"}, a, b, c)
	c.Press("button", "Quitar Bolso tote de lona de favoritos")
	a.Await("document.querySelector('.product__price .heart').ariaPressed === 'false'")
	awaitFavorites(a, 1)
	a.Close()
	b.Close()
	c.Close()
	d := tabs.Open(base)
	d.Visit("/favoritos")
	d.AwaitText("main", "Aún no tienes favoritos")
	if got := d.Session("favoritos") + d.Session("vistos"); got != "" {
		t.Errorf("got %s after the last tab was closed, want nothing", got)
	}
}

// TestRecentlyViewed opens one product after another. The last one comes first, no
// product appears twice, and there are at most twelve.
func TestRecentlyViewed(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Visit("/producto/3")
	for _, id := range []int{46, 26, 3} {
		tab.Visit(fmt.Sprint("/producto/", id))
	}
	tab.Await(`sessionStorage.getItem("vistos") === "[3,26,46]"`)
	tab.Await(seen + ".length === 2")
	tab.Eval(`document.querySelector(".viewed a[href$='/46']").click()`)
	tab.AwaitPage("/producto/46")
	tab.Await(`sessionStorage.getItem("vistos") === "[46,3,26]"`)
	tab.Await(seen + "[0] === 'Bolso tote de lona'")
	storeLists(tab, "'[]'", "'[1,2,3,4,5,6,7,8,9,10,11,12]'")
	tab.Await(`sessionStorage.getItem("vistos") === "[46,1,2,3,4,5,6,7,8,9,10,11]"`)
	tab.Visit("/favoritos")
	tab.Await(seen + ".length === 12")
	tab.Visit("/")
	tab.Await(seen + ".length === 6")
}

// TestDamagedFavorites stores damaged session variables and opens the shop again.
func TestDamagedFavorites(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Visit("/producto/64")
	name := browsertest.Eval[string](tab, "document.querySelector('h1').textContent")
	for _, test := range []struct {
		name, stored string // a JavaScript expression
		want         int    // number of favourites
	}{
		{"text", "'hola'", 0},
		{"wrong kinds", `'[null,true,{},[3],"3",-46,1.5,46,46,999999]'`, 2},
		{"five million characters", "'['.repeat(2000000)", 0},
		{"ten thousand", "JSON.stringify([...Array(10000).keys()])", 60},
	} {
		t.Run(test.name, func(t *testing.T) {
			tab := tab.Of(t)
			tab.Eval("sessionStorage.clear()")
			storeLists(tab, test.stored, test.stored)
			awaitFavorites(tab, test.want)
			tab.Await(fmt.Sprintf("%s.length === %d", seen, min(test.want, 6)))
			tab.Press("button", "Guardar "+name+" en favoritos")
			if test.want == 60 {
				tab.AwaitText("[role=status]", "En favoritos caben 60 productos.")
				return
			}
			awaitFavorites(tab, test.want+1)
		})
	}
	tab.Press("link", "Favoritos")
	tab.AwaitPage("/favoritos")
	tab.Await(cards + ".length === 60")
}

// TestFavoritesBeforeTheProgram checks that no heart is visible before it works, that
// nothing moves when hearts appear, and that the focus stays, although the program's
// page has more elements.
func TestFavoritesBeforeTheProgram(t *testing.T) {
	t.Parallel()
	base, release := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/producto/3")
	tab.Eval("sessionStorage.setItem('favoritos', '[3,46]'); sessionStorage.setItem('vistos', '[3,46,26]')")
	tab.Early("/producto/46")
	if seen := browsertest.Eval[int](tab, "[...document.querySelectorAll('.heart')].filter(e => e.checkVisibility({visibilityProperty: true})).length"); seen != 0 {
		t.Errorf("got %d visible hearts, want none", seen)
	}
	const places = `JSON.stringify([...document.querySelectorAll(".heart, .favorites-link, .cart-link, .header__search, .price")].slice(0, 12).map(e => {
		const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height].map(Math.round) }))`
	before := browsertest.Eval[string](tab, places)
	tab.Eval("document.querySelector('.footer a[href^=mailto]').focus({preventScroll: true})")
	release()
	tab.Await("window.carrito?.ready")
	if after := browsertest.Eval[string](tab, places); after != before {
		t.Errorf("positions after the hand-over: got\n%s\nwant\n%s", after, before)
	}
	tab.Await("document.activeElement.matches('a[href^=mailto]')")
	awaitFavorites(tab, 2)
	tab.Await("document.querySelectorAll('.viewed__cell').length === 2")
	tab.Press("button", "Quitar "+browsertest.Eval[string](tab, "document.querySelector('h1').textContent")+" de favoritos")
	awaitFavorites(tab, 1)
}

func TestFavoritesByKeyboard(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Visit("/categoria/accesorios")
	tab.TabTo("Guardar Bolso tote de lona en favoritos")
	tab.Keys(" ")
	awaitFavorites(tab, 1)
	tab.Await("document.activeElement.ariaLabel === 'Quitar Bolso tote de lona de favoritos'")
	tab.Keys(kb.Enter)
	awaitFavorites(tab, 0)
	tab.Await("document.activeElement.ariaLabel === 'Guardar Bolso tote de lona en favoritos'")
}

// TestHeartDrawsNoOtherCard checks that a heart and "add" do not change other cards,
// and that "add" does not change its own card.
func TestHeartDrawsNoOtherCard(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Visit("/categoria/accesorios")
	tab.Eval(`window.touched = []; new MutationObserver(list => touched.push(...list.map(m => m.target.closest(".grid__cell") && m.target.className)))
		.observe(document.querySelector(".grid"), {subtree: true, childList: true, attributes: true, characterData: true})`)
	tab.Press("button", "Agregar al carrito: Bolso tote de lona")
	tab.AwaitCount(1)
	if got := browsertest.Eval[[]string](tab, "touched"); len(got) > 0 {
		t.Errorf("got changes of %q by the add button, want no card changed", got)
	}
	tab.Press("button", "Guardar Bolso tote de lona en favoritos")
	awaitFavorites(tab, 1)
	tab.Await("touched.length >= 2")
	if got := browsertest.Eval[[]string](tab, "touched"); !slices.Equal(got, []string{"heart", "heart"}) {
		t.Errorf("got changes of %q by the heart, want only its name and its state changed", got)
	}
}

// Without storage, favourites are kept in memory, in every tab.
func TestFavoritesWithoutStorage(t *testing.T) {
	t.Parallel()
	tabs := browsertest.NewBrowser(t)
	base := browsertest.Demo(t)
	a, b := tabs.Open(base), tabs.Open(base)
	for _, tab := range []*browsertest.Tab{a, b} {
		tab.Before(`for (const name of ["sessionStorage", "localStorage"])
			Object.defineProperty(window, name, {configurable: true, get() { throw new DOMException("denied", "SecurityError") }})`)
	}
	a.Visit("/producto/3")
	b.Visit("/favoritos")
	a.Press("button", "Guardar Bolso tote de lona en favoritos")
	awaitFavorites(a, 1)
	awaitFavorites(b, 1)
	b.Await(cards + "[0] === 'Bolso tote de lona'")
}
