package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"carrito/app/cart"

	permission "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
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
func (tab *tab) share() string {
	tab.t.Helper()
	tab.press("button", "Compartir carrito")
	tab.await("document.getElementById('share-link')?.value")
	return eval[string](tab, "document.getElementById('share-link').value")
}

// scan returns the text of the QR code on the page.
func (tab *tab) scan() string {
	tab.t.Helper()
	tab.await(`(() => { const e = document.querySelector("svg.qr"); e.scrollIntoView({block: "center", behavior: "instant"});
		const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()`)
	at := eval[[]float64](tab, `(r => [r.left, r.top, r.right, r.bottom].map(n => n * devicePixelRatio))(document.querySelector("svg.qr").getBoundingClientRect())`)
	area := image.Rect(int(at[0]), int(at[1]), int(at[2]), int(at[3]))
	for start := time.Now(); ; time.Sleep(100 * time.Millisecond) { // WebKit may draw it late
		text, err := tab.scanned(area)
		if err == nil {
			return text
		}
		if time.Since(start) > patience {
			tab.t.Fatalf("got no readable QR code: %v", err)
		}
	}
}

// scanned returns the text of the QR code in an area of a screenshot.
func (tab *tab) scanned(area image.Rectangle) (string, error) {
	shot, err := tab.page.Screenshot()
	tab.must(err)
	picture, err := png.Decode(bytes.NewReader(shot))
	tab.must(err)
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture.(interface {
		SubImage(image.Rectangle) image.Image
	}).SubImage(area))
	if err != nil {
		return "", err
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		return "", err
	}
	return result.GetText(), nil
}

// noLink is JavaScript that reports whether the address has no cart link and the page
// asks no question about one.
const noLink = `!location.hash && !location.href.includes("#") && !document.getElementById("offer")`

// linesStored is JavaScript for the lines of the stored cart, such as "3×2 64:1×1".
const linesStored = `Object.entries(JSON.parse(sessionStorage.getItem("carrito") || "{}")).sort((a, b) => a[1].orden - b[1].orden)
	.map(([key, line]) => key + "×" + line.cantidad).join(" ")`

// A cart is shared with another browser. There it is not added before the shopper
// agrees.
func TestCartLink(t *testing.T) {
	inEngines(t, func(t *testing.T, s shopper) {
		s.newBrowser = s.newForScreenshots
		s.at(t, s.of(ends(t)), cartLink)
	})
}

func cartLink(t *testing.T, tab *tab, at place) {
	tab.visit("/producto/3")
	tab.typeInto("Cantidad", "2")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(2)
	tab.visit("/producto/64") // with options
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(3)
	tab.press("link", "Carrito")
	tab.awaitText("h1", "Tu carrito")
	link := tab.share()
	if page, _, _ := strings.Cut(link, "#"); strings.TrimSuffix(page, "/") != tab.base+"/carrito" {
		t.Errorf("got a link to %s, want %s/carrito", page, tab.base)
	}
	for _, scheme := range []string{"light", "dark"} {
		tab.look(scheme, 412)
		if got := tab.scan(); got != link {
			t.Errorf("%s: got a QR code of %q, want %q", scheme, got, link)
		}
	}
	want := eval[string](tab, linesStored)

	phone := tab.browser.again(t).open(tab.base)
	phone.navigate(link)
	phone.awaitText("#offer", "Este enlace trae un carrito")
	phone.await("document.activeElement.id === 'offer'")
	phone.awaitText(".offer", "2 × S/ 34.90")
	phone.awaitCount(0)
	phone.awaitText("main", "Tu carrito está vacío")
	phone.press("button", "Agregar a mi carrito")
	phone.awaitCount(3)
	phone.awaitText("[role=status]", "Se agregaron 3 unidades a tu carrito.")
	phone.await(noLink)
	phone.await("document.activeElement.id === 'title'")
	if got := eval[string](phone, linesStored); got != want {
		t.Errorf("got lines %s, want %s", got, want)
	}
	phone.reload()
	phone.awaitCount(3)
	phone.await(noLink)
}

