package faults_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
	"carrito/server/program"
)

// needy returns the modules of a program whose second module has what the first use of
// each page calls, after a start.
var needy = sync.OnceValues(func() (modules [2][]byte, err error) {
	folder, err := os.MkdirTemp("", "needy")
	if err != nil {
		return modules, err
	}
	defer os.RemoveAll(folder)
	root, out := browsertest.Path("."), filepath.Join(folder, "app.wasm")
	if _, err := program.BuildNamed(root, filepath.Join(folder, "work"), out); err != nil {
		return modules, err
	}
	linked, err := os.ReadFile(out)
	if err != nil {
		return modules, err
	}
	used, err := os.ReadFile(filepath.Join(root, program.UseFile))
	if err != nil {
		return modules, err
	}
	names := strings.Fields(string(used))
	stays := func(name string) bool { _, found := slices.BinarySearch(names, name); return !found }
	modules[0], modules[1], err = program.Split(linked, exactly(stays))
	return modules, err
})

// neverIdle is a script that keeps the rest of the program from being loaded before Go
// calls one of its functions.
const neverIdle = neverQuiet + `const bring = self.fetch;
self.fetch = (address, how) => how?.cache === "force-cache" ? Promise.reject(Error("not now")) : bring(address, how);`

// neverQuiet is a script that keeps the rest of the program from being compiled before Go
// calls one of its functions. start.js waits half a second by half a second; what it then
// does goes to the page's array idle.
const neverQuiet = `self.idle = []; const setTimer = setTimeout;
self.setTimeout = (then, wait, ...more) => wait === 500 ? idle.push(then) : setTimer(then, wait, ...more);`

// patient is a script that lets Go wait for the rest as long as a story does.
const patient = `{ const wait = setTimeout; self.setTimeout = (then, ms, ...more) => wait(then, ms === 30000 ? 300000 : ms, ...more) }
`

// impatient is a script that shortens the time that Go waits for the rest.
const impatient = `const setLater = setTimeout; self.setTimeout = (then, wait, ...more) => setLater(then, wait === 30000 ? 1000 : wait, ...more);`

// needyShop serves the demo shop with a needy program, whose second module is answered
// by rest. before is run in the page before start.js.
func needyShop(t *testing.T, before string, rest func(w http.ResponseWriter, r *http.Request, module []byte)) (base string) {
	t.Helper()
	modules, err := needy()
	if err != nil {
		t.Fatal(err)
	}
	return shopOf(t, before, modules, rest)
}

// shopOf is like needyShop, with the modules of any program.
func shopOf(t *testing.T, before string, modules [2][]byte, rest func(w http.ResponseWriter, r *http.Request, module []byte)) (base string) {
	t.Helper()
	return modulesOf(t, browsertest.Demo(t), before, modules, rest)
}

// modulesOf serves the shop at an address with the modules of any program.
func modulesOf(t *testing.T, shop, before string, modules [2][]byte, rest func(w http.ResponseWriter, r *http.Request, module []byte)) (base string) {
	t.Helper()
	return browsertest.Replace(t, shop, map[string]http.HandlerFunc{
		"/web/assets/app.":       func(w http.ResponseWriter, r *http.Request) { serveModule(w, modules[0]) },
		"/web/assets/rest.":      func(w http.ResponseWriter, r *http.Request) { rest(w, r, modules[1]) },
		"/web/assets/wasm_exec.": scriptFirst(t, shop, before),
	})
}

func serveModule(w http.ResponseWriter, module []byte) {
	w.Header().Set("Content-Type", "application/wasm")
	w.Write(module)
}

// submitSearch submits the search form.
func submitSearch(tab *browsertest.Tab, text string) {
	tab.T.Helper()
	tab.Eval(fmt.Sprintf("(document.querySelector('.search__field').value = %q, document.querySelector('.search__button').click())", text))
}

// TestRestThatDoesNotCome needs a second module that does not arrive or does not fit.
// The page says so and works as it does without the program.
func TestRestThatDoesNotCome(t *testing.T) { browsertest.InEngines(t, restThatDoesNotCome) }

func restThatDoesNotCome(t *testing.T, s browsertest.Shopper) {
	tests := []struct {
		name string
		rest func(w http.ResponseWriter, r *http.Request, module []byte)
	}{
		{"not found", func(w http.ResponseWriter, r *http.Request, module []byte) { http.NotFound(w, r) }},
		{"cut off", func(w http.ResponseWriter, r *http.Request, module []byte) { serveModule(w, module[:len(module)/2]) }},
		{"of another build", func(w http.ResponseWriter, r *http.Request, module []byte) {
			_, other := browsertest.ReadProgram(t)
			serveModule(w, other)
		}},
		{"slow for ever", func(w http.ResponseWriter, r *http.Request, module []byte) { <-r.Context().Done() }},
	}
	browser := s.NewBrowser(t) // each test has an origin of its own
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			base := needyShop(t, neverIdle+impatient, test.rest)
			in := func(name string, story func(tab *browsertest.Tab)) {
				t.Run(name, func(t *testing.T) {
					tab := browser.Open(base).Of(t)
					story(tab)
					tab.Close() // and with it the session
				})
			}
			in("product", productWithoutRest)
			in("cart", cartWithoutRest)
			in("start", startWithoutRest)
		})
	}
}

