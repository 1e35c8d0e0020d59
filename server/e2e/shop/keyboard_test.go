package shop_test

import (
	"fmt"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestPurchaseByKeyboard goes from the first page to a changed cart with the keyboard
// only.
func TestPurchaseByKeyboard(t *testing.T) {
	t.Parallel()
	base := browsertest.ShopOf(t, `[{"id": 1, "slug": "polo", "name": "Polo", "price": "10.00", "category": "Ropa",
		"options": [{"name": "Talla", "values": ["S", "M"]}],
		"variants": [{"id": 1, "values": ["S"]}, {"id": 2, "values": ["M"]}]},
		{"id": 2, "slug": "gorra", "name": "Gorra", "price": "7.00", "category": "Ropa"}]`)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Visit("/")

	tab.Keys(kb.Tab)
	tab.Await("document.activeElement.textContent === 'Saltar al contenido'")
	tab.Keys(kb.Enter)
	tab.Await("document.activeElement.id === 'content'")

	tab.TabTo("Polo")
	tab.Keys(kb.Enter)
	tab.AwaitText("h1", "Polo")
	tab.Await("document.activeElement.id === 'title'")
	tab.TabTo("S")
	tab.Keys(kb.ArrowRight)
	tab.Await("document.activeElement.value === 'M' && document.activeElement.checked")
	tab.TabTo("Cantidad")
	tab.Keys(kb.ArrowUp)
	tab.TabTo("Agregar al carrito")
	tab.Keys(kb.Enter)
	tab.AwaitCount(2)
	tab.Await("document.activeElement.textContent === 'Agregar al carrito'")

	tab.Eval("document.activeElement.blur(); document.getElementById('title').focus()")
	tab.Await("document.activeElement.id === 'title'")
	for i := 0; browsertest.Eval[string](tab, "document.activeElement.className") != "cart-link"; i++ {
		if i > 30 {
			t.Fatal("Shift+Tab never reached the cart")
		}
		tab.Do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8)))
	}
	tab.Keys(kb.Enter)
	tab.AwaitText("h1", "Tu carrito")
	tab.TabTo("Cantidad de Polo (M)")
	tab.Keys("3", kb.Tab)
	tab.AwaitText("[role=status]", "unidades")
	tab.TabTo("Eliminar Polo (M)")
	tab.Keys(kb.Enter)
	tab.Await("document.activeElement.textContent === 'Deshacer'")
	tab.AwaitCount(0)
	tab.Keys(kb.Enter)
	tab.Await("document.activeElement.id === 'quantity-1:2'")
	tab.TabTo("Vaciar carrito")
	tab.Keys(kb.Enter)
	tab.AwaitText("main", "Tu carrito está vacío")
	tab.Await("document.activeElement.textContent === 'Deshacer'")
}

// TestBackRestoresListAndScroll goes from the middle of a sorted list to a product and
// back.
func TestBackRestoresListAndScroll(t *testing.T) {
	browsertest.EverywhereOnDesktop(t, func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		tab.Visit("/")
		tab.Press("link", "Menor precio")
		tab.AwaitPage("/?orden=precio")
		tab.Press("link", "Siguiente")
		tab.AwaitPage("/pagina/2?orden=precio")
		tab.Await("scrollY === 0")
		name := browsertest.Eval[string](tab, "document.querySelectorAll('.card__link')[17].textContent")
		tab.Eval("document.querySelectorAll('.card__link')[17].scrollIntoView({block: 'center', behavior: 'instant'})")
		left := browsertest.Eval[float64](tab, "scrollY")
		tab.Press("link", name)
		tab.AwaitText("h1", name)
		tab.Await("scrollY === 0")

		tab.Back()
		tab.AwaitPage("/pagina/2?orden=precio")
		tab.Await(fmt.Sprintf("Math.abs(scrollY - %v) < 3", left))
		if got := browsertest.Eval[string](tab, "document.querySelectorAll('.card__link')[17].textContent"); got != name {
			t.Errorf("got product %q after Back, want %q", got, name)
		}
		tab.Back()
		tab.AwaitPage("/?orden=precio")
		tab.Forward()
		tab.AwaitPage("/pagina/2?orden=precio")
		tab.Await(fmt.Sprintf("Math.abs(scrollY - %v) < 3", left))
	})
}

// TestLatePageKeepsNoScroll goes back to a page that is drawn late, as on a busy
// machine. Meanwhile the old page is still visible, and its scroll position must not be
// stored for the new one.
func TestLatePageKeepsNoScroll(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewDesktop(t).Open(browsertest.Demo(t))
	tab.Visit("/")
	tab.Eval("scrollTo({top: 700, behavior: 'instant'})")
	tab.Await("history.state?.y === 700")
	tab.Eval("document.querySelectorAll('.card__link')[8].click()")
	tab.Await("location.pathname.startsWith('/producto/') && drawn === here() && scrollY === 0")

	tab.Eval("const program = onpopstate; onpopstate = e => { window.release = () => program(e) }")
	tab.Back()
	tab.Await("location.pathname === '/' && window.release")
	tab.Eval("dispatchEvent(new Event('scroll'))") // like one that comes after the navigation
	tab.Eval("return new Promise(done => setTimeout(done, 400))")
	if y := browsertest.Eval[float64](tab, "history.state?.y ?? -1"); y != 700 {
		t.Errorf("got scroll position %v stored before the page is drawn, want 700", y)
	}
	tab.Eval("release()")
	tab.AwaitPage("/")
	tab.Await("scrollY === 700")
}

// TestPlaceAfterLeavingTheShop goes back and forth in the shop, leaves it for another
// site, and comes back. The list must have its old scroll position.
func TestPlaceAfterLeavingTheShop(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewDesktop(t).Open(browsertest.Demo(t))
	tab.Visit("/categoria/polos")
	tab.Eval("scrollTo({top: 500, behavior: 'instant'})")
	tab.Await("history.state?.y === 500")
	tab.Eval("[...document.querySelectorAll('main .card__link')].find(a => a.getBoundingClientRect().top > 100).click()")
	product := "location.pathname.startsWith('/producto/') && " + browsertest.Drawn
	list := "location.pathname.startsWith('/categoria/') && " + browsertest.Drawn + " && scrollY === 500"
	tab.Await(product)
	tab.Back()
	tab.Await(list)
	tab.Forward()
	tab.Await(product)
	tab.Back()
	tab.Await(list)
	tab.Navigate("about:blank")
	tab.Back()
	tab.Await("window.carrito?.ready && " + list)
}
