package site

import (
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"carrito/app/search"
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
		{"/?ver=o.color&utm=1", "/?ver=o.color"},
		{"/?ver=x1", "/"},
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

// A shortened search finds what the whole one does, and is a text.
func TestShortened(t *testing.T) {
	s := demo(t)
	for _, text := range []string{
		strings.Repeat("ñ", 5000), strings.Repeat("polo algodón ", 400), strings.Repeat("👕", 5000), "polo " + strings.Repeat("x", 5000),
		strings.Repeat(" ", 5000) + "polo azul", "polo", "",
		strings.Repeat("polo ", 39) + "camñ", strings.Repeat("polo ", 39) + "camis€", strings.Repeat("polo ", 39) + "cam👕 azul",
		"\xff\xfepolo " + strings.Repeat("\xa9", 300), strings.Repeat("camisa\xff", 100),
	} {
		at := s.Shortened(&url.URL{Path: "/buscar", RawQuery: "utm=1&q=" + url.QueryEscape(text)})
		short := at.Query().Get("q")
		text = strings.TrimSpace(text)
		if len(short) > search.MaxQuery || !strings.HasPrefix(text, short) || utf8.ValidString(text) && !utf8.ValidString(short) {
			t.Errorf("%.40q: got %q, want its beginning", text, short)
		}
		got, want := s.index().Search(short), s.index().Search(text)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%.40q: got %v found for its beginning, want %v", text, got, want)
		}
		if at.Query().Has("utm") {
			t.Errorf("%.40q: got the address %s, want only what the page reads", text, at)
		}
	}
	mark := "&utm=" + strings.Repeat("x", 9000)
	for from, want := range map[string]string{
		"/categoria/polos?o.talla=m&orden=precio" + mark: "/categoria/polos?o.talla=m&orden=precio",
		"/buscar?q=polo&oferta=1" + mark:                 "/buscar?oferta=1&q=polo",
		"/producto/1?variante=999" + mark:                "/producto/1?variante=0",
		"/buscar?q=polo&o.talla=" + mark[5:]:             "/buscar?q=polo",
	} {
		u, err := url.Parse(from)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Shortened(u).String(); got != want {
			t.Errorf("%.40q: got %s, want %s", from, got, want)
		}
	}
}