// productWithoutRest searches from a product's page, which needs the rest, and then buys
// the product.
func productWithoutRest(tab *browsertest.Tab) {
	tab.T.Helper()
	tab.Visit("/producto/3")
	tab.TypeInto("Cantidad", "2")
	submitSearch(tab, "polo")
	tab.AwaitText("[role=alert]", "no se pudo cargar")
	if got := browsertest.Eval[string](tab, "location.pathname + document.querySelector('#quantity').value"); got != "/producto/32" {
		tab.T.Errorf("got %q, want the page as it was", got)
	}
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(2)
	tab.Await("document.querySelectorAll('[role=alert]').length === 1")
	tab.Press("link", "Carrito")
	tab.AwaitText("h1", "Tu carrito")
	tab.AwaitText("tr.line .line__name", "Bolso tote de lona")
}

// cartWithoutRest searches from the cart's page, and then changes the cart.
func cartWithoutRest(tab *browsertest.Tab) {
	tab.T.Helper()
	tab.Visit("/producto/3")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Press("link", "Carrito")
	tab.AwaitText("h1", "Tu carrito")
	submitSearch(tab, "polo")
	tab.AwaitText("[role=alert]", "no se pudo cargar")
	tab.AwaitText("tr.line .line__name", "Bolso tote de lona")
	tab.TypeInto("Cantidad de Bolso tote de lona", "3") // draws the page anew
	tab.Await("carrito.ready && document.querySelector('tr.line .stepper__field').value === '3'")
	tab.AwaitCount(3)
	submitSearch(tab, "polo")
	tab.AwaitText("[role=alert]", "no se pudo cargar")
	tab.Press("button", "Eliminar Bolso tote de lona")
	tab.Await("carrito.ready && !document.querySelector('tr.line')")
	tab.AwaitCount(0)
}

// startWithoutRest opens a page that needs the rest before the program can show it.
func startWithoutRest(tab *browsertest.Tab) {
	tab.T.Helper()
	tab.Navigate(tab.Base + "/favoritos")
	tab.AwaitText("[role=alert]", "no se pudo cargar")
	tab.Navigate(tab.Base + "/producto/3")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
}

// TestRestThatFailsOnce needs a second module that a server refuses at first. The
// program asks again.
func TestRestThatFailsOnce(t *testing.T) { browsertest.InEngines(t, restThatFailsOnce) }

