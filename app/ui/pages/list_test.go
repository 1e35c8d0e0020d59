package pages

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"carrito/app/address"
	"carrito/app/session"

	"golang.org/x/net/html"
)

// many returns a catalogue of n products in one category. The newest is the
// cheapest, and the names sort by age.
func many(n int) string {
	products := make([]string, n)
	for i := range products {
		products[i] = fmt.Sprintf(`{"id": %d, "slug": "p%d", "name": "Producto %03d", "price": "%d", "category": "Polos"}`,
			i+1, i+1, i+1, n-i)
	}
	return "[" + strings.Join(products, ",") + "]"
}

// shown returns the names of the products on a page.
func shown(root *html.Node) []string {
	var names []string
	for _, article := range all(root, "article") {
		names = append(names, wordsOf(all(article, "h2", "h3", "h4")[0]))
	}
	return names
}

func TestListPages(t *testing.T) {
	s := store(t, "es", many(50), &session.Memory{})
	tests := []struct {
		address       string
		wantFirst     string
		wantLast      string
		wantCount     int
		wantCanonical string
	}{
		{"/", "Producto 050", "Producto 027", 24, "/"},
		{"/?pagina=1", "Producto 050", "Producto 027", 24, "/"},
		{"/?pagina=2", "Producto 026", "Producto 003", 24, "/pagina/2"},
		{"/?pagina=3", "Producto 002", "Producto 001", 2, "/pagina/3"},
		{"/?pagina=99", "Producto 002", "Producto 001", 2, "/pagina/3"},
		{"/?pagina=99999999999999999999", "Producto 050", "Producto 027", 24, "/"},
		{"/?pagina=0", "Producto 050", "Producto 027", 24, "/"},
		{"/?pagina=-1", "Producto 050", "Producto 027", 24, "/"},
		{"/?pagina=x", "Producto 050", "Producto 027", 24, "/"},
		{"/pagina/1", "Producto 050", "Producto 027", 24, "/"},
		{"/pagina/2", "Producto 026", "Producto 003", 24, "/pagina/2"},
		{"/pagina/2/", "Producto 026", "Producto 003", 24, "/pagina/2"},
		{"/pagina/99", "Producto 002", "Producto 001", 2, "/pagina/3"},
		{"/pagina/2?orden=precio-desc", "Producto 025", "Producto 048", 24, "/pagina/2"},
		{"/categoria/polos/pagina/3", "Producto 002", "Producto 001", 2, "/categoria/polos/pagina/3"},
		{"/?orden=novedades", "Producto 050", "Producto 027", 24, "/"},
		{"/?orden=precio", "Producto 050", "Producto 027", 24, "/"},
		{"/?orden=precio-desc", "Producto 001", "Producto 024", 24, "/"},
		{"/?orden=nombre&pagina=2", "Producto 025", "Producto 048", 24, "/pagina/2"},
		{"/?orden=nope", "Producto 050", "Producto 027", 24, "/"},
		{"/categoria/polos?orden=nombre", "Producto 001", "Producto 024", 24, "/categoria/polos"},
		{"/categoria/polos?orden=nope&pagina=2", "Producto 026", "Producto 003", 24, "/categoria/polos/pagina/2"},
		{"/buscar?q=producto&orden=nombre&pagina=3", "Producto 049", "Producto 050", 2, ""},
		{"/buscar?q=producto+007", "Producto 007", "Producto 007", 1, ""},
		{"/buscar?q=p&orden=nope", "Producto 050", "Producto 027", 24, ""},
	}
	for _, test := range tests {
		t.Run(test.address, func(t *testing.T) {
			u := at(t, test.address)
			if got := s.Route(u).Canonical; got != test.wantCanonical {
				t.Errorf("canonical: got %q, want %q", got, test.wantCanonical)
			}
			names := shown(render(t, NewRoot(s, u)))
			if len(names) != test.wantCount {
				t.Fatalf("got %d products, want %d", len(names), test.wantCount)
			}
			if first, last := names[0], names[len(names)-1]; first != test.wantFirst || last != test.wantLast {
				t.Errorf("got %s to %s, want %s to %s", first, last, test.wantFirst, test.wantLast)
			}
		})
	}
}

