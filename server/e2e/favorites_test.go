package e2e

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// awaitFavorites waits until the header shows want as the number of favourites, or no
// number if want is 0.
func (tab *tab) awaitFavorites(want int) {
	tab.t.Helper()
	text := fmt.Sprint(want)
	if want == 0 {
		text = ""
	}
	tab.await(fmt.Sprintf("document.getElementById('favorites-count')?.textContent === %q", text))
}

// storeLists sets the session variables of favourites and viewed products to JavaScript
// expressions, and reloads the page.
func (tab *tab) storeLists(favorites, viewed string) {
	tab.t.Helper()
	tab.eval(fmt.Sprintf("window.old = true; sessionStorage.setItem('favoritos', %s); sessionStorage.setItem('vistos', %s); location.reload()", favorites, viewed))
	tab.await("!window.old && window.carrito?.ready")
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
	everywhere(t, func(t *testing.T, tab *tab, at place) {
		tab.visit("/categoria/accesorios")
		tab.awaitFavorites(0)
		tab.press("button", "Guardar Bolso tote de lona en favoritos")
		tab.awaitFavorites(1)
		tab.awaitText("[role=status]", "Guardado en favoritos: Bolso tote de lona.")
		if got := tab.session("favoritos"); got != "[3]" {
			t.Errorf("got favoritos %s in the session, want [3]", got)
		}
		tab.press("link", "Bolso tote de lona")
		tab.awaitPage("/producto/3")
		tab.await("document.querySelector('.product__price .heart').ariaPressed === 'true'")
		name := eval[string](tab, "document.querySelector('.related .card__link').textContent")
		tab.press("button", "Guardar "+name+" en favoritos")
		tab.awaitFavorites(2)
		kept := strings.Replace(tab.session("favoritos"), "3,", "", 1)

		tab.press("link", "Favoritos")
		tab.awaitPage("/favoritos")
		tab.awaitText("h1", "Tus favoritos")
		if got, want := eval[[]string](tab, cards), []string{"Bolso tote de lona", name}; !slices.Equal(got, want) {
			t.Errorf("got favourites %q, want %q", got, want)
		}
		tab.press("button", "Quitar Bolso tote de lona de favoritos")
		tab.awaitFavorites(1)
		tab.awaitText("[role=status]", "Se quitó de favoritos: Bolso tote de lona.")
		tab.awaitText(".list__count", "1 producto")
		tab.await("document.activeElement.ariaLabel === 'Guardar Bolso tote de lona en favoritos'")
		tab.reload()
		tab.await(cards + ".length === 1")
		if got := eval[[]string](tab, cards); !slices.Equal(got, []string{name}) {
			t.Errorf("got favourites %q after a reload, want %q", got, name)
		}
		if got := tab.session("favoritos"); got != kept {
			t.Errorf("got favoritos %s in the session, want %s", got, kept)
		}
	})
}

// TestFavoritesInEveryTab presses hearts in two tabs at the same time. Both products are
// favourites in both tabs, and in a tab that is opened later.
func TestFavoritesInEveryTab(t *testing.T) {
	t.Parallel()
	base := demo(t)
	tabs := newBrowser(t)
	a, b := tabs.open(base), tabs.open(base)
	a.visit("/producto/3")
	b.visit("/producto/46")
	var presses sync.WaitGroup
	for _, tab := range []*tab{a, b} {
		presses.Go(func() { tab.eval("document.querySelector('.product__price .heart').click()") })
	}
	presses.Wait()
	a.awaitFavorites(2)
	b.awaitFavorites(2)
	c := tabs.open(base)
	c.before(`window.shownHearts = []; new MutationObserver(() => { const text = document.getElementById("favorites-count")?.textContent;
		if (text && shownHearts.at(-1) !== text) shownHearts.push(text) }).observe(document, {subtree: true, childList: true, characterData: true})`)
	c.visit("/favoritos")
	c.awaitFavorites(2)
	if got := eval[[]string](c, "shownHearts"); !slices.Equal(got, []string{"2"}) {
		t.Errorf("got numbers %q, want 2 from the start", got)
	}
	for _, name := range []string{"favoritos", "vistos", "cambios"} {
		if got, want := b.session(name)+"\n"+c.session(name), a.session(name)+"\n"+a.session(name); got != want {
			t.Errorf("%s: got\n%s\nwant that of the first tab:\n%s", name, got, want)
		}
	}
	c.press("button", "Quitar Bolso tote de lona de favoritos")
	a.await("document.querySelector('.product__price .heart').ariaPressed === 'false'")
	a.awaitFavorites(1)
	a.close()
	b.close()
	c.close()
	d := tabs.open(base)
	d.visit("/favoritos")
	d.awaitText("main", "Aún no tienes favoritos")
	if got := d.session("favoritos") + d.session("vistos"); got != "" {
		t.Errorf("got %s after the last tab was closed, want nothing", got)
	}
}

