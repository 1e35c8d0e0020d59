package cart_test

import (
	"fmt"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/server/e2e/browsertest"

	permission "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// linkOf returns the fragment of a cart link with the given lines.
func linkOf(t testing.TB, lines ...cart.Line) string {
	t.Helper()
	c := cart.New(lines)
	link, err := c.Link()
	if err != nil {
		t.Fatal(err)
	}
	return "#" + link
}

// share opens the panel that shares the cart, and returns the link.
func share(tab *browsertest.Tab) string {
	tab.T.Helper()
	tab.Press("button", "Compartir carrito")
	tab.Await("document.getElementById('share-link')?.value")
	return browsertest.Eval[string](tab, "document.getElementById('share-link').value")
}

// noLink is JavaScript that reports whether the address has no cart link and the page
// asks no question about one.
const noLink = `!location.hash && !location.href.includes("#") && !document.getElementById("linked")`

// linesStored is JavaScript for the lines of the stored cart, such as "3×2 64:1×1".
const linesStored = `Object.entries(JSON.parse(sessionStorage.getItem("carrito") || "{}")).sort((a, b) => a[1].orden - b[1].orden)
	.map(([key, line]) => key + "×" + line.cantidad).join(" ")`

// A cart is shared with another browser. There it is not added before the shopper
// agrees.
func TestCartLink(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		s.NewBrowser = s.NewForScreenshots
		s.At(t, s.Of(browsertest.Ends(t)), cartLink)
	})
}

func cartLink(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
	tab.Visit("/producto/3")
	tab.TypeInto("Cantidad", "2")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(2)
	tab.Visit("/producto/64") // with options
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(3)
	tab.Press("link", "Carrito")
	tab.AwaitText("h1", "Tu carrito")
	link := share(tab)
	if page, _, _ := strings.Cut(link, "#"); strings.TrimSuffix(page, "/") != tab.Base+"/carrito" {
		t.Errorf("got a link to %s, want %s/carrito", page, tab.Base)
	}
	for _, scheme := range []string{"light", "dark"} {
		tab.Look(scheme, 412)
		if got := tab.Scan(); got != link {
			t.Errorf("%s: got a QR code of %q, want %q", scheme, got, link)
		}
	}
	want := browsertest.Eval[string](tab, linesStored)

	phone := tab.Browser.Again(t).Open(tab.Base)
	phone.Navigate(link)
	phone.AwaitText("#linked", "Este enlace trae un carrito")
	phone.Await("document.activeElement.id === 'linked'")
	phone.AwaitText(".linked", "2 × S/ 34.90")
	phone.AwaitCount(0)
	phone.AwaitText("main", "Tu carrito está vacío")
	phone.Press("button", "Agregar a mi carrito")
	phone.AwaitCount(3)
	phone.AwaitText("[role=status]", "Se agregaron 3 unidades a tu carrito.")
	phone.Await(noLink)
	phone.Await("document.activeElement.id === 'title'")
	if got := browsertest.Eval[string](phone, linesStored); got != want {
		t.Errorf("got lines %s, want %s", got, want)
	}
	phone.Reload()
	phone.AwaitCount(3)
	phone.Await(noLink)
}

// A link is opened in a tab that already has a cart.
func TestCartLinkInAnOpenTab(t *testing.T) { browsertest.InEngines(t, cartLinkInAnOpenTab) }

func cartLinkInAnOpenTab(t *testing.T, s browsertest.Shopper) {
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tab := s.NewBrowser(t).Open(base)
	tab.Visit("/agregarCarrito/2")
	tab.AwaitCount(1)
	link := linkOf(t, cart.Line{ProductID: 2, Quantity: 2}, cart.Line{ProductID: 1, Quantity: 1})
	paste := func() {
		tab.Eval("location.hash = " + browsertest.QuoteJS(link))
		tab.AwaitText("#linked", "Este enlace trae un carrito")
		tab.Await("document.activeElement.id === 'linked'")
		tab.AwaitCount(1)
	}
	for range 2 { // opening the same link again shows the question again
		paste()
		tab.Press("button", "No, gracias")
		tab.Await(noLink)
		tab.AwaitText("[role=status]", "No se agregó nada")
	}
	// The address was the same before, so only the event tells that the step is done.
	tab.Eval("addEventListener('popstate', () => { window.wentBack = true }, {once: true})")
	tab.Back()
	tab.Await("window.wentBack && location.pathname.endsWith('/carrito') && " + noLink)
	paste()
	tab.Must(tab.Page.Reload())
	tab.AwaitText("#linked", "Este enlace trae un carrito") // the question was not answered
	tab.Press("link", "MODA DJANGO")
	tab.AwaitPage("/")
	tab.Await("!document.getElementById('linked')")
	tab.Back()
	tab.AwaitText("#linked", "Este enlace trae un carrito")

	// The skip link has a fragment too, but does not end the question.
	tab.Eval("document.querySelector('.skip').focus()")
	tab.Keys(kb.Enter)
	tab.Await("location.hash === '#content' && document.activeElement.id === 'content'")
	tab.AwaitText("#linked", "Este enlace trae un carrito")
	tab.AwaitCount(1)

	tab.Press("button", "Agregar a mi carrito")
	tab.AwaitCount(4)
	tab.Await(noLink)
	if got, want := browsertest.Eval[string](tab, linesStored), "2×3 1×1"; got != want {
		t.Errorf("got lines %s, want %s", got, want)
	}
	tab.Eval("location.hash = 'content'")
	tab.Await("location.hash === '#content' && !document.getElementById('linked')")
}

