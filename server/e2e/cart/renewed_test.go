package cart_test

import (
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
	"carrito/server/httpd"
	"carrito/server/site"
)

// TestCatalogueChangedBetweenTabs changes a price, the stock and the products while a tab
// is open. The next tab lists each change on the cart's page. So does the old tab, once
// it has loaded the new catalogue.
func TestCatalogueChangedBetweenTabs(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "products.json")
	if err := os.WriteFile(file, []byte(browsertest.TwoProducts), 0o600); err != nil {
		t.Fatal(err)
	}
	handler, err := httpd.NewHandler(site.Files{Shop: browsertest.Web + "/shop.json", Products: file, Web: browsertest.Web}, log.New(t.Output(), "", 0))
	if err != nil {
		t.Fatal(err)
	}
	go handler.Watch(t.Context(), 20*time.Millisecond)
	base := browsertest.Listen(t, handler)
	tabs := browsertest.NewBrowser(t)
	old := tabs.Open(base)
	for _, path := range []string{"/agregarCarrito/2", "/agregarCarrito/3", "/producto/1"} {
		old.Visit(path)
	}
	old.TypeInto("Cantidad", "4")
	old.Press("button", "Agregar al carrito")
	old.AwaitCount(6)
	old.Press("link", "Carrito")
	old.AwaitText("h1", "Tu carrito")

	changed := strings.NewReplacer(`"stock": 5`, `"stock": 2`, "7.00", "8.50", `"id": 3`, `"id": 4`, "saco", "abrigo", "Saco", "Abrigo").Replace(browsertest.TwoProducts)
	if err := os.WriteFile(file, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	// The server checks the file periodically.
	renewed := "fetch('/carrito').then(r => r.text()).then(t => t.includes(" + browsertest.Eval[string](old, "JSON.stringify(JSON.parse(document.getElementById('carrito-settings').textContent).products)") + "))"
	for start := time.Now(); browsertest.Eval[bool](old, renewed); time.Sleep(20 * time.Millisecond) {
		if time.Since(start) > browsertest.Patience {
			t.Fatal("the server never loaded the changed catalogue")
		}
	}
	current := tabs.Open(base)
	current.Visit("/carrito")
	for name, tab := range map[string]*browsertest.Tab{"new": current, "old": old} {
		tab.AwaitCount(3)
		for _, want := range []string{"Cambió el precio de Gorra: antes S/ 7.00, ahora S/ 8.50.", "De Polo solo 2 quedan", "Saco ya no está en la tienda"} {
			tab.AwaitText(".news", want)
		}
		if got := browsertest.Eval[float64](tab, "document.querySelectorAll('.news li').length"); got != 3 {
			t.Errorf("%s tab: got %v notices, want 3", name, got)
		}
		tab.AwaitText("#subtotal", "S/ 28.70")
	}
	old.Press("link", "Ropa")
	old.AwaitText("main", "Abrigo")
}
