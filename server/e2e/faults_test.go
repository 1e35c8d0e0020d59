package e2e

import (
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

func TestBlockedStorage(t *testing.T) {
	t.Parallel()
	tab := newBrowser(t).open(demo(t))
	tab.before(`for (const name of ["sessionStorage", "localStorage"])
		Object.defineProperty(window, name, {configurable: true, get() { throw new DOMException("denied", "SecurityError") }})`)
	tab.visit("/producto/3")
	tab.awaitText(".news", "no deja guardar")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	tab.press("link", "Carrito")
	tab.awaitText("h1", "Tu carrito")
	tab.awaitCount(1)
	tab.await("document.querySelectorAll('.news li').length === 1")
}

func TestFullStorage(t *testing.T) {
	t.Parallel()
	tab := newBrowser(t).open(demo(t))
	tab.visit("/producto/3")
	tab.eval(`let n = 4000000; sessionStorage.setItem("relleno", ""); let s = "";
		while (n >= 1) { try { sessionStorage.setItem("relleno", s + "x".repeat(n)); s += "x".repeat(n); } catch { n = Math.floor(n / 2); } }`)
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	tab.awaitText(".news", "no deja guardar")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(2)
	tab.await("document.querySelectorAll('.news li').length === 1")

	tab.eval(`sessionStorage.removeItem("relleno")`)
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(3)
	if got := field(t, tab.session("carrito"), "3", "cantidad"); got != 3.0 {
		t.Errorf("got %v units stored after the storage was freed, want 3", got)
	}
}

func TestWithoutJavaScript(t *testing.T) {
	t.Parallel()
	at(t, places(t), func(t *testing.T, tab *tab, at place) {
		if _, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
			t.Fatal(err)
		}
		tab.do(chromedp.Navigate(tab.base + "/"))
		tab.awaitText("h1", "MODA DJANGO")
		tab.await("document.querySelectorAll('main .card').length === 24")
		tab.await("[...document.querySelectorAll('main .card .price')].every(p => p.textContent.includes('S/'))")
		tab.press("link", "Siguiente")
		tab.awaitAt("/pagina/2")
		tab.await("document.querySelectorAll('main .card').length === 24")
		tab.eval("document.querySelector('.card__link').click()")
		tab.await("location.pathname.includes('/producto/')")
		tab.awaitText("main", "S/")
		tab.do(chromedp.Navigate(tab.base + "/carrito"))
		tab.awaitText("noscript", "necesita JavaScript")
	})
}

// slowly serves the shop at an address, but calls program for requests of the browser
// program.
func slowly(t *testing.T, shop string, program http.HandlerFunc) string {
	t.Helper()
	proxy := proxyOf(t, shop)
	return listen(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".wasm") {
			program(w, r)
			return
		}
		proxy.ServeHTTP(w, r)
	}))
}

// proxyOf returns a proxy for the shop at an address.
func proxyOf(t *testing.T, shop string) *httputil.ReverseProxy {
	t.Helper()
	base, err := url.Parse(shop)
	if err != nil {
		t.Fatal(err)
	}
	return httputil.NewSingleHostReverseProxy(base)
}

// withoutWebAssembly serves the shop at an address with a content security policy that
// forbids WebAssembly. Some browsers are configured to forbid it.
func withoutWebAssembly(t *testing.T, shop string) string {
	t.Helper()
	proxy := proxyOf(t, shop)
	proxy.ModifyResponse = func(r *http.Response) error {
		policy := r.Header.Get("Content-Security-Policy")
		r.Header.Set("Content-Security-Policy", strings.Replace(policy, "'wasm-unsafe-eval' ", "", 1))
		return nil
	}
	return listen(t, proxy)
}

// TestProgramThatNeverArrives holds the program back for ever. Without it, links, search,
// "add" and the whole cart work on every page. No alert appears, because the program may
// still arrive.
func TestProgramThatNeverArrives(t *testing.T) {
	t.Parallel()
	base, _ := held(t)
	tab := newBrowser(t).open(base)
	tab.early("/")
	tab.awaitText("h1", "MODA DJANGO")
	tab.press("link", "Polos")
	tab.awaitText("h1", "Polos")
	tab.typeInto("Buscar productos", "bolso")
	tab.press("button", "Buscar")
	tab.await("location.pathname === '/buscar'")
	tab.press("button", "Agregar al carrito: Bolso tote de lona")
	tab.awaitCount(1)
	tab.press("link", "Bolso tote de lona")
	tab.awaitText("h1", "Bolso tote de lona")
	tab.typeInto("Cantidad", "2")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(3)

	tab.press("link", "Carrito")
	tab.awaitText("h1", "Tu carrito")
	tab.awaitText("#subtotal", "S/ 104.70")
	tab.press("button", "Una unidad más")
	tab.awaitCount(4)
	tab.typeInto("Cantidad de Bolso tote de lona", "2")
	tab.awaitCount(2)
	tab.awaitText("#subtotal", "S/ 69.80")
	tab.press("button", "Eliminar Bolso tote de lona")
	tab.awaitText("main", "Tu carrito está vacío")
	tab.awaitCount(0)
	tab.press("button", "Deshacer")
	tab.awaitCount(2)
	tab.do(chromedp.Reload())
	tab.awaitText("tr.line .line__name", "Bolso tote de lona")
	tab.awaitText("#subtotal", "S/ 69.80")
	if eval[bool](tab, "window.carrito?.ready || !!document.querySelector('[role=alert]')") {
		t.Error("got the program or an alert about it, want neither")
	}
}

