package e2e

import (
	"fmt"
	"strings"
	"testing"

	"carrito/app/cart"
)

// faultyLink is a fragment that is not a valid cart link.
type faultyLink struct {
	name, script string // script is a JavaScript expression
	want         string // the announced message
	newDocument  bool   // whether to open it in a new document too
}

// faultyLinks returns links that the shop must refuse.
func faultyLinks(t *testing.T) []faultyLink {
	const damaged, otherVersion = "está dañado o incompleto; tu carrito no cambió.", "es de otra versión de la tienda"
	good := strings.TrimPrefix(linkOf(t, cart.Line{ProductID: 1, Quantity: 2}, cart.Line{ProductID: 3, Quantity: 1}), "#")
	return []faultyLink{
		{"cut off", quoteJS(good[:len(good)-2]), damaged, true},
		{"mistyped", quoteJS(good[:3] + "-" + good[4:]), damaged, false},
		{"a word", quoteJS("hola"), damaged, false},
		{"another version", quoteJS("3" + good[1:]), otherVersion, true},
		{"markup", quoteJS("1.<img src=x onerror=hacked=1><script>hacked=1</script>"), damaged, true},
		{"markup, escaped", quoteJS("1.%3Cimg%20src=x%20onerror=hacked=1%3E"), damaged, false},
		{"a javascript: address", quoteJS("javascript:hacked=1"), damaged, false},
		{"broken escapes", quoteJS("%zz%"), damaged, true},
		{"invalid UTF-8", quoteJS("1.%ff%00"), damaged, false},
		{"a megabyte", `"1." + "A".repeat(1e6)`, damaged, true},
	}
}

// One sentence reports an invalid link, in an open tab and in a new document. The cart
// and the page stay unchanged.
func TestFaultyCartLinks(t *testing.T) {
	t.Parallel()
	base := shopOf(t, twoProducts)
	shopper := newBrowser(t).open(base)
	shopper.visit("/agregarCarrito/2")
	check := func(tab *tab, want string) {
		t := tab.t
		t.Helper()
		tab.awaitText(".offer--fault", want)
		tab.awaitText("[role=status]", want)
		tab.await("!location.href.includes('#') && document.activeElement.id === 'offer'")
		tab.awaitCount(1)
		if eval[bool](tab, "'hacked' in window || !!document.querySelector('main img[src=x], main script, [role=alert]')") {
			t.Error("got the page changed by the link, want it unchanged")
		}
		if got := eval[string](tab, linesStored); got != "2×1" {
			t.Errorf("got lines %s, want 2×1", got)
		}
	}
	for _, link := range faultyLinks(t) {
		t.Run(link.name, func(t *testing.T) {
			tab := shopper.of(t)
			tab.eval("location.hash = " + link.script)
			check(tab, link.want)
			tab.press("button", "Cerrar")
			tab.await(noLink)
			if !link.newDocument {
				return
			}
			tab.eval("window.old = true; location.href = '/?' + Math.random()")
			tab.await("!window.old && window.carrito?.ready")
			tab.eval("window.old = true; location.href = '/carrito#' + " + link.script)
			tab.await("!window.old && window.carrito?.ready")
			check(tab, link.want)
		})
	}
}

// If a link is opened while the program is held back, the question appears only with the
// program. The prerendered page works meanwhile, and keeps its state in the hand-over.
func TestCartLinkBeforeTheProgram(t *testing.T) {
	t.Parallel()
	shop := shopOf(t, twoProducts)
	base, release := heldOf(t, shop)
	tab := newBrowser(t).open(base)
	tab.early("/producto/2")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	tab.early("/carrito" + linkOf(t, cart.Line{ProductID: 1, Quantity: 2}))
	tab.awaitText(".line__name", "Gorra")
	tab.typeInto("Cantidad de Gorra", "4")
	tab.awaitCount(4)
	tab.press("button", "Compartir carrito")
	tab.awaitText(".share__panel", "Abriendo la tienda")
	tab.eval("const field = document.getElementById('search'); field.focus(); field.value = 'po'")
	if eval[bool](tab, "!!document.getElementById('offer')") {
		t.Error("got the question before the program runs, want none")
	}
	release()
	tab.await("window.carrito?.ready")
	tab.awaitText("#offer", "Este enlace trae un carrito")
	tab.await("document.activeElement.id === 'search' && document.activeElement.value === 'po'")
	tab.await("document.getElementById('quantity-2').value === '4'")
	tab.awaitCount(4)
	if got, want := tab.scan(), base+"/carrito"+linkOf(t, cart.Line{ProductID: 2, Name: "Gorra", Quantity: 4}); got != want {
		t.Errorf("got a QR code of %q, want %q", got, want)
	}
	tab.press("button", "Agregar a mi carrito")
	tab.awaitCount(6)
}

func TestCartLinkOffline(t *testing.T) {
	t.Parallel()
	m := start(t, newShop(t, "Una", twoHats))
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	m.stop()
	tab.visit("/carrito" + linkOf(t, cart.Line{ProductID: 1, Quantity: 2}, cart.Line{ProductID: 2, Quantity: 1}))
	tab.awaitText(".offer", "2 × S/ 39.90")
	tab.awaitText(staleBar, "Sin conexión con la tienda. Precios del ")
	tab.press("button", "Agregar a mi carrito")
	tab.awaitCount(3)
	tab.await(noLink)
}

// The panel that shares a cart and the panel that opens a link pass axe-core and fit a
// phone.
func TestCartLinkPanels(t *testing.T) {
	t.Parallel()
	source := axe(t)
	base := shopOf(t, twoProducts)
	link := linkOf(t, cart.Line{ProductID: 1, Quantity: 9}, cart.Line{ProductID: 3, Quantity: 2}, cart.Line{ProductID: 77, Quantity: 1})
	tab := newBrowser(t).open(base)
	tab.visit("/agregarCarrito/2")
	tab.eval(source)
	tab.share()
	for _, fragment := range []string{link, "#hola"} {
		tab.eval("location.hash = " + quoteJS(fragment))
		tab.await("document.activeElement.id === 'offer'")
		tab.await("(location.hash === '') === !!document.querySelector('.offer--fault')")
		for scheme, width := range map[string]int64{"light": 1280, "dark": 360} {
			tab.look(scheme, width)
			judge(t, tab, fmt.Sprintf("%s, %s at %d", fragment, scheme, width))
			if wide := eval[float64](tab, "document.scrollingElement.scrollWidth"); wide > float64(width) {
				t.Errorf("%s at %d pixels: got a page %v wide, want it to fit", fragment, width, wide)
			}
		}
	}
}
