package httpd

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

func TestStatus(t *testing.T) {
	server := demo(t)
	tests := []struct {
		address  string
		want     int
		wantType string
	}{
		{"/", 200, "text/html; charset=utf-8"},
		{"/pagina/2?orden=precio", 200, "text/html; charset=utf-8"},
		{"/categoria/polos", 200, "text/html; charset=utf-8"},
		{"/categoria/nope", 404, "text/html; charset=utf-8"},
		{"/buscar?q=lino", 200, "text/html; charset=utf-8"},
		{"/buscar?q=zzz", 200, "text/html; charset=utf-8"},
		{"/producto/3", 200, "text/html; charset=utf-8"},
		{"/producto/26?variante=2", 200, "text/html; charset=utf-8"},
		{"/producto/999999", 404, "text/html; charset=utf-8"},
		{"/producto/abc", 404, "text/html; charset=utf-8"},
		{"/producto/3/x", 404, "text/html; charset=utf-8"},
		{"/favoritos", 200, "text/html; charset=utf-8"},
		{"/carrito", 200, "text/html; charset=utf-8"},
		{"/agregarCarrito/3", 200, "text/html; charset=utf-8"},
		{"/agregarCarrito/999999", 404, "text/html; charset=utf-8"},
		{"/nada", 404, "text/html; charset=utf-8"},
		{"/go.mod", 404, "text/html; charset=utf-8"},
		{"/web", 404, "text/html; charset=utf-8"},
		{"/web/nada.js", 404, "text/html; charset=utf-8"},
		{"/robots.txt", 200, "text/plain; charset=utf-8"},
		{"/sitemap.xml", 200, "application/xml"},
		{"/sitemap-1.xml", 404, "text/html; charset=utf-8"}, // a shop this small has one sitemap
		{"/web/products.json", 200, "application/json"},
		{"/web/css/tokens.css", 200, "text/css; charset=utf-8"},
		{"/web/boot.js", 200, "text/javascript; charset=utf-8"},
		{"/web/icons.svg", 200, "image/svg+xml"},
		{"/web/images/portada.jpg", 200, "image/jpeg"},
	}
	for _, test := range tests {
		t.Run(test.address, func(t *testing.T) {
			got := ask(t, "GET", server.URL+test.address)
			if got.status != test.want {
				t.Errorf("status: got %d, want %d", got.status, test.want)
			}
			if kind := got.header.Get("Content-Type"); kind != test.wantType {
				t.Errorf("content type: got %q, want %q", kind, test.wantType)
			}
			if len(got.body) == 0 {
				t.Error("got nothing, want a body")
			}
			if got.status == 404 && !hasSearch(t, got.body) {
				t.Error("got a page without search, want one that helps on")
			}
		})
	}
}

func TestContentTypes(t *testing.T) {
	server := small(t)
	for name, want := range map[string]string{
		"app.wasm": "application/wasm", "rest.wasm": "application/wasm", "boot.js": "text/javascript; charset=utf-8", "css/tokens.css": "text/css; charset=utf-8",
		"products.json": "application/json", "images/a.svg": "image/svg+xml", "images/a.jpg": "image/jpeg", "images/a.webp": "image/webp",
		"images/a.png": "image/png", "in.png": "image/png",
	} {
		got := ask(t, "GET", server.URL+"/web/"+name)
		if kind := got.header.Get("Content-Type"); got.status != 200 || kind != want {
			t.Errorf("%s: got %d and %q, want 200 and %q", name, got.status, kind, want)
		}
		if got.header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: got Cache-Control %q, want no-cache", name, got.header.Get("Cache-Control"))
		}
	}
}

func TestMethods(t *testing.T) {
	server := small(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"} {
		for _, address := range []string{"/", "/web/boot.js", "/web/products.json", "/agregarCarrito/1", "/nada"} {
			got := ask(t, method, server.URL+address)
			if got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: got %d and Allow %q, want 405 and GET, HEAD", method, address, got.status, got.header.Get("Allow"))
			}
		}
	}
}

// HEAD is GET without the body.
func TestHead(t *testing.T) {
	server := small(t)
	for _, address := range []string{
		"/", "/producto/1", "/producto/9", "/robots.txt", "/sitemap.xml", "/web/products.json", "/web/app.wasm",
		"/web/nada", "/a%00b",
	} {
		get, head := ask(t, "GET", server.URL+address), ask(t, "HEAD", server.URL+address)
		if head.status != get.status || head.body != "" {
			t.Errorf("%s: got %d with %d bytes, want %d with none", address, head.status, len(head.body), get.status)
		}
		for _, header := range []http.Header{get.header, head.header} {
			header.Del("Date")
			if get.status != 200 {
				header.Del("Content-Length") // which an answer to HEAD may leave out
			}
		}
		if !maps.EqualFunc(get.header, head.header, func(a, b []string) bool { return strings.Join(a, ",") == strings.Join(b, ",") }) {
			t.Errorf("%s: got %v, want %v", address, head.header, get.header)
		}
	}
}

// What is served is the catalogue that was checked, not the file as it is now.
func TestServesTheCheckedCatalogue(t *testing.T) {
	files := folder(t)
	h, _ := newHandler(t, files)
	if err := os.Remove(files.Products); err != nil {
		t.Fatal(err)
	}
	server := serveTest(t, h)
	if got := ask(t, "GET", server+"/web/products.json"); got.status != 200 || got.body != oneHat {
		t.Errorf("got %d and %q, want 200 and the catalogue", got.status, got.body)
	}
}

// Only HTTP/1.1 knows the header Connection: browsers refuse an answer of HTTP/2 or
// HTTP/3 with it.
func TestUnreadBodies(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	for version, want := range map[int]string{1: "close", 2: "", 3: ""} {
		r := httptest.NewRequest("POST", "/", strings.NewReader("x"))
		r.ProtoMajor = version
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got := w.Header().Get("Connection"); got != want {
			t.Errorf("HTTP/%d: got Connection %q, want %q", version, got, want)
		}
	}
}
