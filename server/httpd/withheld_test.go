package httpd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	promoCode = "VERANO-OCULTO"
	promoShop = `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN",
		"orders": {"channels": [{"kind": "server"}], "delivery": [{"id": "recojo", "name": "Recojo", "pickup": true}],
		"promos": [{"code": "Verano-Oculto", "percent": "10"}]}}`
)

// The owner's settings never leave the machine, under none of their names.
func TestSettingsAreWithheld(t *testing.T) {
	files := folder(t)
	names := []string{"shop.json", "shop.json~", "#shop.json#", "shop.json.bak", "SHOP.JSON", "copia de shop.json", "tiendas/mía.json", "tiendas/mía.json.bak",
		"orders.db", "products.ids.json", "products.ids.json~", "copias/Productos.IDS.json.bak", "orders.db-wal", "copias/Pedidos.DB", "orders.sqlite3"}
	for _, name := range names {
		write(t, filepath.Join(files.Web, name), promoShop)
	}
	for link, make := range map[string]func(string, string) error{"soft.json": os.Symlink, "hard.txt": os.Link} {
		if err := make(filepath.Join(files.Web, "tiendas/mía.json"), filepath.Join(files.Web, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("tiendas/mía.json", filepath.Join(files.Web, "inner.json")); err != nil {
		t.Fatal(err)
	}
	files.Shop = filepath.Join(files.Web, "tiendas", "mía.json")
	h, _ := newHandler(t, files)
	server := serveTest(t, h)
	for _, name := range append(names, "soft.json", "hard.txt", "inner.json") {
		address := "/web/" + strings.NewReplacer("#", "%23", " ", "%20").Replace(name)
		for _, method := range []string{"GET", "HEAD"} {
			got := ask(t, method, server+address)
			if got.status != 404 || strings.Contains(strings.ToUpper(got.body), promoCode) {
				t.Errorf("%s %s: got %d, want 404 and no promo code", method, address, got.status)
			}
		}
	}
	if got := ask(t, "GET", server+"/web/images/a.jpg"); got.status != 200 {
		t.Errorf("a picture: got %d, want 200", got.status)
	}
}

// Nothing that is served has a promo code in it, before and after a reload.
func TestNothingServedHasAPromoCode(t *testing.T) {
	files := folder(t)
	write(t, files.Shop, promoShop)
	h, _ := newHandler(t, files)
	server := serveTest(t, h)
	for _, when := range []string{"at the start", "after a reload"} {
		wait(t, h)
		addresses := []string{"/", "/producto/1", "/carrito", "/pedido", "/gracias", "/buscar", "/favoritos", "/categoria/gorros", "/nada", "/robots.txt", "/sitemap.xml", "/web/products.json", "/web/shop.json"}
		for address := range h.current.Load().fixed {
			addresses = append(addresses, address)
		}
		for address := range h.current.Load().hashed {
			addresses = append(addresses, address)
		}
		if len(addresses) < 17 {
			t.Fatalf("got %d addresses, want those of all files", len(addresses))
		}
		for _, address := range addresses {
			got := ask(t, "GET", server+address)
			if strings.Contains(strings.ToUpper(got.body), promoCode) {
				t.Errorf("%s, %s: got the promo code in it, want none", address, when)
			}
			for name, values := range got.header {
				if strings.Contains(strings.ToUpper(strings.Join(values, " ")), promoCode) {
					t.Errorf("%s, %s: got the promo code in the header %s, want none", address, when, name)
				}
			}
		}
		write(t, files.Shop, strings.Replace(promoShop, "Tienda", "Otra", 1))
		h.reload()
	}
}
