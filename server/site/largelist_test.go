package site

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/filter"
	sentences "carrito/app/text"
	"carrito/app/ui/pages"
	"carrito/server/shoptest/large"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
)

// In a shop of 25,000 products, the filters of results and of the list of all products have
// the counts of a plain loop over the catalogue, on the server's page and in a browser that
// gets the catalogue in parts.
func TestFiltersOfTwentyFiveThousand(t *testing.T) {
	files := folder(t, plainShop, string(large.Products(25_000)))
	files.Web = "../../web"
	s, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	c, parts := inParts(t, s)
	cut := pages.New(s.Shop, c)
	for _, test := range []struct {
		address string
		choice  filter.Choice
	}{
		{"/buscar?q=camisa&o.talla=m&oferta=1", filter.Choice{{Param: "o.talla", Value: "m"}, {Param: filter.OnOffer, Value: "1"}}},
		{"/buscar?q=zapatilla&stock=1", filter.Choice{{Param: filter.InStock, Value: "1"}}},
		{"/buscar?q=algodon&categoria=camisas-y-polos&o.talla=s&o.talla=l", filter.Choice{{Param: filter.Category, Value: "camisas-y-polos"}, {Param: "o.talla", Value: "s"}, {Param: "o.talla", Value: "l"}}},
		{"/?o.talla=m&oferta=1", filter.Choice{{Param: "o.talla", Value: "m"}, {Param: filter.OnOffer, Value: "1"}}},
	} {
		u, _ := url.Parse(test.address)
		products := s.Catalog.Products()
		if text := u.Query().Get("q"); text != "" {
			all := s.Catalog.ByOrdinal()
			products = nil
			for _, o := range s.store().Index().Search(text).Ordinals {
				products = append(products, all[len(all)-1-o])
			}
		}
		if len(products) < 100 {
			t.Fatalf("%s: got %d products without filters, want many", test.address, len(products))
		}
		root := parse(t, []byte(app.HTMLString(pages.NewRoot(cut, u))))
		for rounds := 0; supply(t, c, parts) > 0 && rounds < 6; rounds++ {
			root = parse(t, []byte(app.HTMLString(pages.NewRoot(cut, u))))
		}
		for where, root := range map[string]*html.Node{"server": open(t, s, test.address), "browser": root} {
			total := sentences.In("es").Products(loop(s.Catalog, products, test.choice, "", ""))
			if got := text(one(t, "count", with(all(root), "id", "list-count"))); got != total {
				t.Errorf("%s, %s: got %q, want %q", test.address, where, got, total)
			}
			boxes := with(all(root, "input"), "type", "checkbox")
			if len(boxes) < 10 {
				t.Errorf("%s, %s: got %d values, want many", test.address, where, len(boxes))
			}
			for _, box := range boxes {
				param, value := attr(box, "name"), attr(box, "value")
				words := strings.Fields(text(box.Parent))
				if got, want := words[len(words)-1], fmt.Sprint(loop(s.Catalog, products, test.choice, param, value)); got != want {
					t.Errorf("%s, %s: got %s products with %s=%s, want %s", test.address, where, got, param, value, want)
				}
			}
		}
	}
}

// loop counts the products with a variant that has a chosen value of each filter, and that
// value of a filter instead of the chosen ones if param is not empty.
func loop(c *catalog.Catalog, products []*catalog.Product, choice filter.Choice, param, value string) (n int) {
	wanted := map[string][]string{}
	for _, pick := range choice {
		wanted[pick.Param] = append(wanted[pick.Param], pick.Value)
	}
	if param != "" {
		wanted[param] = []string{value}
	}
	for _, p := range products {
		variants := p.Variants
		if len(variants) == 0 {
			variants = []catalog.Variant{p.First()}
		}
		for _, v := range variants {
			if hasAll(c, p, v, wanted) {
				n++
				break
			}
		}
	}
	return n
}

// hasAll reports whether a variant has a value of each filter.
func hasAll(c *catalog.Catalog, p *catalog.Product, v catalog.Variant, wanted map[string][]string) bool {
	for param, values := range wanted {
		met := false
		for _, value := range values {
			met = met || hasValue(c, p, v, param, value)
		}
		if !met {
			return false
		}
	}
	return true
}

// hasValue reports whether a variant has a value of a filter.
func hasValue(c *catalog.Catalog, p *catalog.Product, v catalog.Variant, param, value string) bool {
	switch param {
	case filter.Category:
		category, ok := c.CategoryOf(p)
		return ok && category.Slug == value
	case filter.InStock:
		return v.Stock != 0
	case filter.OnOffer:
		return v.Price.Less(v.CompareAtPrice)
	}
	for i, o := range p.Options {
		if param == "o."+filter.Key(o.Name) && filter.Key(v.Values[i]) == value {
			return true
		}
	}
	return false
}
