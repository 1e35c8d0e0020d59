package httpd

import (
	"strings"
	"testing"
)

// A shop whose base URL has a path is served under it, and nowhere else.
func TestShopUnderAPath(t *testing.T) {
	files := folder(t)
	write(t, files.Shop, strings.Replace(plainShop, "{", `{"baseURL": "https://name.example/tienda/", `, 1))
	h, _ := newHandler(t, files)
	host := listen(t, h)
	tests := []struct {
		target       string
		wantStatus   int
		wantLocation string
	}{
		{"/tienda/", 200, ""},
		{"/tienda/producto/1", 200, ""},
		{"/tienda/agregarCarrito/1", 200, ""},
		{"/tienda/web/products.json", 200, ""},
		{"/tienda/robots.txt", 200, ""},
		{"/robots.txt", 200, ""}, // the only place where robots look for it
		{"/tienda/sitemap.xml", 200, ""},
		{"/", 307, "/tienda/"},
		{"/tienda", 307, "/tienda/"},
		{"/producto/1", 404, ""},
		{"/web/products.json", 404, ""},
		{"/tiendas/", 404, ""},
		{"/tiendaproducto/1", 404, ""},
		{"/tienda/tienda/", 404, ""},
	}
	for _, test := range tests {
		got := raw(t, host, "GET", test.target)
		if got.status != test.wantStatus || got.header.Get("Location") != test.wantLocation {
			t.Errorf("%s: got %d to %q, want %d to %q", test.target, got.status, got.header.Get("Location"), test.wantStatus, test.wantLocation)
		}
	}
	page := raw(t, host, "GET", "/tienda/").body
	for _, want := range []string{`href="/tienda/producto/1"`, `action="/tienda/buscar"`, `href="https://name.example/tienda/"`, `href="/tienda/web/assets/`} {
		if !strings.Contains(page, want) {
			t.Errorf("got a page without %s", want)
		}
	}
}