// TestRecentlyViewed opens one product after another. The last one comes first, no
// product appears twice, and there are at most twelve.
func TestRecentlyViewed(t *testing.T) {
	t.Parallel()
	tab := newBrowser(t).open(demo(t))
	tab.visit("/producto/3")
	for _, id := range []int{46, 26, 3} {
		tab.visit(fmt.Sprint("/producto/", id))
	}
	tab.await(`sessionStorage.getItem("vistos") === "[3,26,46]"`)
	if got := eval[int](tab, seen+".length"); got != 2 {
		t.Errorf("got %d recently viewed products, want 2", got)
	}
	tab.eval(`document.querySelector(".viewed a[href$='/46']").click()`)
	tab.awaitPage("/producto/46")
	tab.await(`sessionStorage.getItem("vistos") === "[46,3,26]"`)
	if eval[string](tab, seen+"[0]") != "Bolso tote de lona" {
		t.Errorf("got recently viewed products %q, want the one viewed last first", eval[[]string](tab, seen))
	}
	tab.storeLists("'[]'", "'[1,2,3,4,5,6,7,8,9,10,11,12]'")
	tab.await(`sessionStorage.getItem("vistos") === "[46,1,2,3,4,5,6,7,8,9,10,11]"`)
	tab.visit("/favoritos")
	if got := eval[int](tab, seen+".length"); got != 12 {
		t.Errorf("got %d recently viewed products on the page of favourites, want 12", got)
	}
	tab.visit("/")
	if got := eval[int](tab, seen+".length"); got != 6 {
		t.Errorf("got %d recently viewed products on the first page, want 6", got)
	}
}

// TestDamagedFavorites stores damaged session variables and opens the shop again.
func TestDamagedFavorites(t *testing.T) {
	t.Parallel()
	tab := newBrowser(t).open(demo(t))
	tab.visit("/producto/64")
	name := eval[string](tab, "document.querySelector('h1').textContent")
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
			tab := tab.of(t)
			tab.eval("sessionStorage.clear()")
			tab.storeLists(test.stored, test.stored)
			tab.awaitFavorites(test.want)
			if got, want := eval[int](tab, seen+".length"), min(test.want, 6); got != want {
				t.Errorf("got %d recently viewed products, want %d", got, want)
			}
			tab.press("button", "Guardar "+name+" en favoritos")
			if test.want == 60 {
				tab.awaitText("[role=status]", "En favoritos caben 60 productos.")
				return
			}
			tab.awaitFavorites(test.want + 1)
		})
	}
	tab.press("link", "Favoritos")
	tab.awaitPage("/favoritos")
	if got := eval[int](tab, cards+".length"); got != 60 {
		t.Errorf("got %d favourites shown, want 60", got)
	}
}

