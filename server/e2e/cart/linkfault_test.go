package cart_test

import (
	"fmt"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/server/e2e/browsertest"
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
		{"cut off", browsertest.QuoteJS(good[:len(good)-2]), damaged, true},
		{"mistyped", browsertest.QuoteJS(good[:3] + "-" + good[4:]), damaged, false},
		{"a word", browsertest.QuoteJS("hola"), damaged, false},
		{"another version", browsertest.QuoteJS("3" + good[1:]), otherVersion, true},
		{"markup", browsertest.QuoteJS("1.<img src=x onerror=hacked=1><script>hacked=1</script>"), damaged, true},
		{"markup, escaped", browsertest.QuoteJS("1.%3Cimg%20src=x%20onerror=hacked=1%3E"), damaged, false},
		{"a javascript: address", browsertest.QuoteJS("javascript:hacked=1"), damaged, false},
		{"broken escapes", browsertest.QuoteJS("%zz%"), damaged, true},
		{"invalid UTF-8", browsertest.QuoteJS("1.%ff%00"), damaged, false},
		{"a megabyte", `"1." + "A".repeat(1e6)`, damaged, true},
	}
}

// One sentence reports an invalid link, in an open tab and in a new document. The cart
// and the page stay unchanged.
func TestFaultyCartLinks(t *testing.T) {
	t.Parallel()
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	shopper := browsertest.NewBrowser(t).Open(base)
	shopper.Visit("/agregarCarrito/2")
	check := func(tab *browsertest.Tab, want string) {
		t := tab.T
		t.Helper()
		tab.AwaitText(".linked--fault", want)
		tab.AwaitText("[role=status]", want)
		tab.Await("!location.href.includes('#') && document.activeElement.id === 'linked'")
		tab.AwaitCount(1)
		if browsertest.Eval[bool](tab, "'hacked' in window || !!document.querySelector('main img[src=x], main script, [role=alert]')") {
			t.Error("got the page changed by the link, want it unchanged")
		}
		if got := browsertest.Eval[string](tab, linesStored); got != "2×1" {
			t.Errorf("got lines %s, want 2×1", got)
		}
	}
	for _, link := range faultyLinks(t) {
		t.Run(link.name, func(t *testing.T) {
			tab := shopper.Of(t)
			tab.Eval("location.hash = " + link.script)
			check(tab, link.want)
			tab.Press("button", "Cerrar")
			tab.Await(noLink)
			if !link.newDocument {
				return
			}
			tab.Eval("window.old = true; location.href = '/?' + Math.random()")
			tab.Await("!window.old && window.carrito?.ready")
			tab.Eval("window.old = true; location.href = '/carrito#' + " + link.script)
			tab.Await("!window.old && window.carrito?.ready")
			check(tab, link.want)
		})
	}
}

// If a link is opened while the program is held back, the question appears only with the
// program. The prerendered page works meanwhile, and keeps its state in the hand-over.
func TestCartLinkBeforeTheProgram(t *testing.T) {
	t.Parallel()
	shop := browsertest.ShopOf(t, browsertest.TwoProducts)
	base, release := browsertest.HeldOf(t, shop)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/producto/2")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Early("/carrito" + linkOf(t, cart.Line{ProductID: 1, Quantity: 2}))
	tab.AwaitText(".line__name", "Gorra")
	tab.TypeInto("Cantidad de Gorra", "4")
	tab.AwaitCount(4)
	tab.Press("button", "Compartir carrito")
	tab.AwaitText(".share__panel", "Abriendo la tienda")
	tab.Eval("const field = document.getElementById('search'); field.focus(); field.value = 'po'")
	if browsertest.Eval[bool](tab, "!!document.getElementById('linked')") {
		t.Error("got the question before the program runs, want none")
	}
	release()
	tab.Await("window.carrito?.ready")
	tab.AwaitText("#linked", "Este enlace trae un carrito")
	tab.Await("document.activeElement.id === 'search' && document.activeElement.value === 'po'")
	tab.Await("document.getElementById('quantity-2').value === '4'")
	tab.AwaitCount(4)
	if got, want := tab.Scan(), base+"/carrito"+linkOf(t, cart.Line{ProductID: 2, Name: "Gorra", Quantity: 4}); got != want {
		t.Errorf("got a QR code of %q, want %q", got, want)
	}
	tab.Press("button", "Agregar a mi carrito")
	tab.AwaitCount(6)
}

func TestCartLinkOffline(t *testing.T) {
	t.Parallel()
	m := browsertest.StartMachine(t, browsertest.NewShop(t, "Una", browsertest.TwoHats))
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	m.Stop()
	tab.Visit("/carrito" + linkOf(t, cart.Line{ProductID: 1, Quantity: 2}, cart.Line{ProductID: 2, Quantity: 1}))
	tab.AwaitText(".linked", "2 × S/ 39.90")
	tab.AwaitText(browsertest.StaleBar, "Sin conexión con la tienda. Precios del ")
	tab.Press("button", "Agregar a mi carrito")
	tab.AwaitCount(3)
	tab.Await(noLink)
}

// The panel that shares a cart and the panel that opens a link pass axe-core and fit a
// phone.
func TestCartLinkPanels(t *testing.T) {
	t.Parallel()
	source := browsertest.AxeSource(t)
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	link := linkOf(t, cart.Line{ProductID: 1, Quantity: 9}, cart.Line{ProductID: 3, Quantity: 2}, cart.Line{ProductID: 77, Quantity: 1})
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Visit("/agregarCarrito/2")
	tab.Eval(source)
	share(tab)
	for _, fragment := range []string{link, "#hola"} {
		tab.Eval("location.hash = " + browsertest.QuoteJS(fragment))
		tab.Await("document.activeElement.id === 'linked'")
		tab.Await("(location.hash === '') === !!document.querySelector('.linked--fault')")
		for scheme, width := range map[string]int64{"light": 1280, "dark": 360} {
			tab.Look(scheme, width)
			browsertest.RunAxe(t, tab, fmt.Sprintf("%s, %s at %d", fragment, scheme, width))
			if wide := browsertest.Eval[float64](tab, "document.scrollingElement.scrollWidth"); wide > float64(width) {
				t.Errorf("%s at %d pixels: got a page %v wide, want it to fit", fragment, width, wide)
			}
		}
	}
}
