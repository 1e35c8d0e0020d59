package faults_test

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

func TestBlockedStorage(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Before(`for (const name of ["sessionStorage", "localStorage"])
		Object.defineProperty(window, name, {configurable: true, get() { throw new DOMException("denied", "SecurityError") }})`)
	tab.Visit("/producto/3")
	tab.AwaitText(".news", "no deja guardar")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Press("link", "Carrito")
	tab.AwaitText("h1", "Tu carrito")
	tab.AwaitCount(1)
	tab.Await("document.querySelectorAll('.news li').length === 1")
}

func TestFullStorage(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Visit("/producto/3")
	tab.Eval(`let n = 4000000; sessionStorage.setItem("relleno", ""); let s = "";
		while (n >= 1) { try { sessionStorage.setItem("relleno", s + "x".repeat(n)); s += "x".repeat(n); } catch { n = Math.floor(n / 2); } }`)
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.AwaitText(".news", "no deja guardar")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(2)
	tab.Await("document.querySelectorAll('.news li').length === 1")

	tab.Eval(`sessionStorage.removeItem("relleno")`)
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(3)
	if got := browsertest.StoredField(t, tab.Session("carrito"), "3", "cantidad"); got != 3.0 {
		t.Errorf("got %v units stored after the storage was freed, want 3", got)
	}
}

func TestWithoutJavaScript(t *testing.T) {
	t.Parallel()
	browsertest.At(t, browsertest.Places(t), func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		if _, err := chromedp.Call(tab.Ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
			t.Fatal(err)
		}
		tab.Do(chromedp.Navigate(tab.Base + "/"))
		tab.AwaitText("h1", "MODA DJANGO")
		tab.Await("document.querySelectorAll('main .card').length === 24")
		tab.Await("[...document.querySelectorAll('main .card .price')].every(p => p.textContent.includes('S/'))")
		// On plain files a filter needs the program.
		tab.Await(fmt.Sprintf("document.querySelector('#filters [type=checkbox]').getClientRects().length > 0 === %t", !at.Plain))
		tab.Press("link", "Siguiente")
		tab.AwaitAt("/pagina/2")
		tab.Await("document.querySelectorAll('main .card').length === 24")
		tab.Eval("document.querySelector('.card__link').click()")
		tab.Await("location.pathname.includes('/producto/')")
		tab.AwaitText("main", "S/")
		tab.Press("link", "Polos")
		tab.AwaitAt("/categoria/polos")
		tab.AwaitText("h1", "Polos")
		tab.Await("document.querySelectorAll('main .card').length === 9 && [...document.querySelectorAll('main .card')].every(card => card.textContent.includes('S/'))")
		tab.Do(chromedp.Navigate(tab.Base + "/carrito"))
		tab.AwaitText("noscript", "necesita JavaScript")
	})
}

// withoutWebAssembly serves the shop at an address with a content security policy that
// forbids WebAssembly. Some browsers are configured to forbid it.
func withoutWebAssembly(t *testing.T, shop string) string {
	t.Helper()
	proxy := browsertest.ProxyOf(t, shop)
	proxy.ModifyResponse = func(r *http.Response) error {
		policy := r.Header.Get("Content-Security-Policy")
		r.Header.Set("Content-Security-Policy", strings.Replace(policy, "'wasm-unsafe-eval' ", "", 1))
		return nil
	}
	return browsertest.Listen(t, proxy)
}

// TestProgramThatNeverArrives holds the program back for ever. Without it, links, search,
// "add" and the whole cart work on every page. No alert appears, because the program may
// still arrive.
func TestProgramThatNeverArrives(t *testing.T) {
	t.Parallel()
	base, _ := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/")
	tab.AwaitText("h1", "MODA DJANGO")
	tab.Press("link", "Polos")
	tab.AwaitText("h1", "Polos")
	tab.TypeInto("Buscar productos", "bolso")
	tab.Press("button", "Buscar")
	tab.Await("location.pathname === '/buscar'")
	tab.Press("button", "Agregar al carrito: Bolso tote de lona")
	tab.AwaitCount(1)
	tab.Press("link", "Bolso tote de lona")
	tab.AwaitText("h1", "Bolso tote de lona")
	tab.TypeInto("Cantidad", "2")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(3)

	tab.Press("link", "Carrito")
	tab.AwaitText("h1", "Tu carrito")
	tab.AwaitText("#subtotal", "S/ 104.70")
	tab.Press("button", "Una unidad más")
	tab.AwaitCount(4)
	tab.TypeInto("Cantidad de Bolso tote de lona", "2")
	tab.AwaitCount(2)
	tab.AwaitText("#subtotal", "S/ 69.80")
	tab.Press("button", "Eliminar Bolso tote de lona")
	tab.AwaitText("main", "Tu carrito está vacío")
	tab.AwaitCount(0)
	tab.Press("button", "Deshacer")
	tab.AwaitCount(2)
	tab.Do(chromedp.Reload())
	tab.AwaitText("tr.line .line__name", "Bolso tote de lona")
	tab.AwaitText("#subtotal", "S/ 69.80")
	if browsertest.Eval[bool](tab, "window.carrito?.ready || !!document.querySelector('[role=alert]')") {
		t.Error("got the program or an alert about it, want neither")
	}
}

