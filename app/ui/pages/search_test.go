package pages

import (
	"net/url"
	"strings"
	"testing"

	"carrito/app/address"
	"carrito/app/session"
)

// TestSearchPage checks what the page says if not all words are found as they are typed.
func TestSearchPage(t *testing.T) {
	const products = `[{"id":1,"slug":"a","name":"Zapatilla azul","price":"10"},{"id":2,"slug":"b","name":"Polo verde","price":"10","description":"Azul."},
		{"id":3,"slug":"c","name":"Polo azul","price":"5"}]`
	s := store(t, "es", products, &session.Memory{})
	tests := []struct {
		name, text, sort string
		want             string // names of the products
		near             string // address of the first query that may be meant
		without          string
	}{
		{"found", "polo azul", "", "Polo azul, Polo verde", "", ""},
		{"in another order", "polo", "precio-desc", "Polo verde, Polo azul", "", ""},
		{"typing error", "sapatila azul", "", "Zapatilla azul", "/buscar?q=zapatilla+azul", ""},
		{"a word too many", "polo fucsia", "", "Polo azul, Polo verde", "", "fucsia"},
		{"several words too many", "polo fucsia enorme", "", "Polo azul, Polo verde", "", "enorme, fucsia"},
		{"nothing, but near", "sapatina", "", "", "/buscar?q=zapatilla", ""},
		{"nothing", "xyz", "", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			query := url.Values{"q": {tt.text}, "orden": {tt.sort}}
			root := render(t, NewRoot(s, &url.URL{Path: address.Search, RawQuery: query.Encode()}))
			if got := strings.Join(shown(root), ", "); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			near := ""
			if links := with(all(root, "a"), "class", "search-note__near"); len(links) > 0 {
				near = attr(links[0], "href")
			}
			if near != tt.near {
				t.Errorf("near: got %q, want %q", near, tt.near)
			}
			if said := strings.Contains(wordsOf(root), spanish.ResultsWithout(tt.without)); said != (tt.without != "") {
				t.Errorf("without %q: said %t", tt.without, said)
			}
		})
	}
}

// While the results of a search with filters are on their way, its filters and the count
// stay where they are.
func TestFilteredSearchOnItsWay(t *testing.T) {
	s := store(t, "es", `{"sizes": "}e", "folder": "/p.", "files": {"todo": "x", "busqueda": "y"}, "steps": [1, 32], "parts": ["a", "b"], "categories": []}`, &session.Memory{})
	for _, lacking := range []bool{false, true} {
		s.Lacking = lacking
		root := render(t, NewRoot(s, at(t, "/buscar?q=polo&hasta=3")))
		one(t, "filters", with(all(root), "id", "filters"))
		count := one(t, "count", with(all(root), "id", "list-count"))
		want := spanish.Searching
		if lacking {
			want = spanish.Trouble
		}
		if got := wordsOf(count); got != fold(want) {
			t.Errorf("lacking %t: got %q, want %q", lacking, got, want)
		}
		if got := len(with(all(root, "li"), "class", "grid__cell")); got != 24 {
			t.Errorf("lacking %t: got %d places for products, want a page of them", lacking, got)
		}
	}
}
