package httpd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/picture/picturetest"
)

const (
	promoCode = "VERANO-OCULTO"
	promoShop = `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN",
		"orders": {"channels": [{"kind": "server"}], "delivery": [{"id": "recojo", "name": "Recojo", "pickup": true}],
		"promos": [{"code": "Verano-Oculto", "percent": "10"}]}}`
)

// Files that a shop does not need, among them the owner's settings under every
// name that programs and people give a copy.
func TestOnlyWhatTheShopNeedsIsServed(t *testing.T) {
	files := folder(t)
	names := []string{"shop.json", "shop.json~", "#shop.json#", "shop.json.bak", "SHOP.JSON", "copia de shop.json", "tiendas/mía.json", "tiendas/mía.json.bak",
		"orders.db", "products.ids.json", "products.ids.json~", "copias/Productos.IDS.json.bak", "orders.db-wal", "copias/Pedidos.DB", "orders.sqlite3",
		"shop copy.json", "shop (1).json", "shop - copia.json", "shop.orig", "shop.jsonc", "tienda vieja.json", "products.json.bak", "products copy.json",
		"orders.db.bak", "orders.bak", "pedidos.csv", "pedidos.xlsx", "notas.txt", "respaldo.zip", "sin-extension", "images/shop.json.png", "css/pedidos.csv", "otro.js"}
	for _, name := range names {
		write(t, filepath.Join(files.Web, name), promoShop)
	}
	for link, create := range map[string]func(string, string) error{"soft.json": os.Symlink, "hard.txt": os.Link} {
		if err := create(filepath.Join(files.Web, "tiendas/mía.json"), filepath.Join(files.Web, link)); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"inner.json": "tiendas/mía.json", "foto.png": "orders.db", "otra.png": "foto.png", "ronda.png": "ronda.png"} {
		if err := os.Symlink(target, filepath.Join(files.Web, link)); err != nil {
			t.Fatal(err)
		}
	}
	files.Shop = filepath.Join(files.Web, "tiendas", "mía.json")
	h, _ := newHandler(t, files)
	server := serveTest(t, h)
	for _, name := range append(names, "soft.json", "hard.txt", "inner.json", "foto.png", "otra.png", "ronda.png") {
		address := "/web/" + strings.NewReplacer("#", "%23", " ", "%20").Replace(name)
		for _, method := range []string{"GET", "HEAD"} {
			got := ask(t, method, server+address)
			if got.status != 404 || strings.Contains(strings.ToUpper(got.body), promoCode) {
				t.Errorf("%s %s: got %d, want 404 and no promo code", method, address, got.status)
			}
		}
	}
}

// What a shop needs is served: by its type, or since the catalogue names it.
func TestWhatTheShopNeedsIsServed(t *testing.T) {
	files := folder(t)
	const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="5"/>`
	names := []string{"images/a.jpg", "images/A.JPG", "foto.webp", "sized/images/a-1.avif", "fonts/a.woff2", "a.mp4", "css/own.css", "boot.js", "app.wasm", "rest.wasm", "products.json"}
	for _, name := range names[1:7] {
		write(t, filepath.Join(files.Web, name), picture)
	}
	write(t, filepath.Join(files.Web, "images/A.JPG"), string(picturetest.Bare(t, 4, 5)))
	write(t, filepath.Join(files.Web, "foto.webp"), string(picturetest.WebP(t, 1)))
	write(t, filepath.Join(files.Web, "images/sin-extension"), string(gif))
	write(t, filepath.Join(files.Web, "images/otra"), string(gif))
	write(t, files.Products, `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90",
		"images": [{"src": "/web/images/sin-extension", "alt": "a", "width": 1, "height": 1}]}]`)
	h, _ := newHandler(t, files)
	server := serveTest(t, h)
	for _, name := range append(names, "images/sin-extension") {
		if got := ask(t, "GET", server+"/web/"+name); got.status != 200 {
			t.Errorf("%s: got %d, want 200", name, got.status)
		}
	}
	if got := ask(t, "GET", server+"/web/images/otra"); got.status != 404 {
		t.Errorf("a file that nothing names: got %d, want 404", got.status)
	}
}

// gif is the smallest picture.
var gif = []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x01\x00;")

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