// The question names the lines of a link that are no longer available. The rest is added
// as far as the stock and the present cart allow.
func TestCartLinkWhenThingsChanged(t *testing.T) { browsertest.InEngines(t, cartLinkWhenThingsChanged) }

func cartLinkWhenThingsChanged(t *testing.T, s browsertest.Shopper) {
	base := browsertest.ShopOf(t, strings.Replace(browsertest.TwoProducts, `"price": "7.00"`, `"stock": 0, "price": "7.00"`, 1))
	tab := s.NewBrowser(t).Open(base)
	tab.Visit("/agregarCarrito/1")
	tab.AwaitCount(1)
	tab.Navigate(base + "/carrito" + linkOf(t, cart.Line{ProductID: 1, Quantity: 9}, cart.Line{ProductID: 2, Quantity: 1},
		cart.Line{ProductID: 77, Quantity: 1}, cart.Line{ProductID: 3, Name: "Chompa", Quantity: 1}))
	for _, want := range []string{"Polo5 × S/ 10.10", "Saco1 × S/ 1,234.50", "De Polo solo 5 quedan.", "Gorra está agotado.", "El producto n.º 77 ya no está en la tienda.", "«Saco» se llamaba de otra manera", "S/ 1,285.00"} {
		tab.AwaitText(".linked", want)
	}
	tab.Press("button", "Agregar a mi carrito")
	tab.AwaitText("[role=status]", "Se agregaron 5 unidades a tu carrito. De Polo solo 5 quedan.")
	tab.AwaitCount(6)

	tab.Navigate("about:blank")
	tab.Navigate(base + "/carrito" + linkOf(t, cart.Line{ProductID: 2, Quantity: 1}))
	tab.AwaitText(".linked", "Nada de este carrito se puede comprar ahora.")
	if browsertest.Eval[bool](tab, "document.querySelector('.linked').textContent.includes('Agregar')") {
		t.Error("got a button to add the cart, want none")
	}
	tab.Press("button", "No, gracias")
	tab.Await(noLink)
	tab.AwaitCount(6)
}

// With the keyboard only, a cart link is copied, opened and accepted.
func TestCartLinkByKeyboard(t *testing.T) {
	t.Parallel()
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tab := browsertest.NewProcess(t).Open(base) // a separate process has its own clipboard
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		grant := permission.SetPermissionParams{Permission: &permission.PermissionDescriptor{Name: name}, Setting: permission.PermissionSettingGranted}
		if _, err := chromedp.CallBrowser(tab.Ctx, permission.SetPermission, grant); err != nil {
			t.Fatal(err)
		}
	}
	tab.Visit("/agregarCarrito/2")
	tab.TabTo("Compartir carrito")
	tab.Keys(kb.Enter)
	tab.Await("document.querySelector('svg.qr')")
	tab.TabTo("Enlace del carrito")
	tab.TabTo("Copiar enlace")
	tab.Keys(kb.Enter)
	tab.AwaitText("[role=status]", "Enlace copiado.")
	tab.Await("document.activeElement.textContent === 'Copiar enlace'")
	link := browsertest.Eval[string](tab, "navigator.clipboard.readText()")
	if want := base + "/carrito" + linkOf(t, cart.Line{ProductID: 2, Name: "Gorra", Quantity: 1}); link != want {
		t.Errorf("got %q copied, want %q", link, want)
	}
	tab.Eval("location.href = " + browsertest.QuoteJS(link))
	tab.Await("document.activeElement.id === 'linked'")
	tab.TabTo("Agregar a mi carrito")
	tab.TabTo("No, gracias")
	tab.Do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8)))
	tab.Keys(kb.Enter)
	tab.AwaitCount(2)
	tab.Await("document.activeElement.id === 'title'")
}

// If the clipboard is not available, the page tries execCommand, and then selects the
// link. If the device can share links, the page offers that too.
func TestCartLinkIsCopiedOrSent(t *testing.T) {
	t.Parallel()
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	browser := browsertest.NewBrowser(t)
	for _, test := range []struct{ name, script, want string }{
		{"no clipboard", "delete Navigator.prototype.clipboard; document.execCommand = what => { window.copied = what + getSelection(); return true }", "Enlace copiado."},
		{"clipboard denied", `Clipboard.prototype.writeText = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
			document.execCommand = what => { window.copied = what + getSelection(); return true }`, "Enlace copiado."},
		{"no way to copy", "delete Navigator.prototype.clipboard; document.execCommand = what => { window.copied = what + getSelection(); return false }", "el enlace está marcado"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tab := browser.Open(base)
			tab.Before(test.script)
			tab.Before("navigator.share = what => { window.sent = what; return Promise.reject(new DOMException('', 'AbortError')) }")
			tab.Visit("/agregarCarrito/2")
			link := share(tab)
			tab.Press("button", "Copiar enlace")
			tab.AwaitText("[role=status]", test.want)
			if got := browsertest.Eval[string](tab, "window.copied"); got != "copy"+link {
				t.Errorf("got %q copied, want the link %q", got, link)
			}
			tab.Press("button", "Enviar enlace")
			tab.Await("window.sent")
			if got, want := browsertest.Eval[string](tab, "sent.title + ' ' + sent.url"), fmt.Sprintf("Carrito · MODA DJANGO %s", link); got != want {
				t.Errorf("got %q shared, want %q", got, want)
			}
		})
	}
}
