package site

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"carrito/app/catalog"
	sentences "carrito/app/text"
	"carrito/app/ui/pages"
	"carrito/server/asset"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
)

// manyPolos returns the JSON of n products with options, except that those whose place is
// a multiple of every are of a category whose products are all alike.
func manyPolos(n, every int) string {
	var products []string
	for i := range n {
		size, color := []string{"S", "M"}[i%2], []string{"Rojo", "Azul", "¿x/y? #1"}[i%3]
		options := fmt.Sprintf(`"category": "Polos", "stock": %d, "options": [{"name": "Talla", "values": [%q]}, {"name": "Color", "values": [%q]}],
			"variants": [{"id": 1, "values": [%[2]q, %[3]q]}]`, i%5, size, color)
		if i%every == 0 {
			options = fmt.Sprintf(`"category": %q`, []string{"Cintas", "Hilos"}[i/every%2])
		}
		products = append(products, fmt.Sprintf(`{"id": %d, "slug": "p-%[1]d", "name": "Producto %[1]d", "price": "5.00", %[2]s}`, i+1, options))
	}
	return "[" + strings.Join(products, ",") + "]"
}

// browser returns the shop as a browser has it that has opened a page, or the shell if the
// address is empty.
func browser(t *testing.T, s *Site, directory *asset.Body, address string) *pages.Shop {
	t.Helper()
	c, err := catalog.Parse(string(directory.Content()), s.Shop.Money.Digits, nil)
	if err != nil {
		t.Fatal(err)
	}
	shop := pages.New(s.Shop, c)
	if address != "" {
		root := open(t, s, address)
		shop.Bring(pages.ReadHere(text(one(t, "what came", with(all(root, "script"), "id", pages.HereID))), 2))
	}
	return shop
}

// filterState says in words what a page shows of filters: whether there is a place for
// them, and what is chosen unless that is hidden; and the filters, if they are drawn.
func filterState(root *html.Node) (words, drawn string) {
	words = fmt.Sprintf("filters %t", len(with(all(root), "id", "filters")) > 0)
	for _, panel := range with(all(root), "id", "filters") {
		for _, field := range all(panel, "legend", "label") {
			drawn += strings.Join(strings.Fields(text(field)), " ") + "; "
		}
	}
	for _, nav := range with(all(root, "nav"), "aria-label", sentences.In("es").ChosenFilters) {
		if strings.Contains(attr(nav, "class"), "waiting") {
			words += "; waiting"
			continue
		}
		for _, e := range all(nav, "li", "p") {
			words += "; " + strings.Join(strings.Fields(text(e)), " ")
		}
	}
	return words, drawn
}

// cardsOf returns the names of the products that a page lists, with those on their way, and
// the links to its other pages.
func cardsOf(root *html.Node) string {
	var names []string
	for _, cell := range with(all(root, "li"), "class", "grid__cell") {
		name := ""
		for _, heading := range all(cell, "h3") {
			name = text(heading)
		}
		names = append(names, strings.TrimSpace(name))
	}
	for _, link := range with(all(root, "a"), "class", "pages__step") {
		names = append(names, attr(link, "href"))
	}
	return strings.Join(names, "; ")
}