func restThatFailsOnce(t *testing.T, s browsertest.Shopper) {
	var asked atomic.Int32
	base := needyShop(t, neverIdle, func(w http.ResponseWriter, r *http.Request, module []byte) {
		if asked.Add(1) <= 2 { // by the worker that compiles it, and by the page
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		serveModule(w, module)
	})
	tab := s.NewBrowser(t).Open(base)
	tab.Visit("/producto/3")
	submitSearch(tab, "polo")
	tab.AwaitAt("/buscar?q=polo")
	tab.AwaitText("h1", "polo")
}

// TestUsualWalkNeedsNoRest uses catalogue and cart as shoppers do, while the second module
// does not come. Nothing waits for it. If something does, make profile must see it.
func TestUsualWalkNeedsNoRest(t *testing.T) { browsertest.InEngines(t, usualWalkNeedsNoRest) }

func usualWalkNeedsNoRest(t *testing.T, s browsertest.Shopper) {
	first, rest := browsertest.ReadProgram(t)
	base := shopOf(t, neverIdle, [2][]byte{first, rest}, func(w http.ResponseWriter, r *http.Request, module []byte) { <-r.Context().Done() })
	for name, open := range map[string]func(*browsertest.Browser, string) *browsertest.Tab{
		"no worker": (*browsertest.Browser).Open, "a worker": (*browsertest.Browser).OpenWithWorker,
	} {
		t.Run(name, func(t *testing.T) {
			tab := open(s.NewBrowser(t), base)
			tab.Visit("/")
			tab.AwaitAsync("new Promise((done) => setTimeout(() => done(true), 1000))") // the program registers the worker
			const waits = "document.documentElement.classList.contains('waits')"
			for _, step := range browsertest.UsualWalk {
				tab.Eval(step.Press)
				tab.Await(fmt.Sprintf("%s || %s && (%s)", waits, browsertest.Drawn, step.Until))
				if browsertest.Eval[bool](tab, waits) {
					t.Fatalf("%s: the program waits for its second module", step.Name)
				}
			}
		})
	}
}

// The program draws the first frame of any shop without its second module: what it needs
// may not depend on the demo's settings and products.
func TestStartNeedsNoRest(t *testing.T) {
	first, rest := browsertest.ReadProgram(t)
	for _, shop := range browsertest.ForeignShops(t) {
		var asked atomic.Bool
		base := modulesOf(t, browsertest.Listen(t, browsertest.NewHandler(t, shop.Files)), neverIdle, [2][]byte{first, rest},
			func(w http.ResponseWriter, r *http.Request, module []byte) {
				asked.Store(true)
				serveModule(w, module)
			})
		browser := browsertest.NewBrowser(t)
		for _, path := range shop.Paths {
			t.Run(shop.Name+path, func(t *testing.T) {
				answer, err := http.Get(base + path)
				if err != nil || answer.StatusCode != http.StatusOK {
					t.Fatalf("got %v, %v, want a page of the shop", answer, err)
				}
				answer.Body.Close()
				asked.Store(false)
				tab := browser.Open(base)
				tab.Visit(path)
				if asked.Load() {
					t.Error("the program asked for its second module")
				}
				tab.Close()
			})
		}
	}
}

// TestServerLostBeforeTheRest loses the server before the second module has come. The
// program says that prices may be old, and goes on when the server is back.
func TestServerLostBeforeTheRest(t *testing.T) { browsertest.InEngines(t, serverLostBeforeTheRest) }

func serverLostBeforeTheRest(t *testing.T, s browsertest.Shopper) {
	first, rest := browsertest.ReadProgram(t)
	base := shopOf(t, neverIdle, [2][]byte{first, rest}, func(w http.ResponseWriter, r *http.Request, module []byte) {
		http.Error(w, "busy", http.StatusServiceUnavailable)
	})
	tab := s.NewBrowser(t).Open(base)
	tab.Visit("/producto/3")
	tab.Eval("self.fetched = self.fetch")
	const doubt = "!!document.querySelector('.bars__doubt')"
	for _, answer := range []string{"Promise.reject(new TypeError('no network'))", "Promise.resolve(new Response('', { status: 503 }))"} {
		tab.Eval("self.fetch = () => " + answer)
		tab.Eval("dispatchEvent(new Event('offline'))")
		tab.Await(doubt)
		tab.Eval("self.fetch = self.fetched")
		tab.Eval("dispatchEvent(new Event('online'))")
		tab.Await("!" + doubt)
	}
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	if browsertest.Eval[bool](tab, "!!document.querySelector('.trouble')") {
		t.Error("the program needed the second module")
	}
}

// TestRestInIdleTime checks that the second module comes after the first, although nobody
// needs it, and is compiled when the page has time. A shopper who saves data gets neither.
func TestRestInIdleTime(t *testing.T) { browsertest.InEngines(t, restInIdleTime) }

// noteFinish is a script that sets finishing when Go says that the rest may come, and
// isWhole when it is there.
const noteFinish = `addEventListener("whole", () => { self.isWhole = true }); let finish; Object.defineProperty(carrito, "finish", { set(f) { finish = f }, get: () => (now) => { self.finishing = true; return finish(now) } });`

func restInIdleTime(t *testing.T, s browsertest.Shopper) {
	first, rest := browsertest.ReadProgram(t)
	for _, test := range []struct {
		name, connection string
		want             int // downloads
	}{
		{"usual", "{ effectiveType: '4g' }", 1},
		{"save data", "{ saveData: true }", 0},
		{"2G", "{ effectiveType: 'slow-2g' }", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			asked := make(chan bool, 9)
			before := neverQuiet + noteFinish + "Object.defineProperty(navigator, 'connection', { value: " + test.connection + " });"
			base := shopOf(t, before, [2][]byte{first, rest}, func(w http.ResponseWriter, r *http.Request, module []byte) {
				asked <- true
				w.Header().Set("Cache-Control", "max-age=31536000, immutable")
				serveModule(w, module)
			})
			tab := s.NewBrowser(t).Open(base)
			tab.Navigate(base + "/producto/3")
			tab.Await("document.readyState === 'complete'")
			tab.Eval("document.getElementById('quantity').focus()") // starts the program even for who saves data
			tab.Await("self.finishing")
			if got := browsertest.Eval[int](tab, "idle.length"); got != test.want {
				t.Errorf("got %d compilations that wait, want %d", got, test.want)
			}
			if test.want == 0 {
				if len(asked) > 0 {
					t.Error("the second module was requested")
				}
				return
			}
			await(t, asked, "the second module was not requested")
			tab.Eval("setInterval(() => idle.splice(0).forEach((then) => then()), 100)")
			tab.Await("self.isWhole")
			if len(asked) > 0 {
				t.Errorf("got %d more requests, want none: the page has the module", len(asked))
			}
		})
	}
}

// await waits for a request.
func await(t *testing.T, asked <-chan bool, otherwise string) {
	t.Helper()
	select {
	case <-asked:
	case <-time.After(browsertest.Patience):
		t.Fatal(otherwise)
	}
}
