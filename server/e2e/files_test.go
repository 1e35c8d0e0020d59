package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// On a static host, every file that the pages request exists and is below the shop's
// path.
func TestNothingIsMissing(t *testing.T) {
	t.Parallel()
	at(t, withBarestHost(t, places(t)), func(t *testing.T, tab *tab, at place) {
		for _, path := range []string{"/", "/pagina/2", "/categoria/casacas", "/producto/46", "/buscar?q=polo", "/carrito"} {
			tab.visit(path)
			tab.eval("for (const image of document.images) image.loading = 'eager'")
			tab.await("[...document.images].every(image => image.complete)")
			bad := eval[[]string](tab, fmt.Sprintf(`[...performance.getEntriesByType("resource"), ...performance.getEntriesByType("navigation")]
				.filter(e => e.responseStatus !== 200 || !e.name.startsWith(%q)).map(e => e.responseStatus + " " + e.name)`, tab.base+"/"))
			broken := eval[[]string](tab, "[...document.images].filter(image => !image.naturalWidth).map(image => image.outerHTML)")
			for _, what := range append(bad, broken...) {
				t.Errorf("%s: got %s", path, what)
			}
		}
	})
}

// The program leaves mailto: and # links unchanged, also if the shop is under a path.
func TestLinksThatAreNoPages(t *testing.T) {
	t.Parallel()
	at(t, places(t), func(t *testing.T, tab *tab, at place) {
		tab.visit("/producto/3")
		tab.press("link", "Inicio")
		tab.awaitAt("/")
		tab.awaitText("h1", "MODA DJANGO")
		if got := eval[string](tab, "document.querySelector('.footer a[href^=mailto]').getAttribute('href')"); got != "mailto:hola@modadjango.example" {
			t.Errorf("got link %q, want mailto:hola@modadjango.example", got)
		}
		if got := eval[string](tab, "document.querySelector('.skip').getAttribute('href')"); got != "#content" {
			t.Errorf("got link %q, want #content", got)
		}
		tab.eval("document.querySelector('.skip').click()")
		tab.await("location.hash === '#content' && document.activeElement.id === 'content'")
		tab.awaitAt("/")
	})
}

// If the host answers an address without a file with 404.html, the program starts there
// too. It shows the page of the address, or says that there is none.
func TestAddressesWithoutAFile(t *testing.T) {
	t.Parallel()
	at(t, places(t), func(t *testing.T, tab *tab, at place) {
		if !at.fallsBack {
			return
		}
		tab.visit("/nada/de/nada")
		tab.awaitText("h1", "Página no encontrada")
		tab.press("link", "Polos")
		tab.awaitText("h1", "Polos")
		tab.visit("/producto/999999")
		tab.awaitText("main", "ya no está en la tienda")
		tab.visit("/categoria/polos/pagina/99")
		tab.awaitText("h1", "Polos")
	})
}

// Before the program runs, a page that needs the program says that it is loading. It
// does not say that nothing was found.
func TestMeanwhile(t *testing.T) {
	t.Parallel()
	for _, at := range places(t) {
		if !at.plain || !at.fallsBack {
			continue
		}
		t.Run(at.name, func(t *testing.T) {
			tab := newBrowser(t).open(at.serve(t).base)
			tab.before("delete window.WebAssembly")
			for path, want := range map[string]string{
				"/agregarCarrito/3": "Abriendo tu carrito", "/buscar?q=polo": "Buscando", "/buscar": "¿Qué buscas?", "/nada": "Página no encontrada",
			} {
				tab.do(chromedp.Navigate(tab.base + path))
				tab.awaitText("h1", want)
			}
		})
	}
}

// Links and pictures that boot.js draws lead to files of a shop under a path.
func TestCartBeforeTheProgramUnderAPath(t *testing.T) {
	t.Parallel()
	if !found(t, "nginx") {
		return
	}
	tab := newBrowser(t).open(nginx(t, "/shop").base)
	tab.before("delete window.WebAssembly")
	tab.do(chromedp.Navigate(tab.base + "/producto/3"))
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	tab.press("link", "Carrito")
	tab.awaitText("tr.line .line__name", "Bolso tote de lona")
	tab.await("document.querySelector('.line__name').getAttribute('href') === '/shop/producto/3/'")
	tab.await("document.querySelector('.line img').naturalWidth > 0")
	tab.awaitAt("/carrito")
}

// The host sends each file precompressed, and no larger than with gzip.
func TestTwinsAreSent(t *testing.T) {
	t.Parallel()
	if !found(t, "nginx") {
		return
	}
	tab := newBrowser(t).open(nginx(t, "/shop").base)
	tab.visit("/producto/3")
	sizes := eval[map[string]float64](tab, `Object.fromEntries([...performance.getEntriesByType("resource"), ...performance.getEntriesByType("navigation")]
		.map(e => [e.name, e.encodedBodySize]))`)
	checked := 0
	for address, size := range sizes {
		name, _, _ := strings.Cut(strings.TrimPrefix(address, tab.base), "#") // icons have a fragment
		if strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		twin, err := os.Stat(exported(t, "/shop") + "/shop" + name + ".gz")
		if err != nil {
			continue // a picture has no precompressed form
		}
		checked++
		if size == 0 || int64(size) > twin.Size() {
			t.Errorf("%s: got %v bytes, want at most %d, the size with gzip", name, size, twin.Size())
		}
	}
	if checked < 5 {
		t.Errorf("got %d precompressed files, want at least 5: the page, the program, its script, the icons and the catalogue; got %v", checked, sizes)
	}
}

// The README shows the configuration of nginx that these tests use.
func TestReadmeShowsTheConfiguration(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	conf, err := os.ReadFile("testdata/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	if want := "    " + strings.ReplaceAll(strings.TrimSpace(string(conf)), "\n", "\n    "); !strings.Contains(string(readme), want) {
		t.Errorf("README.md: got no configuration as in testdata/nginx.conf, want\n%s", want)
	}
}