// TestFavoritesBeforeTheProgram checks that no heart is visible before it works, that
// nothing moves when hearts appear, and that the focus stays, although the program's
// page has more elements.
func TestFavoritesBeforeTheProgram(t *testing.T) {
	t.Parallel()
	base, release := held(t)
	tab := newBrowser(t).open(base)
	tab.early("/producto/3")
	tab.eval("sessionStorage.setItem('favoritos', '[3,46]'); sessionStorage.setItem('vistos', '[3,46,26]')")
	tab.early("/producto/46")
	if seen := eval[int](tab, "[...document.querySelectorAll('.heart')].filter(e => e.checkVisibility({visibilityProperty: true})).length"); seen != 0 {
		t.Errorf("got %d visible hearts, want none", seen)
	}
	const places = `JSON.stringify([...document.querySelectorAll(".heart, .favorites-link, .cart-link, .header__search, .price")].slice(0, 12).map(e => {
		const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height].map(Math.round) }))`
	before := eval[string](tab, places)
	tab.eval("document.querySelector('.footer a[href^=mailto]').focus({preventScroll: true})")
	release()
	tab.await("window.carrito?.ready")
	if after := eval[string](tab, places); after != before {
		t.Errorf("positions after the hand-over: got\n%s\nwant\n%s", after, before)
	}
	tab.await("document.activeElement.matches('a[href^=mailto]')")
	tab.awaitFavorites(2)
	tab.await("document.querySelectorAll('.viewed__cell').length === 2")
	tab.press("button", "Quitar "+eval[string](tab, "document.querySelector('h1').textContent")+" de favoritos")
	tab.awaitFavorites(1)
}

func TestFavoritesByKeyboard(t *testing.T) {
	t.Parallel()
	tab := newBrowser(t).open(demo(t))
	tab.visit("/categoria/accesorios")
	tab.tabTo("Guardar Bolso tote de lona en favoritos")
	tab.keys(" ")
	tab.awaitFavorites(1)
	tab.await("document.activeElement.ariaLabel === 'Quitar Bolso tote de lona de favoritos'")
	tab.keys(kb.Enter)
	tab.awaitFavorites(0)
	tab.await("document.activeElement.ariaLabel === 'Guardar Bolso tote de lona en favoritos'")
}

// TestHeartDrawsNoOtherCard checks that a heart and "add" do not change other cards,
// and that "add" does not change its own card.
func TestHeartDrawsNoOtherCard(t *testing.T) {
	t.Parallel()
	tab := newBrowser(t).open(demo(t))
	tab.visit("/categoria/accesorios")
	tab.eval(`window.touched = []; new MutationObserver(list => touched.push(...list.map(m => m.target.closest(".grid__cell") && m.target.className)))
		.observe(document.querySelector(".grid"), {subtree: true, childList: true, attributes: true, characterData: true})`)
	tab.press("button", "Agregar al carrito: Bolso tote de lona")
	tab.awaitCount(1)
	if got := eval[[]string](tab, "touched"); len(got) > 0 {
		t.Errorf("got changes of %q by the add button, want no card changed", got)
	}
	tab.press("button", "Guardar Bolso tote de lona en favoritos")
	tab.awaitFavorites(1)
	if got := eval[[]string](tab, "touched"); !slices.Equal(got, []string{"heart", "heart"}) {
		t.Errorf("got changes of %q by the heart, want only its name and its state changed", got)
	}
}

// Without storage, favourites are kept in memory, in every tab.
func TestFavoritesWithoutStorage(t *testing.T) {
	t.Parallel()
	tabs := newBrowser(t)
	base := demo(t)
	a, b := tabs.open(base), tabs.open(base)
	for _, tab := range []*tab{a, b} {
		tab.before(`for (const name of ["sessionStorage", "localStorage"])
			Object.defineProperty(window, name, {configurable: true, get() { throw new DOMException("denied", "SecurityError") }})`)
	}
	a.visit("/producto/3")
	b.visit("/favoritos")
	a.press("button", "Guardar Bolso tote de lona en favoritos")
	a.awaitFavorites(1)
	b.awaitFavorites(1)
	b.await(cards + "[0] === 'Bolso tote de lona'")
}
