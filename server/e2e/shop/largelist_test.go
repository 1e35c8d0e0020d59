package shop_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"sync"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest/large"
)

// parts serves a shop and notes which parts of its catalogue are fetched.
type parts struct {
	http.Handler
	mu      sync.Mutex
	fetched []string
}

var partName = regexp.MustCompile(`/part\.[0-9a-f]+\.bin$`)

func (p *parts) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if partName.MatchString(r.URL.Path) {
		p.mu.Lock()
		p.fetched = append(p.fetched, r.URL.Path)
		p.mu.Unlock()
	}
	p.Handler.ServeHTTP(w, r)
}

// lists returns how many lists of products were fetched, which filters need. They are the
// largest parts.
func (p *parts) lists() (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, path := range p.fetched {
		body := httptest.NewRecorder()
		p.Handler.ServeHTTP(body, httptest.NewRequest(http.MethodGet, path, nil))
		if body.Body.Len() > 400_000 {
			n++
		}
	}
	return n
}

// TestFiltersOfTwentyFiveThousandProducts searches in a shop of so many products. The
// results get their filters when the shopper opens them, and not before.
func TestFiltersOfTwentyFiveThousandProducts(t *testing.T) {
	shop := browsertest.DemoWith(t, string(large.Products(25_000)))
	browsertest.InEngines(t, browsertest.OnDesktop(func(t *testing.T, s browsertest.Shopper) {
		handler := &parts{Handler: shop}
		tab := s.NewBrowser(t).Open(browsertest.Listen(t, handler))
		tab.Visit("/favoritos")
		tab.TypeInto("Buscar productos", "camisa")
		tab.Press("button", "Buscar")
		tab.AwaitAt("/buscar?q=camisa")
		tab.Await(browsertest.Drawn + ` && document.querySelector(".side--asks")`)
		time.Sleep(time.Second)
		if got := handler.lists(); got != 0 {
			t.Errorf("got %d lists fetched before the shopper wants filters, want none", got)
		}
		if s.Thorough {
			tab.Eval(browsertest.AxeSource(t))
			browsertest.RunAxe(t, tab, "before the shopper wants filters")
		}
		tab.Press("button", "Filtrar")
		narrow(tab, "En oferta")
		tab.AwaitAt("/buscar?oferta=1&q=camisa")
		narrow(tab, "M")
		tab.AwaitAt("/buscar?o.talla=m&oferta=1&q=camisa")
		if got := handler.lists(); got != 1 {
			t.Errorf("got %d lists fetched, want one", got)
		}
		count := browsertest.Eval[string](tab, "document.getElementById('list-count').textContent")
		tab.Reload()
		tab.AwaitText("#list-count", count)
		tab.Press("link", "Quitar el filtro En oferta")
		tab.AwaitAt("/buscar?o.talla=m&q=camisa")

		// Those that the server has written work before their list is there.
		tab.Visit("/buscar?q=zapatilla")
		narrow(tab, "En oferta")
		tab.AwaitAt("/buscar?oferta=1&q=zapatilla")
		if browsertest.Eval[bool](tab, "document.querySelector('#filters form') && innerWidth >= 960 && document.getElementById('filter-button').getClientRects().length > 0") {
			t.Error("got a button for filters beside filters that are there")
		}
	}))
}