// A link is opened in a tab that already has a cart.
func TestCartLinkInAnOpenTab(t *testing.T) { inEngines(t, cartLinkInAnOpenTab) }

func cartLinkInAnOpenTab(t *testing.T, s shopper) {
	base := shopOf(t, twoProducts)
	tab := s.newBrowser(t).open(base)
	tab.visit("/agregarCarrito/2")
	tab.awaitCount(1)
	link := linkOf(t, cart.Line{ProductID: 2, Quantity: 2}, cart.Line{ProductID: 1, Quantity: 1})
	paste := func() {
		tab.eval("location.hash = " + quoteJS(link))
		tab.awaitText("#offer", "Este enlace trae un carrito")
		tab.await("document.activeElement.id === 'offer'")
		tab.awaitCount(1)
	}
	for range 2 { // opening the same link again shows the question again
		paste()
		tab.press("button", "No, gracias")
		tab.await(noLink)
		tab.awaitText("[role=status]", "No se agregó nada")
	}
	// The address was the same before, so only the event tells that the step is done.
	tab.eval("addEventListener('popstate', () => { window.wentBack = true }, {once: true})")
	tab.back()
	tab.await("window.wentBack && location.pathname.endsWith('/carrito') && " + noLink)
	paste()
	tab.must(tab.page.Reload())
	tab.awaitText("#offer", "Este enlace trae un carrito") // the question was not answered
	tab.press("link", "MODA DJANGO")
	tab.awaitPage("/")
	tab.await("!document.getElementById('offer')")
	tab.back()
	tab.awaitText("#offer", "Este enlace trae un carrito")

	// The skip link has a fragment too, but does not end the question.
	tab.eval("document.querySelector('.skip').focus()")
	tab.keys(kb.Enter)
	tab.await("location.hash === '#content' && document.activeElement.id === 'content'")
	tab.awaitText("#offer", "Este enlace trae un carrito")
	tab.awaitCount(1)

	tab.press("button", "Agregar a mi carrito")
	tab.awaitCount(4)
	tab.await(noLink)
	if got, want := eval[string](tab, linesStored), "2×3 1×1"; got != want {
		t.Errorf("got lines %s, want %s", got, want)
	}
	tab.eval("location.hash = 'content'")
	tab.await("location.hash === '#content' && !document.getElementById('offer')")
}

// The question names the lines of a link that are no longer available. The rest is added
// as far as the stock and the present cart allow.
func TestCartLinkWhenThingsChanged(t *testing.T) { inEngines(t, cartLinkWhenThingsChanged) }

func cartLinkWhenThingsChanged(t *testing.T, s shopper) {
	base := shopOf(t, strings.Replace(twoProducts, `"price": "7.00"`, `"stock": 0, "price": "7.00"`, 1))
	tab := s.newBrowser(t).open(base)
	tab.visit("/agregarCarrito/1")
	tab.awaitCount(1)
	tab.navigate(base + "/carrito" + linkOf(t, cart.Line{ProductID: 1, Quantity: 9}, cart.Line{ProductID: 2, Quantity: 1},
		cart.Line{ProductID: 77, Quantity: 1}, cart.Line{ProductID: 3, Name: "Chompa", Quantity: 1}))
	for _, want := range []string{"Polo5 × S/ 10.10", "Saco1 × S/ 1,234.50", "De Polo solo 5 quedan.", "Gorra está agotado.", "El producto n.º 77 ya no está en la tienda.", "«Saco» se llamaba de otra manera", "S/ 1,285.00"} {
		tab.awaitText(".offer", want)
	}
	tab.press("button", "Agregar a mi carrito")
	tab.awaitText("[role=status]", "Se agregaron 5 unidades a tu carrito. De Polo solo 5 quedan.")
	tab.awaitCount(6)

	tab.navigate("about:blank")
	tab.navigate(base + "/carrito" + linkOf(t, cart.Line{ProductID: 2, Quantity: 1}))
	tab.awaitText(".offer", "Nada de este carrito se puede comprar ahora.")
	if eval[bool](tab, "document.querySelector('.offer').textContent.includes('Agregar')") {
		t.Error("got a button to add the cart, want none")
	}
	tab.press("button", "No, gracias")
	tab.await(noLink)
	tab.awaitCount(6)
}

