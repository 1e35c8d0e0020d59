package site

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// A page is the same at its full address and at the shortened one, and
// shortening an address twice changes nothing more.
func TestAddress(t *testing.T) {
	s := demo(t)
	for _, test := range []struct{ address, want string }{
		{"/?utm_source=a&utm=1", "/"},
		{"/?orden=precio&utm=1", "/?orden=precio"},
		{"/?orden=unknown", "/"},
		{"/?orden=novedades", "/"},
		{"/?q=polo", "/"},
		{"/buscar?q=&orden=novedades", "/buscar"},
		{"/buscar?q=+polo+&orden=novedades", "/buscar?orden=novedades&q=+polo+"},
		{"/?pagina=2", "/?pagina=2"},
		{"/?pagina=1", "/"},
		{"/?pagina=999999", "/?pagina=66"},
		{"/?pagina=-2", "/"},
		{"/pagina/2?orden=nombre", "/pagina/2?orden=nombre"},
		{"/categoria/polos?fbclid=a&orden=precio-desc", "/categoria/polos?orden=precio-desc"},
		{"/buscar?q=polo&utm=1", "/buscar?q=polo"},
		{"/buscar?q=%C3%B1&orden=nombre&pagina=1", "/buscar?orden=nombre&q=%C3%B1"},
		{"/categoria/polos?stock=1&o.Talla=M&o.talla=+m&o.talla=L&o.talla=&utm=1", "/categoria/polos?o.talla=l&o.talla=m&stock=1"},
		{"/buscar?q=a&hasta=9&categoria=polos&oferta=1&o.a%2Fb%3D%26=%23%3F", "/buscar?categoria=polos&hasta=9&o.a%2Fb%3D%26=%23%3F&oferta=1&q=a"},
		{"/producto/1?utm=1&q=a&stock=1", "/producto/1"},
		{"/producto/1?variante=12345", "/producto/1?variante=0"},
		{"/agregarCarrito/1?variante=x", "/agregarCarrito/1?variante=0"},
		{"/carrito?utm=1", "/carrito"},
		{"/favoritos?orden=precio", "/favoritos"},
		{"/nada?utm=1", "/nada"},
	} {
		t.Run(test.address, func(t *testing.T) {
			u, err := url.Parse(test.address)
			if err != nil {
				t.Fatal(err)
			}
			at := s.Address(u)
			if got := at.RequestURI(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if again := s.Address(at); again.RequestURI() != at.RequestURI() {
				t.Errorf("%s shortened again: got %s, want no change", at, again)
			}
			full, err := s.Page(u)
			if err != nil {
				t.Fatal(err)
			}
			short, err := s.Page(at)
			if err != nil || short.Status != full.Status || withoutSearch(string(short.HTML)) != withoutSearch(string(full.HTML)) {
				t.Errorf("page at %s, error %v, differs from the page at %s", at, err, u)
			}
		})
	}
}

// Address keeps the query of every variant that exists.
func TestAddressOfVariants(t *testing.T) {
	s := demo(t)
	for _, p := range s.Catalog.Products() {
		for _, v := range p.Variants {
			u := &url.URL{Path: "/producto/" + strconv.Itoa(p.ID), RawQuery: "variante=" + strconv.Itoa(v.ID)}
			if got := s.Address(u); got.RawQuery != u.RawQuery {
				t.Fatalf("%s: got %q", u, got.RawQuery)
			}
		}
	}
}

// withoutSearch returns a page without its search field, whose value the
// browser program fills in.
func withoutSearch(page string) string {
	before, after, _ := strings.Cut(page, `name="q"`)
	_, after, _ = strings.Cut(after, ">")
	return before[:strings.LastIndex(before, "<")] + after
}