// TestProgramOfAnyType checks that the program runs with any Content-Type, and is
// fetched only once.
func TestProgramOfAnyType(t *testing.T) {
	t.Parallel()
	program, err := os.ReadFile(web + "/app.wasm")
	if err != nil {
		t.Fatal("the browser program is not built: run make program")
	}
	whole := demo(t)
	for name, kind := range map[string][]string{
		"octet-stream": {"application/octet-stream"}, "text": {"text/plain; charset=utf-8"}, "none": nil, "with a parameter": {"application/wasm; charset=utf-8"},
	} {
		t.Run(name, func(t *testing.T) {
			var times atomic.Int32
			tab := newBrowser(t).open(slowly(t, whole, func(w http.ResponseWriter, r *http.Request) {
				times.Add(1)
				w.Header()["Content-Type"] = kind
				w.Write(program)
			}))
			tab.visit("/agregarCarrito/3")
			tab.awaitCount(1)
			if got := times.Load(); got != 1 {
				t.Errorf("got %d requests for the program, want 1", got)
			}
		})
	}
}

// TestProgramThatDoesNotCome checks that one alert appears if the program does not load
// or run, and that the shop works without it.
func TestProgramThatDoesNotCome(t *testing.T) {
	t.Parallel()
	program, err := os.ReadFile(web + "/app.wasm")
	if err != nil {
		t.Fatal("the browser program is not built: run make program")
	}
	whole := demo(t)
	with := func(program http.HandlerFunc) string { return slowly(t, whole, program) }
	wasm := func(body []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/wasm")
			w.Write(body)
		}
	}
	tests := []struct {
		name   string
		shop   string
		before string // a script that runs before the page's own
	}{
		{"not found", with(http.NotFound), ""},
		{"not wasm", with(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("hola")) }), ""},
		{"cut off", with(wasm(program[:len(program)/2])), ""},
		{"no WebAssembly", whole, "delete window.WebAssembly"},
		{"WebAssembly blocked", withoutWebAssembly(t, whole), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tab := newBrowser(t).open(test.shop)
			if test.before != "" {
				tab.before(test.before)
			}
			tab.do(chromedp.Navigate(tab.base + "/producto/3"))
			tab.awaitText("[role=alert]", "no se pudo cargar")
			tab.press("button", "Agregar al carrito")
			tab.awaitCount(1)
			tab.press("link", "Carrito")
			tab.awaitText("h1", "Tu carrito")
			tab.awaitText("tr.line .line__name", "Bolso tote de lona")
			tab.typeInto("Cantidad de Bolso tote de lona", "3")
			tab.awaitCount(3)
			tab.await("document.querySelectorAll('[role=alert]').length === 1")
		})
	}
}

func TestHostileCatalogue(t *testing.T) {
	t.Parallel()
	hostile := `\"><img src=x onerror=alert(1)>{{7*7}}`
	base := shopOf(t, `[{"id": 1, "slug": "x", "name": "`+hostile+`", "price": "1.00", "category": "`+hostile+`",
		"description": "`+hostile+`", "tags": ["`+hostile+`"], "images": [{"src": "/web/images/polo-basico-blanco.jpg", "alt": "`+hostile+`", "width": 1200, "height": 1500}]},
		{"id": 2, "slug": "y", "name": "`+hostile+`", "price": "1.00",
		"options": [{"name": "`+hostile+`", "values": ["`+hostile+`"]}], "variants": [{"id": 1, "sku": "`+hostile+`", "values": ["`+hostile+`"]}]}]`)
	tab := newBrowser(t).open(base)
	tab.before("window.alert = () => { window.wasAlerted = true }; addEventListener('securitypolicyviolation', () => { window.wasAlerted = true })")
	want := `"><img src=x onerror=alert(1)>{{7*7}}`
	for _, path := range []string{"/", "/producto/1", "/producto/2", "/buscar?q=onerror", "/agregarCarrito/1", "/agregarCarrito/2", "/carrito"} {
		tab.visit(path)
		tab.awaitText("main", want)
		if eval[bool](tab, "!!window.wasAlerted || !!document.querySelector('img[src$=x], [onerror]')") {
			t.Errorf("%s: got markup from a text of the catalogue, want it escaped", path)
		}
	}
	tab.visit("/producto/1")
	if got := eval[string](tab, "document.querySelector('main img').alt"); got != want {
		t.Errorf("got alt %q, want %q", got, want)
	}
}
