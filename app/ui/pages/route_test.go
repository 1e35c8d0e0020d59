package pages

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"carrito/app/session"
	"carrito/app/ui/part"
)

func TestRoute(t *testing.T) {
	s := demoStore(t, "es")
	tests := []struct {
		address       string
		wantStatus    int
		wantTitle     string
		wantCanonical string // empty if search engines must not list the page
		wantAdd       *part.Addition
	}{
		{address: "/", wantStatus: 200, wantTitle: "Ropa sencilla y bien hecha, para todos los días.", wantCanonical: "/"},
		{address: "/categoria/polos", wantStatus: 200, wantTitle: "Polos", wantCanonical: "/categoria/polos"},
		{address: "/categoria/polos/", wantStatus: 200, wantTitle: "Polos", wantCanonical: "/categoria/polos"},
		{address: "/categoria/nope", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/categoria/polos/x", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/categoria/polos/pagina", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/categoria/polos/pagina/x", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/categoria/pagina/2", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/pagina", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/pagina/x", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/pagina/-1", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/buscar/pagina/2", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/categoria", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/pedido/q83vEjRWeJCrze8SNFZ4kA", wantStatus: 404, wantTitle: "Página no encontrada"}, // the server draws it
		{address: "/pedido/q83vEjRWeJCrze8SNFZ4kA/pagar", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/buscar?q=", wantStatus: 200, wantTitle: "Buscar"},
		{address: "/buscar", wantStatus: 200, wantTitle: "Buscar"},
		{address: "/buscar?q=+pantal%C3%B3n+", wantStatus: 200, wantTitle: "Resultados para «pantalón»"},
		{address: "/buscar?q=zzz", wantStatus: 200, wantTitle: "Resultados para «zzz»"},
		{address: "/buscar/x", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/producto/3", wantStatus: 200, wantTitle: "Bolso tote de lona", wantCanonical: "/producto/3"},
		{address: "/producto/26?variante=5", wantStatus: 200, wantTitle: "Polo básico", wantCanonical: "/producto/26"},
		{address: "/producto/26?variante=999", wantStatus: 200, wantTitle: "Polo básico", wantCanonical: "/producto/26"},
		{address: "/producto/999999", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/producto/99999999999999999999", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/producto/abc", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/producto/0", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/producto/-3", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/producto/+3", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/producto/3/x", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/producto", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/carrito", wantStatus: 200, wantTitle: "Tu carrito", wantCanonical: "/carrito"},
		{address: "/favoritos", wantStatus: 200, wantTitle: "Tus favoritos"},
		{address: "/favoritos/", wantStatus: 200, wantTitle: "Tus favoritos"},
		{address: "/favoritos/x", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/carrito/x", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/agregarCarrito/3", wantStatus: 200, wantTitle: "Tu carrito", wantAdd: &part.Addition{ProductID: 3, VariantID: 0}},
		{address: "/agregarcarrito/3", wantStatus: 200, wantTitle: "Tu carrito", wantAdd: &part.Addition{ProductID: 3, VariantID: 0}},
		{address: "/agregarCarrito/26", wantStatus: 200, wantTitle: "Tu carrito", wantAdd: &part.Addition{ProductID: 26, VariantID: 0}},
		{address: "/agregarCarrito/26?variante=5", wantStatus: 200, wantTitle: "Tu carrito", wantAdd: &part.Addition{ProductID: 26, VariantID: 5}},
		{address: "/agregarCarrito/26?variante=x", wantStatus: 200, wantTitle: "Tu carrito", wantAdd: &part.Addition{ProductID: 26, VariantID: -1}},
		{address: "/agregarCarrito/999999", wantStatus: 404, wantTitle: "Tu carrito", wantAdd: &part.Addition{ProductID: 999999, VariantID: 0}},
		{address: "/agregarCarrito/abc", wantStatus: 404, wantTitle: "Tu carrito", wantAdd: &part.Addition{ProductID: 0, VariantID: 0}},
		{address: "/agregarCarrito/3/x", wantStatus: 404, wantTitle: "Tu carrito", wantAdd: &part.Addition{ProductID: 0, VariantID: 0}},
		{address: "/nada", wantStatus: 404, wantTitle: "Página no encontrada"},
		{address: "/Carrito", wantStatus: 404, wantTitle: "Página no encontrada"},
	}
	for _, test := range tests {
		t.Run(test.address, func(t *testing.T) {
			got := s.Route(at(t, test.address))
			if got.Status != test.wantStatus {
				t.Errorf("status: got %d, want %d", got.Status, test.wantStatus)
			}
			if got.Title != test.wantTitle {
				t.Errorf("title: got %q, want %q", got.Title, test.wantTitle)
			}
			if got.Canonical != test.wantCanonical {
				t.Errorf("canonical: got %q, want %q", got.Canonical, test.wantCanonical)
			}
			if fmt.Sprint(got.Add) != fmt.Sprint(test.wantAdd) {
				t.Errorf("product to add: got %v, want %v", got.Add, test.wantAdd)
			}
			if got.Body == nil {
				t.Error("the page has no body")
			}
		})
	}
}

// The only variant of a product need not be chosen. It is not taken for a
// variant that does not exist.
func TestRouteAddSingleVariant(t *testing.T) {
	s := store(t, "es", `[{"id": 1, "slug": "a", "name": "Aro", "price": "5", "options": [{"name": "Talla", "values": ["Única"]}],
		"variants": [{"id": 8, "values": ["Única"]}]}]`, &session.Memory{})
	tests := []struct {
		address string
		want    int
	}{
		{"/agregarCarrito/1", 8},
		{"/agregarCarrito/1?variante=8", 8},
		{"/agregarCarrito/1?variante=9", 9},
		{"/agregarCarrito/1?variante=abc", -1},
	}
	for _, test := range tests {
		if got := s.Route(at(t, test.address)).Add.VariantID; got != test.want {
			t.Errorf("%s: got variant %d, want %d", test.address, got, test.want)
		}
	}
}

// Every page without a parameter is at its path and nowhere below it. It is a
// file of an export, and search engines list it if the table says so.
func TestPlainPages(t *testing.T) {
	s := demoStore(t, "es")
	listed := map[string]bool{}
	for _, p := range s.plainPages(nil) {
		listed[p.path] = p.listed
		if strings.Trim(p.path, "/") != p.path[1:] {
			t.Errorf("got the path %q, want one that begins with a slash and does not end in one", p.path)
		}
		below := strings.TrimSuffix(p.path, "/") + "/x"
		for address, want := range map[string]int{p.path: 200, p.path + "/": 200, p.path + "?x=1": 200, below: 404} {
			if got := s.Route(at(t, address)); got.Status != want || got.Title == "" {
				t.Errorf("%s: got status %d and title %q, want %d and a title", address, got.Status, got.Title, want)
			}
		}
		if got := slices.Contains(s.Paths(), p.path); got != p.listed {
			t.Errorf("%s: search engines list it: got %v, want %v", p.path, got, p.listed)
		}
		if got := count(s.PlainPaths(), p.path); got != 1 {
			t.Errorf("%s: got it %d times among the files of an export, want once", p.path, got)
		}
	}
	for path, want := range map[string]bool{"/": true, "/buscar": false, "/carrito": false, "/favoritos": false, "/pedido": false, "/gracias": false} {
		if got, ok := listed[path]; !ok || got != want {
			t.Errorf("%s: got it in the table: %v, listed: %v; want it there, listed: %v", path, ok, got, want)
		}
	}
}

func count(paths []string, path string) int {
	n := 0
	for _, p := range paths {
		if p == path {
			n++
		}
	}
	return n
}

// Every address for search engines leads to a page whose canonical address it
// is. There is one for each listed page without a parameter, each category and
// each product.
func TestPaths(t *testing.T) {
	s := demoStore(t, "es")
	paths := s.Paths()
	want := len(s.Catalog.Categories()) + len(s.Catalog.Products())
	for _, p := range s.plainPages(nil) {
		if p.listed {
			want++
		}
	}
	if len(paths) != want {
		t.Errorf("got %d addresses, want %d", len(paths), want)
	}
	if paths[0] != "/" {
		t.Errorf("got %s as the first address, want /", paths[0])
	}
	for _, path := range []string{"/categoria/polos", "/producto/64"} {
		if !slices.Contains(paths, path) {
			t.Errorf("no address %s", path)
		}
	}
	for _, path := range paths {
		if p := s.Route(at(t, path)); p.Status != 200 || p.Canonical != path {
			t.Errorf("%s: got status %d and canonical %q, want 200 and itself", path, p.Status, p.Canonical)
		}
	}
}

func TestDocumentTitle(t *testing.T) {
	s := demoStore(t, "es")
	tests := []struct{ address, want string }{
		{"/", "MODA DJANGO · Ropa sencilla y bien hecha, para todos los días."},
		{"/producto/3", "Bolso tote de lona · MODA DJANGO"},
		{"/carrito", "Tu carrito · MODA DJANGO"},
	}
	for _, test := range tests {
		if got := s.DocumentTitle(s.Route(at(t, test.address))); got != test.want {
			t.Errorf("%s: got %q, want %q", test.address, got, test.want)
		}
	}
	s.Shop.Tagline = ""
	if got, want := s.DocumentTitle(s.Route(at(t, "/"))), "MODA DJANGO"; got != want {
		t.Errorf("without a tagline: got %q, want %q", got, want)
	}
}
