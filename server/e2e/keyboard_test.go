package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// keys types the given keys in sequence.
func (tab *tab) keys(keys ...string) {
	tab.t.Helper()
	for _, key := range keys {
		tab.must(tab.page.Type(key))
	}
}

// tabTo presses Tab until the focused element has the given name. It reports an error
// for each element on the way whose focus is not visible.
func (tab *tab) tabTo(name string) {
	tab.t.Helper()
	var passed []string
	for range 120 {
		tab.keys(kb.Tab)
		focused := eval[string](tab, `(() => { const e = document.activeElement; if (e === document.body) return "nothing";
			const style = getComputedStyle(e), label = e.labels?.[0];
			const seen = [e, label].some(n => n && getComputedStyle(n).outlineStyle !== "none") || e.closest(".search:focus-within, .stepper:focus-within");
			const has = (e.getAttribute("aria-label") ?? (label ?? e).textContent).replace(/\s+/g, " ").trim();
			return has + (seen ? "" : " (focus not visible)"); })()`)
		if focused == name {
			return
		}
		if strings.HasSuffix(focused, "(focus not visible)") {
			tab.t.Errorf("on the way to %q: %s", name, focused)
		}
		passed = append(passed, focused)
	}
	tab.t.Fatalf("Tab never reached %q, only %q", name, passed)
}

// TestPurchaseByKeyboard goes from the first page to a changed cart with the keyboard
// only.
func TestPurchaseByKeyboard(t *testing.T) {
	t.Parallel()
	base := shopOf(t, `[{"id": 1, "slug": "polo", "name": "Polo", "price": "10.00", "category": "Ropa",
		"options": [{"name": "Talla", "values": ["S", "M"]}],
		"variants": [{"id": 1, "values": ["S"]}, {"id": 2, "values": ["M"]}]},
		{"id": 2, "slug": "gorra", "name": "Gorra", "price": "7.00", "category": "Ropa"}]`)
	tab := newBrowser(t).open(base)
	tab.visit("/")

	tab.keys(kb.Tab)
	tab.await("document.activeElement.textContent === 'Saltar al contenido'")
	tab.keys(kb.Enter)
	tab.await("document.activeElement.id === 'content'")

	tab.tabTo("Polo")
	tab.keys(kb.Enter)
	tab.awaitText("h1", "Polo")
	tab.await("document.activeElement.id === 'title'")
	tab.tabTo("S")
	tab.keys(kb.ArrowRight)
	tab.await("document.activeElement.value === 'M' && document.activeElement.checked")
	tab.tabTo("Cantidad")
	tab.keys(kb.ArrowUp)
	tab.tabTo("Agregar al carrito")
	tab.keys(kb.Enter)
	tab.awaitCount(2)
	tab.await("document.activeElement.textContent === 'Agregar al carrito'")

	tab.eval("document.activeElement.blur(); document.getElementById('title').focus()")
	tab.await("document.activeElement.id === 'title'")
	for i := 0; eval[string](tab, "document.activeElement.className") != "cart-link"; i++ {
		if i > 30 {
			t.Fatal("Shift+Tab never reached the cart")
		}
		tab.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8)))
	}
	tab.keys(kb.Enter)
	tab.awaitText("h1", "Tu carrito")
	tab.tabTo("Cantidad de Polo (M)")
	tab.keys("3", kb.Tab)
	tab.awaitText("[role=status]", "unidades")
	tab.tabTo("Eliminar Polo (M)")
	tab.keys(kb.Enter)
	tab.await("document.activeElement.textContent === 'Deshacer'")
	tab.awaitCount(0)
	tab.keys(kb.Enter)
	tab.await("document.activeElement.id === 'quantity-1:2'")
	tab.tabTo("Vaciar carrito")
	tab.keys(kb.Enter)
	tab.awaitText("main", "Tu carrito está vacío")
	tab.await("document.activeElement.textContent === 'Deshacer'")
}

