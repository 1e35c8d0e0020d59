package shop_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// complete is JavaScript that reports whether all suggestions for the typed text are shown.
const complete = options + ".at(-1)?.textContent.startsWith('Todos los resultados')"

// plain returns products of the large shop that shoppers buy without choosing anything, and
// that cost more than 100 soles.
func plain(t *testing.T) []*catalog.Product {
	t.Helper()
	return slices.DeleteFunc(slices.Clone(browsertest.NewLarge(t).Site().Catalog.Products()), func(p *catalog.Product) bool {
		return len(p.Variants) > 0 || p.Stock >= 0 || p.Price.Minor() < 10_000
	})
}

// TestTenThousandProducts searches by the keyboard, filters, buys, reloads and goes back in
// a shop of 10,000 products.
func TestTenThousandProducts(t *testing.T) {
	browsertest.InEngines(t, browsertest.OnDesktop(tenThousand))
}

func tenThousand(t *testing.T, s browsertest.Shopper) {
	handler := browsertest.NewLarge(t)
	bought, sized := browsertest.Purchases(t, handler)
	tab := s.NewBrowser(t).Open(browsertest.Listen(t, handler))
	tab.Visit(fmt.Sprintf("/producto/%d", bought.ID))

	// A product among the suggestions, by the arrows.
	tab.Eval(toSearch)
	tab.Keys("camisa de l")
	tab.Await(complete + " && document.activeElement.getAttribute('aria-expanded') === 'true'")
	const isProduct = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.querySelector('img')"
	for range 12 {
		before := browsertest.Eval[string](tab, activeID)
		tab.Keys(kb.ArrowDown)
		tab.Await(fmt.Sprintf("%s !== '' && %s !== %q", theActive, activeID, before))
		if browsertest.Eval[bool](tab, "!!"+isProduct) {
			break
		}
	}
	name := browsertest.Eval[string](tab, isProduct+".closest('[role=option]').querySelector('.suggest__text').textContent")
	tab.Keys(kb.Enter)
	tab.AwaitText("h1", name)

	// Escape closes the list and keeps the text, and Enter searches for it.
	tab.Eval(toSearch)
	tab.Keys("zapatilla")
	tab.Await(complete)
	tab.Keys(kb.Escape)
	tab.Await("!" + options + ".length && document.activeElement.value === 'zapatilla'")
	tab.Keys(kb.Enter)
	tab.AwaitAt("/buscar?q=zapatilla")
	tab.Await(browsertest.Drawn + " && document.querySelectorAll('.card').length === 24")
	narrow(tab, "En oferta")
	tab.AwaitAt("/buscar?oferta=1&q=zapatilla")
	tab.Await("[...document.querySelectorAll('.card')].every(card => card.querySelector('.price__before, del, s'))")

	// A category with a filter, a sort order and a page, a product, and back.
	tab.Press("link", "Camisas y polos")
	tab.AwaitText("h1", "Camisas y polos")
	tab.Await(browsertest.Drawn)
	narrow(tab, "M")
	tab.Press("link", "Menor precio")
	tab.AwaitAt("/categoria/camisas-y-polos?o.talla=m&orden=precio")
	tab.Press("link", "Siguiente")
	tab.AwaitAt("/categoria/camisas-y-polos/pagina/2?o.talla=m&orden=precio")
	tab.Await(browsertest.Drawn + " && document.querySelectorAll('.card').length === 24")
	total := browsertest.Eval[string](tab, "document.getElementById('list-count').textContent")
	tab.Eval("document.querySelectorAll('.card')[14].scrollIntoView({block: 'center', behavior: 'instant'})")
	at := browsertest.Eval[float64](tab, "scrollY")
	first := browsertest.Eval[string](tab, "document.querySelector('.card__name').textContent")
	tab.Eval("document.querySelectorAll('.card__link')[14].click()")
	tab.Await("location.pathname.startsWith('/producto/') && " + browsertest.Drawn)
	tab.Back()
	tab.AwaitAt("/categoria/camisas-y-polos/pagina/2?o.talla=m&orden=precio")
	restored := fmt.Sprintf("%s && Math.abs(scrollY - %f) < 2 && document.querySelector('.card__name').textContent === %q && document.getElementById('list-count').textContent === %q && %s === 'm'",
		browsertest.Drawn, at, first, total, checked)
	tab.Await(restored)
	tab.Reload()
	tab.Await(restored)

	buyAndReload(tab, bought, 1)
	buyAndReload(tab, sized, 2)
	tab.AwaitLine(bought, 1)
}

