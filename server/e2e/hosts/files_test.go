package hosts_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
)

// On a static host, every file that the pages request exists and is below the shop's
// path.
func TestNothingIsMissing(t *testing.T) {
	t.Parallel()
	browsertest.At(t, browsertest.WithBarestHost(t, browsertest.Places(t)), func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		for _, path := range []string{"/", "/pagina/2", "/categoria/casacas", "/producto/46", "/buscar?q=polo", "/carrito"} {
			tab.Visit(path)
			tab.Eval("for (const image of document.images) image.loading = 'eager'")
			tab.Await("[...document.images].every(image => image.complete)")
			bad := browsertest.Eval[[]string](tab, fmt.Sprintf(`[...performance.getEntriesByType("resource"), ...performance.getEntriesByType("navigation")]
				.filter(e => e.responseStatus !== 200 || !e.name.startsWith(%q)).map(e => e.responseStatus + " " + e.name)`, tab.Base+"/"))
			broken := browsertest.Eval[[]string](tab, "[...document.images].filter(image => !image.naturalWidth).map(image => image.outerHTML)")
			for _, what := range append(bad, broken...) {
				t.Errorf("%s: got %s", path, what)
			}
		}
	})
}

// The program leaves mailto: and # links unchanged, also if the shop is under a path.
func TestLinksThatAreNoPages(t *testing.T) {
	t.Parallel()
	browsertest.At(t, browsertest.Places(t), func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		tab.Visit("/producto/3")
		tab.Press("link", "Inicio")
		tab.AwaitAt("/")
		tab.AwaitText("h1", "MODA DJANGO")
		if got := browsertest.Eval[string](tab, "document.querySelector('.footer a[href^=mailto]').getAttribute('href')"); got != "mailto:hola@modadjango.example" {
			t.Errorf("got link %q, want mailto:hola@modadjango.example", got)
		}
		if got := browsertest.Eval[string](tab, "document.querySelector('.skip').getAttribute('href')"); got != "#content" {
			t.Errorf("got link %q, want #content", got)
		}
		tab.Eval("document.querySelector('.skip').click()")
		tab.Await("location.hash === '#content' && document.activeElement.id === 'content'")
		tab.AwaitAt("/")
	})
}

// If the host answers an address without a file with 404.html, the program starts there
// too. It shows the page of the address, or says that there is none.
func TestAddressesWithoutAFile(t *testing.T) {
	t.Parallel()
	browsertest.At(t, browsertest.Places(t), func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		if !at.FallsBack {
			return
		}
		tab.Visit("/nada/de/nada")
		tab.AwaitText("h1", "Página no encontrada")
		tab.Press("link", "Polos")
		tab.AwaitText("h1", "Polos")
		tab.Visit("/producto/999999")
		tab.AwaitText("main", "ya no está en la tienda")
		tab.Visit("/categoria/polos/pagina/99")
		tab.AwaitText("h1", "Polos")
	})
}

// Before the program runs, a page that needs the program says that it is loading. It
// does not say that nothing was found.
func TestMeanwhile(t *testing.T) {
	t.Parallel()
	for _, at := range browsertest.Places(t) {
		if !at.Plain || !at.FallsBack {
			continue
		}
		t.Run(at.Name, func(t *testing.T) {
			tab := browsertest.NewBrowser(t).Open(at.Serve(t).Base)
			tab.Before("delete window.WebAssembly")
			for path, want := range map[string]string{
				"/agregarCarrito/3": "Abriendo tu carrito", "/buscar?q=polo": "Buscando", "/buscar": "¿Qué buscas?", "/nada": "Página no encontrada",
			} {
				tab.Do(chromedp.Navigate(tab.Base + path))
				tab.AwaitText("h1", want)
			}
		})
	}
}

// Links and pictures that boot.js draws lead to files of a shop under a path.
func TestCartBeforeTheProgramUnderAPath(t *testing.T) {
	t.Parallel()
	if !browsertest.HasCommand(t, "nginx") {
		return
	}
	tab := browsertest.NewBrowser(t).Open(browsertest.Nginx(t, "/shop").Base)
	tab.Before("delete window.WebAssembly")
	tab.Do(chromedp.Navigate(tab.Base + "/producto/3"))
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Press("link", "Carrito")
	tab.AwaitText("tr.line .line__name", "Bolso tote de lona")
	tab.Await("document.querySelector('.line__name').getAttribute('href') === '/shop/producto/3/'")
	tab.Await("document.querySelector('.line img').naturalWidth > 0")
	tab.AwaitAt("/carrito")
}

// The host sends each file precompressed, and no larger than with gzip.
func TestPrecompressedFilesAreSent(t *testing.T) {
	t.Parallel()
	if !browsertest.HasCommand(t, "nginx") {
		return
	}
	tab := browsertest.NewBrowser(t).Open(browsertest.Nginx(t, "/shop").Base)
	tab.Visit("/producto/3")
	sizes := browsertest.Eval[map[string]float64](tab, `Object.fromEntries([...performance.getEntriesByType("resource"), ...performance.getEntriesByType("navigation")]
		.map(e => [e.name, e.encodedBodySize]))`)
	checked := 0
	for address, size := range sizes {
		name, _, _ := strings.Cut(strings.TrimPrefix(address, tab.Base), "#") // icons have a fragment
		if strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		packed, err := os.Stat(browsertest.ExportedShop(t, "/shop") + "/shop" + name + ".gz")
		if err != nil {
			continue // a picture has no precompressed form
		}
		checked++
		if size == 0 || int64(size) > packed.Size() {
			t.Errorf("%s: got %v bytes, want at most %d, the size with gzip", name, size, packed.Size())
		}
	}
	if checked < 5 {
		t.Errorf("got %d precompressed files, want at least 5: the page, the program, its script, the icons and the catalogue; got %v", checked, sizes)
	}
}

// The README shows the configuration of nginx that these tests use.
func TestReadmeShowsTheConfiguration(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(browsertest.Path("README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if want := "    " + strings.ReplaceAll(strings.TrimSpace(browsertest.NginxConf), "\n", "\n    "); !strings.Contains(string(readme), want) {
		t.Errorf("README.md: got no configuration as in browsertest/testdata/nginx.conf, want\n%s", want)
	}
}