func TestPageLinks(t *testing.T) {
	tests := []struct {
		products             int
		address              string
		wantBefore, wantNext string // linked addresses; empty for none
	}{
		{24, "/", "", ""},
		{25, "/", "", "/pagina/2"},
		{48, "/pagina/2", "/", ""},
		{48, "/?pagina=2", "/", ""},
		{49, "/pagina/2", "/", "/pagina/3"},
		{49, "/pagina/2?orden=precio", "/?orden=precio", "/pagina/3?orden=precio"},
		{49, "/categoria/polos/pagina/3", "/categoria/polos/pagina/2", ""},
		{49, "/buscar?q=producto&orden=nombre", "", "/buscar?orden=nombre&pagina=2&q=producto"},
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.products, " ", test.address), func(t *testing.T) {
			s := store(t, "es", many(test.products), &session.Memory{})
			root := render(t, NewRoot(s, at(t, test.address)))
			if got := linked(root, spanish.PreviousPage); got != test.wantBefore {
				t.Errorf("previous: got %q, want %q", got, test.wantBefore)
			}
			if got := linked(root, spanish.NextPage); got != test.wantNext {
				t.Errorf("next: got %q, want %q", got, test.wantNext)
			}
		})
	}
}

// linked returns the address of the link with the given name.
func linked(root *html.Node, name string) string {
	for _, link := range named(all(root, "a"), name) {
		return attr(link, "href")
	}
	return ""
}

func TestSortLinks(t *testing.T) {
	s := store(t, "es", many(50), &session.Memory{})
	tests := []struct {
		address  string
		wantNow  string
		wantByUp string // address that sorts by price
	}{
		{"/", "Novedades", "/?orden=precio"},
		{"/pagina/2", "Novedades", "/?orden=precio"},
		{"/?orden=precio-desc", "Mayor precio", "/?orden=precio"},
		{"/buscar?q=producto", "Más relevantes", "/buscar?orden=precio&q=producto"},
		{"/buscar?q=producto&orden=novedades", "Novedades", "/buscar?orden=precio&q=producto"},
	}
	for _, test := range tests {
		t.Run(test.address, func(t *testing.T) {
			root := render(t, NewRoot(s, at(t, test.address)))
			nav := one(t, "navigation "+spanish.SortBy, with(all(root, "nav"), "aria-label", spanish.SortBy))
			var now []string
			for _, link := range all(nav, "a") {
				if has(link, "aria-current") {
					now = append(now, nameOf(link))
				}
			}
			if got := strings.Join(now, ", "); got != test.wantNow {
				t.Errorf("current order: got %q, want %q", got, test.wantNow)
			}
			if got := linked(nav, "Menor precio"); got != test.wantByUp {
				t.Errorf("by price: got %q, want %q", got, test.wantByUp)
			}
		})
	}
}

// The text of a search is unchanged in the address of the next page.
func TestSearchInAddress(t *testing.T) {
	const text = `a&b=c #ñ+"`
	s := store(t, "es", strings.ReplaceAll(many(25), "Producto", `a&b=c #ñ+\"`), &session.Memory{})
	root := render(t, NewRoot(s, &url.URL{Path: address.Search, RawQuery: url.Values{"q": {text}}.Encode()}))
	u := at(t, attr(one(t, "next page", named(all(root, "a"), spanish.NextPage)), "href"))
	if got := u.Query().Get("q"); got != text {
		t.Errorf("got %q, want %q", got, text)
	}
	if got := len(shown(render(t, NewRoot(s, &url.URL{Path: u.Path, RawQuery: u.RawQuery})))); got != 1 {
		t.Errorf("got %d products on page 2, want 1", got)
	}
}
