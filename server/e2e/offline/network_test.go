package offline_test

import (
	"net/http"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// The server stops while a shopper is in the shop, and starts again later.
func TestServerStopsAndComesBack(t *testing.T) {
	t.Parallel()
	m := browsertest.StartMachine(t, browsertest.NewShop(t, "Una", browsertest.TwoHats))
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/producto/1")
	tab.AwaitWorker()
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)

	m.Stop()
	tab.Press("link", "Tienda")
	tab.AwaitText(browsertest.StaleBar, "Sin conexión con la tienda. Precios del ")
	tab.Press("link", "Boina")
	tab.AwaitText("h1", "Boina")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(2)
	tab.Visit("/producto/1") // visited before
	tab.AwaitCount(2)
	tab.AwaitText(browsertest.StaleBar, "Precios del")
	tab.Visit("/carrito") // never visited before
	tab.AwaitCount(2)
	tab.AwaitText("#subtotal", "S/ 59.90")

	m.Run(browsertest.NewShop(t, "Una", withPrice("30.00")))
	m.Start()
	tab.Press("link", "Tienda")
	tab.Await("!document.querySelector('" + browsertest.StaleBar + "')")
	tab.AwaitText(".grid", "S/ 30.00")
	tab.Visit("/carrito")
	tab.AwaitText("#subtotal", "S/ 50.00")
}

// A network that accepts requests and never answers them is treated as no network.
func TestNetworkHangs(t *testing.T) {
	t.Parallel()
	shop := browsertest.NewShop(t, "Una", browsertest.TwoHats)
	m := browsertest.StartMachine(t, shop)
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	tab.Press("link", "Gorra")
	tab.AwaitText("h1", "Gorra")

	hung, end := hang()
	m.Run(hung)
	began := time.Now()
	tab.Visit("/producto/2")
	t.Logf("a page never visited, over a network that hangs: %d ms", time.Since(began).Milliseconds())
	tab.AwaitText("h1", "Boina")
	tab.AwaitText(browsertest.StaleBar, "Precios del")
	tab.Visit("/")
	tab.AwaitText(browsertest.StaleBar, "Precios del")
	tab.Press("link", "Boina")
	tab.AwaitText("h1", "Boina")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)

	m.Run(shop)
	end()
	tab.Press("link", "Carrito")
	tab.AwaitText("h1", "Tu carrito")
	tab.Await("!document.querySelector('" + browsertest.StaleBar + "')")
}

// hurry is a script that gives files a second to come, instead of 20.
const hurry = "{ const wait = setTimeout; window.setTimeout = (f, ms, ...more) => wait(f, ms === 20000 ? 1000 : ms, ...more); }"

// The page does not wait for ever for a catalogue, or for word of a new one, that a server
// never sends. It says so, and the shopper can try again.
func TestFilesThatNeverCome(t *testing.T) { browsertest.InEngines(t, filesThatNeverCome) }

func filesThatNeverCome(t *testing.T, s browsertest.Shopper) {
	shop := browsertest.NewShop(t, "Grande", browsertest.Many(400))
	hung, end := hang()
	defer end()
	m := browsertest.StartMachine(t, changed(shop, map[string]http.HandlerFunc{"/web/assets/catalog.": hung}))
	tab := s.NewBrowser(t).Open(m.Base())
	tab.Before(hurry)
	tab.Navigate(tab.Base + "/")
	tab.AwaitText(".trouble", "No se pudieron cargar los productos.")
	m.Run(shop)
	tab.Press("button", "Intentar otra vez")
	tab.Await("window.carrito?.ready && !document.querySelector('.trouble')")

	m.Run(changed(shop, map[string]http.HandlerFunc{"/web/current.json": hung}))
	tab.Press("link", "Siguiente")
	tab.AwaitText(".pages__now", "Página 2")
	tab.AwaitText(browsertest.StaleBar, "Sin conexión con la tienda.")
	m.Run(shop)
	tab.Await("!document.querySelector('" + browsertest.StaleBar + "')")
}

// A catalogue that is damaged in transit is never used. The shopper is warned, and the
// last good catalogue stays in use.
func TestBrokenCatalogue(t *testing.T) {
	t.Parallel()
	m := browsertest.StartMachine(t, browsertest.NewShop(t, "Una", browsertest.TwoHats))
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()

	garbage := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Write([]byte(withPrice("0.01")[:100]))
	}
	changedShop := browsertest.NewShop(t, "Una", withPrice("50.00"))
	m.Run(changed(changedShop, map[string]http.HandlerFunc{"/web/assets/products.": garbage}))
	tab.Press("link", "Gorra")
	tab.AwaitText(".price", "S/ 39.90")
	tab.AwaitText(browsertest.StaleBar, "No se pudieron leer los precios nuevos. Precios del ")
	tab.Visit("/producto/1") // the page names the new catalogue, which does not arrive
	tab.AwaitText(".price", "S/ 39.90")
	tab.AwaitText(browsertest.StaleBar, "No se pudieron leer los precios nuevos. Precios del ")

	m.Run(changed(changedShop, map[string]http.HandlerFunc{"/web/current.json": garbage}))
	tab.Press("link", "Tienda")
	tab.AwaitText(browsertest.StaleBar, "No se pudieron leer los precios nuevos.")

	m.Run(changedShop)
	tab.Press("link", "Boina")
	tab.AwaitText("h1", "Boina")
	tab.Await("!document.querySelector('" + browsertest.StaleBar + "')")
	tab.Press("link", "Tienda")
	tab.AwaitText(".grid", "S/ 50.00")
}

// If the browser's clock is a year behind the server's, new prices are used, and their
// date is the server's.
func TestClockSetBackAYear(t *testing.T) {
	t.Parallel()
	ahead := func(shop http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", time.Now().AddDate(1, 0, 0).UTC().Format(http.TimeFormat))
			shop.ServeHTTP(w, r)
		})
	}
	m := browsertest.StartMachine(t, ahead(browsertest.NewShop(t, "Una", browsertest.TwoHats)))
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	m.Run(ahead(browsertest.NewShop(t, "Una", withPrice("41.00"))))
	tab.Visit("/producto/1")
	tab.AwaitText(".price", "S/ 41.00")
	tab.Press("link", "Tienda")
	tab.AwaitText(".grid", "S/ 41.00")
	m.Stop()
	tab.Visit("/producto/2")
	tab.AwaitText(browsertest.StaleBar, "Precios del")
	tab.AwaitText(browsertest.StaleBar, time.Now().AddDate(1, 0, 0).Format("2006"))
}

// Without a worker the shop works offline as long as it stays open, and shows how old
// its prices are.
func TestServerStopsWithoutWorker(t *testing.T) {
	t.Parallel()
	m := browsertest.StartMachine(t, browsertest.NewShop(t, "Una", browsertest.TwoHats))
	tab := browsertest.NewBrowser(t).Open(m.Base())
	tab.Visit("/")
	m.Stop()
	tab.Press("link", "Gorra")
	tab.AwaitText("h1", "Gorra")
	tab.AwaitText(browsertest.StaleBar, "Sin conexión con la tienda. Precios del ")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	m.Start()
	tab.Press("link", "Carrito")
	tab.Await("!document.querySelector('" + browsertest.StaleBar + "')")
}
