package offline_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Chromium finds no errors in the manifest and can install the shop.
func TestInstallable(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).OpenWithWorker(browsertest.StartMachine(t, browsertest.NewDemo(t)).Base())
	tab.Visit("/")
	tab.AwaitWorker()
	result, err := chromedp.Call(tab.Ctx, page.GetAppManifest, page.GetAppManifestParams{})
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range result.Errors {
		t.Errorf("manifest: %s", fault.Message)
	}
	var manifest struct {
		ID, Scope                     string
		Icons, Screenshots, Shortcuts []struct{ Src, URL string }
	}
	if err := json.Unmarshal([]byte(result.Data), &manifest); err != nil || manifest.ID != "/" || manifest.Scope != "/" {
		t.Fatalf("got error %v and manifest %q, want one of the whole shop", err, result.Data)
	}
	for _, image := range slices.Concat(manifest.Icons, manifest.Screenshots) {
		if !browsertest.Eval[bool](tab, "(async () => { const i = new Image(); i.src = "+browsertest.QuoteJS(image.Src)+"; await i.decode(); return i.naturalWidth > 0 })()") {
			t.Errorf("%s: got no picture, want one", image.Src)
		}
	}
	for _, shortcut := range manifest.Shortcuts {
		tab.Visit(shortcut.URL)
		tab.Await("document.querySelector('h1')")
	}
	installability, err := chromedp.Call(tab.Ctx, page.GetInstallabilityErrors, cdp.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range installability.InstallabilityErrors {
		if fault.ErrorID != "in-incognito" { // every test runs in a private window
			t.Errorf("not installable: %s %v", fault.ErrorID, fault.ErrorArguments)
		}
	}
}

// The button that installs the shop is visible only while the browser can install it.
func TestInstallButton(t *testing.T) {
	t.Parallel()
	const prompt = `dispatchEvent(Object.assign(new Event("beforeinstallprompt", {cancelable: true}), {prompt() { window.prompted = (window.prompted ?? 0) + 1 }}))`
	const button = "document.querySelector('.footer__install').getClientRects().length"
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	// The browser's own event comes at an unknown time, so it is blocked.
	tab.Before(`addEventListener("beforeinstallprompt", e => { if (e.isTrusted) e.stopImmediatePropagation() }, true)`)
	tab.Visit("/")
	tab.Await(button + " === 0")
	if browsertest.Eval[bool](tab, prompt) {
		t.Error("got the browser's default banner, want it prevented")
	}
	tab.Press("button", "Instalar la tienda")
	tab.Await("window.prompted === 1 && " + button + " === 0")

	tab.Before("addEventListener('DOMContentLoaded', () => " + prompt + ")") // before the program
	tab.Visit("/")
	tab.Await(button + " === 1")
	tab.Eval(`dispatchEvent(new Event("appinstalled"))`)
	tab.Await(button + " === 0")
}

// In a window without a browser bar, such as that of an installed app, the shop has a
// Back button.
func TestBackWithoutABrowserBar(t *testing.T) {
	t.Parallel()
	base := browsertest.Demo(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Visit("/")
	tab.Await("document.querySelector('.header__back').getClientRects().length === 0")
	// The window without a bar begins with an empty page, because chromedp fails if the
	// page that it attaches to is being replaced.
	window := browsertest.NewProcess(t, chromedp.Flag("app", "data:text/html,"))
	tab = window.Attach(window.Ctx, base)
	tab.Visit("/")
	tab.Press("link", "Polos")
	tab.AwaitText("h1", "Polos")
	tab.Press("button", "Atrás")
	tab.AwaitText("h1", "MODA DJANGO")
	for _, width := range []int64{360, 412, 1280} {
		tab.Do(chromedp.EmulateViewport(width, 900))
		if wide := browsertest.Eval[float64](tab, "document.scrollingElement.scrollWidth"); wide > float64(width) {
			t.Errorf("at %d pixels: got a page %v wide, want it to fit", width, wide)
		}
	}
}

// The worker limits its cache: pictures by number and size, and pages by number.
func TestWorkerKeepsNoMoreThanItSays(t *testing.T) {
	t.Parallel()
	icon, err := os.ReadFile(browsertest.Web + "/images/icono-192.png")
	if err != nil {
		t.Fatal(err)
	}
	m := browsertest.StartMachine(t, changed(browsertest.NewShop(t, "Una", browsertest.TwoHats), map[string]http.HandlerFunc{
		"/web/images/large.png": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			w.Write(append(icon, make([]byte, 1<<20)...))
		},
		"/web/images/huge.png": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			w.Write(append(icon, make([]byte, 4<<20)...))
		},
	}))
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	load := func(from, to int, address string) {
		t.Helper()
		browsertest.Eval[any](tab, fmt.Sprintf(`(async () => { for (let n = %d; n < %d; n += 10) {
			await Promise.all(Array.from({length: Math.min(10, %[2]d - n)}, (_, k) => { const i = new Image(); i.src = %q + (n + k); return i.decode() })) } })()`, from, to, address))
	}
	kept := func(cache string) string {
		return "(await (await caches.open('carrito / " + cache + "')).keys()).length"
	}
	there := func(address string) string { return "await caches.match('/web/images/" + address + "')" }
	load(0, 230, "/web/images/icono-192.png?v=")
	tab.AwaitAsync(kept("pictures") + " === 200 && " + there("icono-192.png?v=229") + " && !" + "(" + there("icono-192.png?v=0") + ")")
	load(0, 40, "/web/images/large.png?v=")
	load(0, 1, "/web/images/huge.png?v=") // larger than an eighth of the limit
	load(40, 41, "/web/images/large.png?v=")
	tab.AwaitAsync(there("large.png?v=40") + " && !(" + there("large.png?v=7") + ") && !(" + there("huge.png?v=0") + ")")
	// The worker answers first, and removes what is too much afterwards.
	tab.AwaitAsync(browsertest.CachedBodies + `.then(text => JSON.parse(text)["carrito / pictures"].bytes).then(bytes => bytes <= 24 << 20 && bytes >= 20 << 20)`)
	m.Run(browsertest.NewShop(t, "Una", manyHats(45)))
	for n := range 45 {
		tab.Do(chromedp.Navigate(fmt.Sprint(tab.Base, "/producto/", n+1)))
		if n == 0 {
			tab.Await("window.carrito?.ready")
		}
	}
	tab.AwaitAsync(kept("pages") + " === 40")
}

// manyHats returns a catalogue of n products without pictures.
func manyHats(n int) string {
	var products []string
	for i := range n {
		products = append(products, fmt.Sprintf(`{"id": %d, "slug": "gorra-%d", "name": "Gorra %d", "price": "9.90", "category": "Gorras"}`, i+1, i+1, i+1))
	}
	return "[" + strings.Join(products, ",") + "]"
}