// awaitPage waits until the page at the given path and query is drawn.
func (tab *tab) awaitPage(path string) {
	tab.t.Helper()
	tab.awaitAt(path)
	tab.await("drawn === here()")
}

// TestBackRestoresListAndScroll goes from the middle of a sorted list to a product and
// back.
func TestBackRestoresListAndScroll(t *testing.T) {
	everywhereOnDesktop(t, func(t *testing.T, tab *tab, at place) {
		tab.visit("/")
		tab.press("link", "Menor precio")
		tab.awaitPage("/?orden=precio")
		tab.press("link", "Siguiente")
		tab.awaitPage("/pagina/2?orden=precio")
		tab.await("scrollY === 0")
		name := eval[string](tab, "document.querySelectorAll('.card__link')[17].textContent")
		tab.eval("document.querySelectorAll('.card__link')[17].scrollIntoView({block: 'center', behavior: 'instant'})")
		left := eval[float64](tab, "scrollY")
		tab.press("link", name)
		tab.awaitText("h1", name)
		tab.await("scrollY === 0")

		tab.back()
		tab.awaitPage("/pagina/2?orden=precio")
		tab.await(fmt.Sprintf("Math.abs(scrollY - %v) < 3", left))
		if got := eval[string](tab, "document.querySelectorAll('.card__link')[17].textContent"); got != name {
			t.Errorf("got product %q after Back, want %q", got, name)
		}
		tab.back()
		tab.awaitPage("/?orden=precio")
		tab.forward()
		tab.awaitPage("/pagina/2?orden=precio")
		tab.await(fmt.Sprintf("Math.abs(scrollY - %v) < 3", left))
	})
}

// TestLatePageKeepsNoScroll goes back to a page that is drawn late, as on a busy
// machine. Meanwhile the old page is still visible, and its scroll position must not be
// stored for the new one.
func TestLatePageKeepsNoScroll(t *testing.T) {
	t.Parallel()
	tab := newDesktop(t).open(demo(t))
	tab.visit("/")
	tab.eval("scrollTo({top: 700, behavior: 'instant'})")
	tab.await("history.state?.y === 700")
	tab.eval("document.querySelectorAll('.card__link')[8].click()")
	tab.await("location.pathname.startsWith('/producto/') && drawn === here() && scrollY === 0")

	tab.eval("const program = onpopstate; onpopstate = e => { window.release = () => program(e) }")
	tab.back()
	tab.await("location.pathname === '/' && window.release")
	tab.eval("dispatchEvent(new Event('scroll'))") // like one that comes after the navigation
	tab.eval("return new Promise(done => setTimeout(done, 400))")
	if y := eval[float64](tab, "history.state?.y ?? -1"); y != 700 {
		t.Errorf("got scroll position %v stored before the page is drawn, want 700", y)
	}
	tab.eval("release()")
	tab.awaitPage("/")
	tab.await("scrollY === 700")
}

// TestPlaceAfterLeavingTheShop goes back and forth in the shop, leaves it for another
// site, and comes back. The list must have its old scroll position.
func TestPlaceAfterLeavingTheShop(t *testing.T) {
	t.Parallel()
	tab := newDesktop(t).open(demo(t))
	tab.visit("/categoria/polos")
	tab.eval("scrollTo({top: 500, behavior: 'instant'})")
	tab.await("history.state?.y === 500")
	tab.eval("[...document.querySelectorAll('main .card__link')].find(a => a.getBoundingClientRect().top > 100).click()")
	product := "location.pathname.startsWith('/producto/') && " + drawn
	list := "location.pathname.startsWith('/categoria/') && " + drawn + " && scrollY === 500"
	tab.await(product)
	tab.back()
	tab.await(list)
	tab.forward()
	tab.await(product)
	tab.back()
	tab.await(list)
	tab.navigate("about:blank")
	tab.back()
	tab.await("window.carrito?.ready && " + list)
}
