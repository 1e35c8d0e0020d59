package pages

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/session"
)

// On a host of static files, under a path, every link to a page begins with the
// path and ends in a slash. Other links are unchanged.
func TestLinksInFolders(t *testing.T) {
	s := store(t, "es", many(50), &session.Memory{})
	s.Shop.Contact.Email = "hola@shop.example"
	s.Prefix, s.Folders = "/tienda", true
	pages := []struct {
		address string
		want    []string // links and form actions that the page must have
	}{
		{"/tienda/", []string{"/tienda/", "/tienda/pagina/2/", "/tienda/?orden=precio", "/tienda/categoria/polos/", "/tienda/producto/50/", "/tienda/buscar/", "/tienda/carrito/", "/tienda/favoritos/"}},
		{"/tienda/pagina/2/", []string{"/tienda/", "/tienda/pagina/3/"}},
		{"/tienda/categoria/polos/pagina/2/?orden=precio", []string{"/tienda/categoria/polos/?orden=precio", "/tienda/categoria/polos/pagina/3/?orden=precio"}},
		{"/tienda/producto/3/", []string{"/tienda/agregarCarrito/3/", "/tienda/categoria/polos/"}},
		{"/tienda/buscar/?q=producto", []string{"/tienda/buscar/?pagina=2&q=producto"}},
		{"/tienda/carrito/", []string{"/tienda/"}},
		{"/tienda/nada", []string{"/tienda/"}},
		{"/nada", []string{"/tienda/"}},
	}
	for _, page := range pages {
		root := render(t, NewRoot(s, at(t, page.address)))
		var links []string
		for _, n := range all(root, "a", "form") {
			links = append(links, attr(n, "href")+attr(n, "action"))
		}
		for _, want := range append(page.want, "mailto:hola@shop.example", "#content") {
			if !slices.Contains(links, want) {
				t.Errorf("%s: got the links %q, want them to include %s", page.address, links, want)
			}
		}
		for _, link := range links {
			path, _, _ := strings.Cut(link, "?")
			other := strings.HasPrefix(link, "#") || strings.Contains(link, ":")
			if !other && (!strings.HasPrefix(path, "/tienda/") || !strings.HasSuffix(path, "/")) {
				t.Errorf("%s: got the link %q, want one that begins with /tienda/ and ends in a slash", page.address, link)
			}
		}
	}
}

// A path that only looks like the shop's path is not taken for it.
func TestRouteUnderAPath(t *testing.T) {
	s := store(t, "es", many(3), &session.Memory{})
	s.Prefix = "/tienda"
	tests := map[string]int{
		"/tienda": 200, "/tienda/": 200, "/tienda/producto/1": 200, "/tienda/producto/1/": 200,
		"/": 404, "/producto/1": 404, "/tiendas": 404, "/tiendaproducto/1": 404, "/tienda/tienda": 404,
	}
	for address, want := range tests {
		if got := s.Route(at(t, address)).Status; got != want {
			t.Errorf("%s: got %d, want %d", address, got, want)
		}
	}
}

func TestPlainPaths(t *testing.T) {
	got := strings.Join(store(t, "es", many(50), &session.Memory{}).PlainPaths(), " ")
	for _, want := range []string{"/", "/buscar", "/carrito", "/categoria/polos", "/categoria/polos/pagina/3", "/pagina/2", "/pagina/3", "/producto/50"} {
		if !slices.Contains(strings.Fields(got), want) {
			t.Errorf("got %s, want them to include %s", got, want)
		}
	}
	if strings.Contains(got, "pagina/4") || strings.Contains(got, "pagina/1 ") || strings.Contains(got, "?") {
		t.Errorf("got %s, want only pages 2 and 3, and no query", got)
	}
}