// With the keyboard only, a cart link is copied, opened and accepted.
func TestCartLinkByKeyboard(t *testing.T) {
	t.Parallel()
	base := shopOf(t, twoProducts)
	tab := newProcess(t).open(base) // a separate process has its own clipboard
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		grant := permission.SetPermissionParams{Permission: &permission.PermissionDescriptor{Name: name}, Setting: permission.PermissionSettingGranted}
		if _, err := chromedp.CallBrowser(tab.ctx, permission.SetPermission, grant); err != nil {
			t.Fatal(err)
		}
	}
	tab.visit("/agregarCarrito/2")
	tab.tabTo("Compartir carrito")
	tab.keys(kb.Enter)
	tab.await("document.querySelector('svg.qr')")
	tab.tabTo("Enlace del carrito")
	tab.tabTo("Copiar enlace")
	tab.keys(kb.Enter)
	tab.awaitText("[role=status]", "Enlace copiado.")
	tab.await("document.activeElement.textContent === 'Copiar enlace'")
	link := eval[string](tab, "navigator.clipboard.readText()")
	if want := base + "/carrito" + linkOf(t, cart.Line{ProductID: 2, Name: "Gorra", Quantity: 1}); link != want {
		t.Errorf("got %q copied, want %q", link, want)
	}
	tab.eval("location.href = " + quoteJS(link))
	tab.await("document.activeElement.id === 'offer'")
	tab.tabTo("Agregar a mi carrito")
	tab.tabTo("No, gracias")
	tab.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8)))
	tab.keys(kb.Enter)
	tab.awaitCount(2)
	tab.await("document.activeElement.id === 'title'")
}

// If the clipboard is not available, the page tries execCommand, and then selects the
// link. If the device can share links, the page offers that too.
func TestCartLinkIsCopiedOrSent(t *testing.T) {
	t.Parallel()
	base := shopOf(t, twoProducts)
	browser := newBrowser(t)
	for _, test := range []struct{ name, script, want string }{
		{"no clipboard", "delete Navigator.prototype.clipboard; document.execCommand = what => { window.copied = what + getSelection(); return true }", "Enlace copiado."},
		{"clipboard denied", `Clipboard.prototype.writeText = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
			document.execCommand = what => { window.copied = what + getSelection(); return true }`, "Enlace copiado."},
		{"no way to copy", "delete Navigator.prototype.clipboard; document.execCommand = what => { window.copied = what + getSelection(); return false }", "el enlace está marcado"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tab := browser.open(base)
			tab.before(test.script)
			tab.before("navigator.share = what => { window.sent = what; return Promise.reject(new DOMException('', 'AbortError')) }")
			tab.visit("/agregarCarrito/2")
			link := tab.share()
			tab.press("button", "Copiar enlace")
			tab.awaitText("[role=status]", test.want)
			if got := eval[string](tab, "window.copied"); got != "copy"+link {
				t.Errorf("got %q copied, want the link %q", got, link)
			}
			tab.press("button", "Enviar enlace")
			tab.await("window.sent")
			if got, want := eval[string](tab, "sent.title + ' ' + sent.url"), fmt.Sprintf("Carrito · MODA DJANGO %s", link); got != want {
				t.Errorf("got %q shared, want %q", got, want)
			}
		})
	}
}
