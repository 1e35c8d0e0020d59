package httpd

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// An address that is too long because of its query leads to the same page with what is
// read of the query. Nothing of it is kept or logged.
func TestLongQueries(t *testing.T) {
	h, logged := newHandler(t, folder(t))
	host := listen(t, h)
	search := func(text string) string { return "/buscar?q=" + url.QueryEscape(text) }
	tests := []struct{ name, target, want string }{
		{"search", search(strings.Repeat("gorra ", 2000)), search(strings.Repeat("gorra ", 33) + "go")},
		{"letters of two bytes", search(strings.Repeat("ñ", 5000)), search(strings.Repeat("ñ", 100))},
		{"end within a letter", search("a" + strings.Repeat("ñ", 5000)), search("a" + strings.Repeat("ñ", 99))},
		{"emoji", search(strings.Repeat("👕", 5000)), search(strings.Repeat("👕", 50))},
		{"after spaces", search(strings.Repeat(" ", 9000) + "gorra"), search("gorra")},
		{"only ends of letters", "/buscar?q=" + strings.Repeat("%A9", 5000), "/buscar"},
		{"with sort order and filter", search(strings.Repeat("ñ", 5000)) + "&stock=1&orden=precio&utm=1", "/buscar?orden=precio&q=" + strings.Repeat("%C3%B1", 100) + "&stock=1"},
		{"endless filters", "/buscar?q=gorra&o.color=" + strings.Repeat("a", 9<<10), "/buscar?q=gorra"},
		{"many filters", "/categoria/gorros?" + strings.Repeat("o.a=b&", 30_000), "/categoria/gorros"},
		{"mark of a campaign", "/producto/1?utm=" + strings.Repeat("a", 150<<10), "/producto/1"},
		{"text for the field", "/?q=" + strings.Repeat("a", 9<<10), "/"},
		{"escaped path", "/categoria/%C3%B1%2F?q=" + strings.Repeat("a", 9<<10), "/categoria/%C3%B1%2F"},
	}
	for _, test := range tests {
		for _, method := range []string{"GET", "HEAD"} {
			got := raw(t, host, method, test.target)
			if location := got.header.Get("Location"); got.status != http.StatusTemporaryRedirect || location != test.want {
				t.Errorf("%s %s: got %d to %.700q, want 307 to %q", method, test.name, got.status, location, test.want)
			}
			if keep := got.header.Get("Cache-Control"); keep != "no-store" {
				t.Errorf("%s %s: got the Cache-Control %q, want no-store", method, test.name, keep)
			}
			if len(got.body) > 2000 {
				t.Errorf("%s %s: got %d bytes, want a short answer", method, test.name, len(got.body))
			}
		}
	}
	if n := len(h.current.Load().pages.entries); n != 0 {
		t.Errorf("got %d pages made, want none", n)
	}
	if got := raw(t, host, "GET", tests[1].want); got.status != http.StatusOK {
		t.Errorf("got %d for a search that is shortened, want 200", got.status)
	}
	if got := logged.String(); got != "" {
		t.Errorf("got %.200q logged, want nothing", got)
	}
}

// A path that is too long gets the shop's page for what does not exist, which is made once.
func TestLongPaths(t *testing.T) {
	files := folder(t)
	write(t, files.Shop, strings.Replace(plainShop, "{", `{"baseURL": "https://name.example/tienda/", `, 1))
	h, logged := newHandler(t, files)
	host := listen(t, h)
	for _, path := range []string{
		"/", "/categoria/", "/producto/1/", "/feeds/", "/buscar/?q=a&x=/",
	} {
		target := "/tienda" + path + strings.Repeat("b", 9<<10)
		if strings.Contains(path, "?") {
			target = "/tienda/" + strings.Repeat("b", 6<<10) + path + strings.Repeat("b", 9<<10)
		}
		got := raw(t, host, "GET", target)
		if got.status != http.StatusNotFound || !hasSearch(t, got.body) || strings.Contains(got.body, strings.Repeat("b", 20)) {
			t.Errorf("%s: got %d and %.80q, want 404 and the shop's page", path, got.status, got.body)
		}
	}
	if n := len(h.current.Load().pages.entries); n != 1 {
		t.Errorf("got %d pages made, want 1", n)
	}
	if got := raw(t, host, "GET", "/tienda/buscar?q="+strings.Repeat("a", 9<<10)); got.header.Get("Location") != "/tienda/buscar?q="+strings.Repeat("a", 200) {
		t.Errorf("got a search led to %.80q, want it under the path of the shop", got.header.Get("Location"))
	}
	if got := logged.String(); got != "" {
		t.Errorf("got %.200q logged, want nothing", got)
	}
}

// Nobody gets what is added to the shop, or what is sent, at an address that is too long.
func TestLongAddressesOfOthers(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	h.Handle("/admin/", http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("got a handler called") }))
	host := listen(t, h)
	for _, test := range []struct{ method, path string }{
		{"GET", "/admin/productos"}, {"POST", "/admin/productos"}, {"POST", "/buscar"}, {"GET", "/web/boot.js"}, {"DELETE", "/producto/1"},
	} {
		got := raw(t, host, test.method, test.path+"?q="+strings.Repeat("a", 9<<10))
		if got.status != http.StatusBadRequest || got.header.Get("Location") != "" {
			t.Errorf("%s %s: got %d, want 400", test.method, test.path, got.status)
		}
	}
}
