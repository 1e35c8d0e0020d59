package pages

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/session"
	"carrito/app/ui/part"
	"carrito/app/ui/uitest"

	"golang.org/x/net/html"
)

// priced returns the JSON of products in the category Polos, each written as its id and price.
func priced(products ...string) string {
	var texts []string
	for _, p := range products {
		id, price, _ := strings.Cut(p, " ")
		texts = append(texts, fmt.Sprintf(`{"id": %s, "slug": "p%[1]s", "name": "Polo %[1]s", "price": %q, "category": "Polos", "options": [{"name": "Talla", "values": ["S", "M"]}],
			"variants": [{"id": 1, "values": ["S"]}, {"id": 2, "values": ["M"], "price": "%[2]s.50"}]}`, id, price))
	}
	return "[" + strings.Join(texts, ",") + "]"
}

// cards returns what the cards of a page say.
func cards(root *html.Node) string {
	var found []string
	for _, article := range all(root, "article") {
		found = append(found, strings.TrimPrefix(strings.Join(strings.Fields(wordsOf(article)), " "), "Sin foto "))
	}
	return strings.Join(found, "; ")
}

// A list keeps its places when the catalogue changes, until the shopper leaves it. Prices are
// those of the new catalogue, and a removed product is sold out.
func TestListsKeepTheirPlaces(t *testing.T) {
	const before, kept, after = "Polo 3 Desde S/ 30.00; Polo 2 Desde S/ 20.00; Polo 1 Desde S/ 10.00",
		"Polo 3 Desde S/ 5.00; Agotado Polo 2 Desde S/ 20.00; Polo 1 Desde S/ 10.00", "Polo 4 Desde S/ 40.00; Polo 3 Desde S/ 5.00; Polo 1 Desde S/ 10.00"
	old, changed := priced("1 10", "2 20", "3 30"), priced("1 10", "3 5", "4 40")
	for _, address := range []string{"/", "/categoria/polos", "/buscar?q=polo&orden=novedades", "/?hasta=900", "/?o.talla=s&stock=1"} {
		t.Run(address, func(t *testing.T) {
			s := store(t, "es", old, &session.Memory{})
			s.Phase = part.Live
			s.list.DrawFilters()
			v := visit(t, s, address)
			if got := cards(render(t, v.root)); got != before {
				t.Fatalf("got %s, want %s", got, before)
			}
			for range 2 {
				s.Renew(read(t, changed), "2", s.Sized)
				v.root.renew(v.ctx)
				root := render(t, v.root)
				if got := cards(root); got != kept {
					t.Errorf("renewed: got\n%s, want\n%s", got, kept)
				}
				if got, want := wordsOf(withID(root, "list-count")), spanish.Products(3); got != want {
					t.Errorf("renewed: got %q, want %q as many as there are cards", got, want)
				}
			}
			v.goTo("/producto/1")
			render(t, v.root)
			v.goTo(address)
			if got := cards(render(t, v.root)); got != after {
				t.Errorf("opened again: got\n%s, want\n%s", got, after)
			}
		})
	}
}

// The list that came with a page keeps its places too. A product is as it was until its new
// part has come.
func TestListsOfPartsKeepTheirPlaces(t *testing.T) {
	directory := func(total int, part string) string {
		return fmt.Sprintf(`{"sizes": "%c", "folder": "/p.", "files": {"todo": "x"}, "parts": [%q], "categories": []}`, catalog.NoProducts+total, part)
	}
	s := store(t, "es", directory(3, "a"), &session.Memory{})
	s.Phase = part.Live
	s.list.DrawFilters()
	old := slices.Clone(uitest.Catalog(t, priced("1 10", "2 20", "3 30")).Products())
	slices.Reverse(old)
	s.Bring(part.Here{At: "/?o.talla=s", Total: 3, Products: old, Names: "S\n"})
	v := visit(t, s, "/?o.talla=s")
	drawn := func(when, want string) {
		t.Helper()
		root := render(t, v.root)
		if got := cards(root); got != want {
			t.Errorf("%s: got\n%s, want\n%s", when, got, want)
		}
		if got := wordsOf(one(t, "chip", with(all(root), "class", "chip"))); got != "S" {
			t.Errorf("%s: got the chip %q, want S", when, got)
		}
	}
	drawn("before", "Polo 3 Desde S/ 30.00; Polo 2 Desde S/ 20.00; Polo 1 Desde S/ 10.00")
	s.Renew(read(t, directory(2, "b")), "2", s.Sized)
	v.root.renew(v.ctx)
	drawn("on its way", "Polo 3 Desde S/ 30.00; Polo 2 Desde S/ 20.00; Polo 1 Desde S/ 10.00")
	if wanted := s.Catalog.Wanted(); len(wanted) == 0 || wanted[0].Address != "/p.b.json" {
		t.Errorf("got %v wanted, want the new part", wanted)
	}
	if err := s.Catalog.Put(0, uitest.Catalog(t, priced("1 10", "3 5"))); err != nil {
		t.Fatal(err)
	}
	s.Supplied(false)
	v.root.renew(v.ctx)
	drawn("there", "Polo 3 Desde S/ 5.00; Agotado Polo 2 Desde S/ 20.00; Polo 1 Desde S/ 10.00")
}
