package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/shoptest"
	"carrito/server/site"
	"carrito/server/words"

	"github.com/chromedp/chromedp"
)

// reflowLooks are settings in which a page must be readable: WCAG 2.2, 1.4.4 (text twice
// as large), 1.4.10 (320 pixels wide) and 1.4.12 (text spacing).
var reflowLooks = []struct {
	name    string
	width   int64
	spacing bool
	text    string // font size of the root element
}{
	{"320 pixels", 320, false, "100%"},
	{"320 pixels, text spacing", 320, true, "100%"},
	{"412 pixels, text twice as large", 412, false, "200%"},
	{"1280 pixels, text twice as large", 1280, false, "200%"},
	{"1280 pixels, text spacing", 1280, true, "100%"},
}

// lookAt is JavaScript that sets the spacing and the size of text, and waits for a frame.
const lookAt = `((spacing, size) => {
	document.documentElement.style.fontSize = size;
	const sheet = new CSSStyleSheet();
	if (spacing) sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
	document.adoptedStyleSheets = [sheet];
	scrollTo(0, 0);
	return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));
})`

// unreadable is JavaScript that lists the text of a page that sticks out of the window,
// or out of a box that clips it. It ignores boxes that scroll, and text for screen
// readers only.
const unreadable = `(() => {
	const faults = [], wide = document.scrollingElement.scrollWidth;
	if (wide > innerWidth) {
		const out = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.querySelector("*"));
		faults.push("got a page " + wide + " wide, want it to fit; too wide: " + out.slice(0, 3).map(e => e.outerHTML.slice(0, 80)).join(" and "));
	}
	const box = (e) => getComputedStyle(e);
	const hidden = (e) => e.closest("[hidden], .visually-hidden, .skip") || box(e).clipPath !== "none" || !e.checkVisibility({visibilityProperty: true, opacityProperty: true});
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let text; text = walker.nextNode(); ) {
		const parent = text.parentElement;
		if (!text.data.trim() || parent.closest("script, style, noscript, template, option, svg") || hidden(parent)) continue;
		const range = document.createRange();
		range.selectNodeContents(text);
		const rects = [...range.getClientRects()];
		const what = parent.tagName + "." + parent.className + " " + JSON.stringify(text.data.slice(0, 20));
		let clip = {left: 0, right: innerWidth, top: -Infinity, bottom: Infinity};
		let scrolls = false;
		for (let e = parent; e && e !== document.body; e = e.parentElement) {
			if (box(e).clipPath !== "none") { scrolls = true; break; } // only for screen readers
			if (/auto|scroll/.test(box(e).overflowX)) { scrolls = true; break; }
			if (box(e).overflowX === "visible") continue;
			const r = e.getBoundingClientRect();
			clip = {left: Math.max(clip.left, r.left), right: Math.min(clip.right, r.right), top: Math.max(clip.top, r.top), bottom: Math.min(clip.bottom, r.bottom)};
		}
		if (scrolls) continue;
		for (const r of rects) {
			if (r.width && (r.left < clip.left - 1 || r.right > clip.right + 1 || r.top < clip.top - 1 || r.bottom > clip.bottom + 1)) {
				faults.push("cut off: " + what + " at " + [r.left, r.right].map(Math.round) + " of " + [clip.left, clip.right].map(Math.round));
				break;
			}
		}
		const block = parent.getBoundingClientRect();
		if (box(parent).display !== "inline" && rects.length && Math.max(...rects.map(r => r.bottom)) > block.bottom + 6) {
			faults.push("out of its box: " + what);
		}
	}
	return faults;
})()`

// wantReadable reports the text of the page that cannot be read in one of [reflowLooks].
func (tab *tab) wantReadable(page string) {
	tab.t.Helper()
	for _, look := range reflowLooks {
		tab.do(chromedp.EmulateViewport(look.width, 900))
		eval[bool](tab, fmt.Sprintf("%s(%t, %q)", lookAt, look.spacing, look.text))
		for _, fault := range eval[[]string](tab, unreadable) {
			tab.t.Errorf("%s, %s: %s", page, look.name, fault)
		}
		tab.shoot(page + " " + look.name)
	}
	eval[bool](tab, lookAt+"(false, '100%')")
}

// shoot writes a screenshot of the page to the folder in the environment variable
// PICTURES, if that is set.
func (tab *tab) shoot(name string) {
	folder := os.Getenv("PICTURES")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(tab.ctx, chromedp.FullScreenshot(80))
	if err != nil {
		tab.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, strings.NewReplacer("/", "_", " ", "-").Replace(name)+".jpg"), picture, 0o600); err != nil {
		tab.t.Fatal(err)
	}
}