// What a list shows of filters is the same on the server's page, on the browser's that
// replaces it, and on that of a browser that comes from another page once the list is there.
// Until then, it does not show names that are not the shop's.
func TestFiltersInParts(t *testing.T) {
	for name, products := range map[string]string{"with options": manyPolos(250, 4), "all alike": manyPolos(250, 1)} {
		s := load(t, plainShop, products)
		_, directory, parts, err := s.CatalogFiles(asset.Fast)
		if err != nil {
			t.Fatal(err)
		}
		for _, address := range []string{
			"/", "/categoria/polos", "/categoria/cintas", "/buscar?q=producto", "/buscar?q=cintas", "/buscar?q=producto+12", "/buscar?q=nada",
			"/?o.color=rojo", "/categoria/polos?o.color=azul&o.talla=s&stock=1", "/?categoria=cintas", "/categoria/cintas?hasta=9", "/?o.color=nada",
			"/categoria/polos?desde=100", "/?pagina=1000000000", "/categoria/polos?o.color=azul,nada&o.nada=1&pagina=999999999", "/?desde=9&hasta=1", "/buscar?q=producto&o.talla=m&o.talla=xl", "/buscar?q=producto&o.color=%C2%BFx%2Fy%3F+%231", "/buscar?q=producto+12&o.talla=m", "/?desde=6&o.nada=1",
		} {
			if _, ok := s.Catalog.Category("polos"); !ok && strings.Contains(address, "polos") {
				continue
			}
			page := open(t, s, address)
			want, wantDrawn := filterState(page)
			u, _ := url.Parse(address)
			for _, from := range []string{address, ""} {
				shop := browser(t, s, directory, from)
				first, last, drawn := "", "", ""
				for range 6 {
					root := parse(t, []byte(app.HTMLString(pages.NewRoot(shop, u))))
					if last, drawn = filterState(root); first == "" {
						first = last
						if got, want := cardsOf(root), cardsOf(page); from == address && got != want {
							t.Errorf("%s, %s: got %s at first, want %s", name, address, got, want)
						}
					}
					supply(t, shop.Catalog, parts)
				}
				if last != want {
					t.Errorf("%s, %s, coming from %q: got %s, want %s", name, address, from, last, want)
				}
				if drawn != wantDrawn {
					t.Errorf("%s, %s, coming from %q: got the filters\n%s\nwant\n%s", name, address, from, drawn, wantDrawn)
				}
				if from == address && first != want {
					t.Errorf("%s, %s: got %s at first, want %s", name, address, first, want)
				}
				for _, folded := range []string{"; rojo", "; azul", "; cintas", "; stock", "; m", "; s;"} {
					if strings.Contains(first+";", folded) {
						t.Errorf("%s, %s, coming from %q: got %s at first, want names of the shop or none", name, address, from, first)
					}
				}
			}
		}
	}
}

// A page of search results is the same on the server and in the browser that replaces it, with
// the words that may be meant and those that were left out, and in a browser that comes from
// another page once the index is there.
func TestSearchInParts(t *testing.T) {
	s := load(t, plainShop, manyPolos(250, 4))
	_, directory, parts, err := s.CatalogFiles(asset.Fast)
	if err != nil {
		t.Fatal(err)
	}
	shown := func(root *html.Node) string {
		var words []string
		for _, e := range all(one(t, "main", all(root, "main")), "h1", "h2", "p", "a") {
			switch attr(e, "class") {
			case "heading heading--page", "list__count", "search-note", "search-note__near", "empty__text", "card__link":
				words = append(words, strings.TrimSpace(strings.Join(strings.Fields(text(e)), " ")+" "+attr(e, "href")))
			}
		}
		return strings.Join(words, "; ")
	}
	notes := 0
	for _, address := range []string{
		"/buscar?q=producto", "/buscar?q=prodcto+12", "/buscar?q=producto+xyzzy", "/buscar?q=xyzzy", "/buscar?q=cntas+xyzzy", "/buscar?q=polso",
		"/buscar?q=prodcto&orden=precio", "/buscar?q=prodcto&pagina=2",
	} {
		root := open(t, s, address)
		notes += len(with(all(root, "p"), "class", "search-note")) + len(with(all(root, "a"), "class", "search-note__near"))
		want := shown(root)
		u, _ := url.Parse(address)
		for _, from := range []string{address, ""} {
			shop := browser(t, s, directory, from)
			for i := range 6 {
				got := shown(parse(t, []byte(app.HTMLString(pages.NewRoot(shop, u)))))
				if (i == 5 || from == address) && got != want {
					t.Errorf("%s, coming from %q, drawn %d times: got\n%s\nwant\n%s", address, from, i, got, want)
				}
				supply(t, shop.Catalog, parts)
			}
		}
	}
	if notes < 4 {
		t.Errorf("got %d notes on the server's pages, want some of each kind", notes)
	}
}