// TestProgramOfAnyType checks that the program runs with any Content-Type, and is
// fetched only once.
func TestProgramOfAnyType(t *testing.T) {
	t.Parallel()
	program, err := os.ReadFile(browsertest.Web + "/app.wasm")
	if err != nil {
		t.Fatal("the browser program is not built: run make program")
	}
	whole := browsertest.Demo(t)
	for name, kind := range map[string][]string{
		"octet-stream": {"application/octet-stream"}, "text": {"text/plain; charset=utf-8"}, "none": nil, "with a parameter": {"application/wasm; charset=utf-8"},
	} {
		t.Run(name, func(t *testing.T) {
			var times atomic.Int32
			tab := browsertest.NewBrowser(t).Open(browsertest.Replace(t, whole, map[string]http.HandlerFunc{"/web/assets/app.": func(w http.ResponseWriter, r *http.Request) {
				times.Add(1)
				w.Header()["Content-Type"] = kind
				w.Write(program)
			}}))
			tab.Before(browsertest.WaitForWorker)
			tab.Visit("/agregarCarrito/3")
			tab.AwaitCount(1)
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
	program, err := os.ReadFile(browsertest.Web + "/app.wasm")
	if err != nil {
		t.Fatal("the browser program is not built: run make program")
	}
	whole := browsertest.Demo(t)
	with := func(program http.HandlerFunc) string {
		return browsertest.Replace(t, whole, map[string]http.HandlerFunc{"/web/assets/app.": program})
	}
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
			tab := browsertest.NewBrowser(t).Open(test.shop)
			if test.before != "" {
				tab.Before(test.before)
			}
			tab.Do(chromedp.Navigate(tab.Base + "/producto/3"))
			tab.AwaitText("[role=alert]", "no se pudo cargar")
			tab.Press("button", "Agregar al carrito")
			tab.AwaitCount(1)
			tab.Press("link", "Carrito")
			tab.AwaitText("h1", "Tu carrito")
			tab.AwaitText("tr.line .line__name", "Bolso tote de lona")
			tab.TypeInto("Cantidad de Bolso tote de lona", "3")
			tab.AwaitCount(3)
			tab.Await("document.querySelectorAll('[role=alert]').length === 1")
		})
	}
}

func TestHostileCatalogue(t *testing.T) {
	t.Parallel()
	hostile := `\"><img src=x onerror=alert(1)>{{7*7}}`
	base := browsertest.ShopOf(t, `[{"id": 1, "slug": "x", "name": "`+hostile+`", "price": "1.00", "category": "`+hostile+`",
		"description": "`+hostile+`", "tags": ["`+hostile+`"], "images": [{"src": "/web/images/polo-basico-blanco.jpg", "alt": "`+hostile+`", "width": 1200, "height": 1500}]},
		{"id": 2, "slug": "y", "name": "`+hostile+`", "price": "1.00",
		"options": [{"name": "`+hostile+`", "values": ["`+hostile+`"]}], "variants": [{"id": 1, "sku": "`+hostile+`", "values": ["`+hostile+`"]}]}]`)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Before("window.alert = () => { window.wasAlerted = true }; addEventListener('securitypolicyviolation', () => { window.wasAlerted = true })")
	want := `"><img src=x onerror=alert(1)>{{7*7}}`
	for _, path := range []string{"/", "/producto/1", "/producto/2", "/buscar?q=onerror", "/agregarCarrito/1", "/agregarCarrito/2", "/carrito"} {
		tab.Visit(path)
		tab.AwaitText("main", want)
		if browsertest.Eval[bool](tab, "!!window.wasAlerted || !!document.querySelector('img[src$=x], [onerror]')") {
			t.Errorf("%s: got markup from a text of the catalogue, want it escaped", path)
		}
	}
	tab.Visit("/producto/1")
	if got := browsertest.Eval[string](tab, "document.querySelector('main img').alt"); got != want {
		t.Errorf("got alt %q, want %q", got, want)
	}
}