// hostile serves a shop whose texts are as long as allowed and cannot be broken into
// lines.
func hostile(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	files := site.Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: web}
	long := strings.Repeat("Supercalifragilistico", 15)[:300]
	write(t, files.Shop, fmt.Sprintf(`{"name": "%.60s", "tagline": %[1]q, "language": "es", "locale": "es-PE", "currency": "PEN",
		"contact": {"whatsapp": "51999000111", "email": "%[2]s@correo.example", "address": %[1]q, "hours": %[1]q},
		"orders": {"channels": [{"kind": "whatsapp"}, {"kind": "email"}], "tax": {"name": "%.40[1]s", "percent": "18", "included": true},
			"delivery": [{"id": "envio", "name": %[1]q, "zones": [{"id": "lima", "name": %[1]q, "price": "9999999999.99", "freeFrom": "9999999999.99"}]},
				{"id": "recojo", "name": %[1]q, "pickup": true, "price": "9999999999.99", "freeFrom": "9999999999.99"}],
			"promos": [{"code": "HOLA", "amount": "15.00"}]}}`, long, strings.Repeat("correo", 10)))
	product := `{"id": %d, "slug": "p%[1]d", "name": "%[1]d%[2]s", "price": "9999999999.99", "category": "%.[3]*[4]s", "description": %[2]q, "tags": [%[2]q]%[5]s}`
	list := make([]string, 30)
	for i := range list {
		more := `, "stock": 3`
		switch i % 4 {
		case 1:
			more = fmt.Sprintf(`, "options": [{"name": %[1]q, "values": ["A%[1]s", "B%[1]s", "M"]}], "variants": [
				{"id": 1, "values": ["A%[1]s"], "sku": "a"}, {"id": 2, "values": ["B%[1]s"], "price": "9999999999.98", "stock": 0}, {"id": 3, "values": ["M"]}]`, long)
		case 2:
			more = `, "compareAtPrice": "9999999999.99"`
		case 3:
			more = `, "stock": 0`
		}
		price := product
		if i%4 == 2 {
			price = strings.Replace(product, "9999999999.99", "1999999999.99", 1)
		}
		list[i] = fmt.Sprintf(price, i+1, long, 100+i%5, long, more)
	}
	write(t, files.Products, "["+strings.Join(list, ",")+"]")
	return listen(t, newHandler(t, files))
}

// TestReflow opens the pages of a shop with the longest texts.
func TestReflow(t *testing.T) {
	t.Parallel()
	base := hostile(t)
	for _, page := range []struct{ name, path string }{
		{"home", "/"}, {"search", "/buscar?q=supercali"}, {"search without results", "/buscar?q=" + strings.Repeat("zapatilla", 20)}, {"search without a query", "/buscar"},
		{"product", "/producto/1"}, {"product with options", "/producto/2"}, {"reduced product", "/producto/3"}, {"sold-out product", "/producto/4"},
		{"favourites", "/favoritos"}, {"not found", "/nada"}, {"empty cart", "/carrito"}, {"nothing to order", "/pedido"}, {"no order", "/gracias"},
	} {
		t.Run(page.name, func(t *testing.T) {
			t.Parallel()
			tab := newBrowser(t).open(base)
			tab.before(`sessionStorage.favoritos = "[1,2,3,4]"; sessionStorage.vistos = "[1,2,3,4,5,6]"`)
			tab.visit(page.path)
			tab.wantReadable(page.name)
		})
	}
	t.Run("category", func(t *testing.T) {
		tab := newBrowser(t).open(base)
		tab.visit("/")
		tab.visit(eval[string](tab, "new URL(document.querySelector('.header__category').href).pathname"))
		tab.wantReadable("category")
	})
}

// TestReflowOfAnOrder is like TestReflow, but for the pages of an order.
func TestReflowOfAnOrder(t *testing.T) {
	t.Parallel()
	tab := newBrowser(t).open(hostile(t))
	tab.before(noteOpened)
	tab.visit("/producto/2?variante=1")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	tab.wantReadable("notice")
	tab.visit("/agregarCarrito/1")
	tab.wantReadable("cart")
	tab.eval("document.querySelector('.share__summary').click()")
	tab.wantReadable("cart with a link")
	tab.visit("/agregarCarrito/5")
	tab.eval("document.querySelector('.line__button').click()")
	tab.await("document.querySelector('#undo')")
	tab.wantReadable("cart with undo")
	tab.visit("/pedido")
	tab.eval("document.getElementById('send-whatsapp').click()")
	tab.await("document.getElementById('faults')")
	tab.wantReadable("checkout with faults")
	long := strings.Repeat("Supercalifragilistico", 15)
	tab.eval(fmt.Sprintf(put+`({"customer-name": "%.100[1]s", "customer-phone": "987654321", "customer-address": "%.300[1]s", "customer-city": "%.100[1]s", "zone-envio": "lima",
		"note": "%.300[1]s", "note-5": "%.200[1]s"}, "input", "change")`, long))
	tab.await("!document.getElementById('faults')")
	tab.wantReadable("checkout")
	tab.eval("document.getElementById('send-whatsapp').click()")
	tab.await("location.pathname === '/gracias'")
	tab.awaitText("h1", "Falta un paso")
	tab.wantReadable("thanks")
}

// TestOwnersPagesReflow is like TestReflow, but for the owner's pages.
func TestOwnersPagesReflow(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	long := strings.Repeat("Supercalifragilistico", 15)
	o := shoptest.Order(t)
	o.Customer.Name, o.Customer.Address, o.Customer.City = long[:100], long[:300], long[:100]
	o.Customer.Email = long[:60] + "@" + long[:60] + ".example"
	o.Note, o.Lines[0].Note, o.Lines[0].Name = long[:300], long[:200], long[:300]
	shoptest.Place(t, store, o)
	tab := newBrowser(t).open(base)
	tab.do(chromedp.Navigate(base + "/admin/pedidos"))
	tab.wantReadable("sign in")
	tab.signIn(ownersPassword)
	tab.awaitText(".orders__row", long[:20])
	tab.wantReadable("orders")
	tab.press("link", words.Number(o.ID))
	tab.awaitText("h1", "Pedido "+words.Number(o.ID))
	tab.wantReadable("order")
}