// buyAndReload adds a purchase to the cart, which then has count units. The cart gets the price of the
// part that the product is in, and keeps it when the page is loaded again.
func buyAndReload(tab *browsertest.Tab, p browsertest.Purchase, count int) {
	tab.T.Helper()
	tab.Add(p, count)
	price := p.Variant.Price.String()
	tab.Eval(fmt.Sprintf(`sessionStorage.setItem("carrito", sessionStorage.getItem("carrito").replaceAll("%s", "1.50"))`, price))
	tab.Navigate(tab.Base + "/carrito")
	tab.AwaitText(".news", "antes S/ 1.50, ahora S/ "+price)
	tab.AwaitLine(p, 1)
	tab.Reload()
	tab.AwaitLine(p, 1)
	tab.AwaitCount(count)
}

// narrow chooses a value, and checks that it leaves as many products as it said.
func narrow(tab *browsertest.Tab, value string) {
	tab.T.Helper()
	count := fmt.Sprintf(`+[...document.querySelectorAll("#filters label")].find(e => e.querySelector(".filters__text")?.textContent === %q)?.querySelector(".filters__count").textContent`, value)
	tab.Await(count)
	want := browsertest.Eval[int](tab, count)
	check(tab, value)
	tab.AwaitText("#list-count", fmt.Sprintf("%d producto", want))
	tab.Await(fmt.Sprintf("%s && document.querySelectorAll('.card').length === %d", browsertest.Drawn, min(want, 24)))
}

// TestByTouch searches with suggestions, filters and buys on a phone.
func TestByTouch(t *testing.T) {
	t.Parallel()
	for name, shop := range map[string]string{"64 products": browsertest.Demo(t), "10,000 products": browsertest.Listen(t, browsertest.NewLarge(t))} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tab := browsertest.NewBrowser(t).Open(shop)
			tab.Do(chromedp.EmulateViewport(412, 900, chromedp.EmulateMobile, chromedp.EmulateTouch))
			tab.Visit("/")
			tab.Tap("field", "Buscar productos")
			tab.Keys("camisa")
			tab.Await(complete)
			at := browsertest.Eval[[]float64](tab, `(() => { const o = document.querySelector("#suggestions [role=option]:has(img)"); o.scrollIntoView({block: "nearest", behavior: "instant"});
				window.chosen = o.querySelector(".suggest__text").textContent;
				const r = o.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()`)
			if below := browsertest.Eval[float64](tab, "document.getElementById('search').getBoundingClientRect().bottom"); below > at[1] {
				t.Errorf("the list begins at %v, above the end of the field at %v", at[1], below)
			}
			tab.TapAt(at[0], at[1])
			tab.Await("document.querySelector('h1').textContent === chosen && !" + options + ".length")

			tab.Tap("field", "Buscar productos")
			tab.Eval(toSearch)
			tab.Keys("camisa", kb.Enter)
			tab.AwaitAt("/buscar?q=camisa")
			tab.Await(browsertest.Drawn)
			tab.Tap("button", "Filtrar")
			tab.Await("document.querySelector('[role=dialog] .filters__show')")
			before := browsertest.Eval[string](tab, "document.querySelector('.filters__show').textContent")
			value := browsertest.Await[string](tab, `[...document.querySelectorAll("[role=dialog] [name='o.talla']")].find(e => +e.closest("label").querySelector(".filters__count").textContent > 0)?.closest("label").textContent.replace(/\s+/g, " ").trim()`)
			tab.Tap("field", value)
			tab.Await(fmt.Sprintf("document.querySelector('.filters__show').textContent !== %q", before))
			show := browsertest.Eval[string](tab, "document.querySelector('.filters__show').textContent")
			if number := value[strings.LastIndexByte(value, ' ')+1:]; !strings.HasPrefix(show, "Ver "+number+" producto") {
				t.Errorf("got the button %q after %q, want as many products as the value said", show, value)
			}
			tab.Tap("button", show)
			tab.Await("!document.querySelector('[role=dialog]') && document.getElementById('list-count').textContent === " + browsertest.QuoteJS(strings.TrimPrefix(show, "Ver ")))
		})
	}
}
