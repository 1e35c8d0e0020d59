package site

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/filter"
	"carrito/app/search"
	"carrito/app/ui/list"
	"carrito/app/ui/pages"
	"carrito/server/asset"
)

// manyProducts returns the JSON of n products, in no order of their ids. Their texts are
// hostile to the page that they are written into.
func manyProducts(n int) string {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	var products []string
	for _, at := range r.Perm(n) {
		products = append(products, fmt.Sprintf(`{ "id": %d, "slug": "p-%d", "name": "P%d </script><!-- ñ",
			"price": "%d.50", "category": "Sección %d", "stock": 5 }`, at*2+1, at, at, r.IntN(900), at%7))
	}
	return "\ufeff[\n" + strings.Join(products, ",\n") + "\n]"
}

// inParts returns the directory of a site's catalogue, as the browser reads it, and the
// content of its parts by their addresses.
func inParts(t *testing.T, s *Site) (*catalog.Catalog, map[string]*asset.Body) {
	t.Helper()
	address, directory, parts, err := s.CatalogFiles(asset.Fast)
	if err != nil || address != DirectoryFile {
		t.Fatalf("got %q, %v, want a directory", address, err)
	}
	c, err := catalog.Parse(string(directory.Content()), s.Shop.Money.Digits, nil)
	if err != nil {
		t.Fatalf("%v in %.300s", err, directory.Content())
	}
	return c, parts
}

// supply loads what the catalogue wants, and returns how many parts that were.
func supply(t *testing.T, c *catalog.Catalog, parts map[string]*asset.Body) int {
	t.Helper()
	wanted := c.Wanted()
	for _, part := range wanted {
		body, ok := parts[part.Address]
		if !ok {
			t.Fatalf("the directory names %s, which does not exist", part.Address)
		}
		if part.Name != "" {
			c.PutFile(part.Name, string(body.Content()))
			continue
		}
		from, err := catalog.Parse(string(body.Content()), 2, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Put(part.Index, from); err != nil {
			t.Fatalf("%s: %v", part.Address, err)
		}
	}
	return len(wanted)
}

func TestSmallCatalogueIsOneFile(t *testing.T) {
	s := load(t, plainShop, manyProducts(search.Small))
	address, body, parts, err := s.CatalogFiles(asset.Fast)
	if address != ProductsFile || len(parts) > 0 || err != nil || string(body.Content()) != string(s.Products()) {
		t.Errorf("got %s, %d parts, %v, want products.json alone", address, len(parts), err)
	}
	if page := document(t, s, "/"); strings.Contains(string(page.HTML), pages.HereID) {
		t.Error("the page has its products twice")
	}
}

// The parts have the products of products.json, each as it is there.
func TestPartsHaveAllProducts(t *testing.T) {
	for _, n := range []int{search.Small + 1, 7 * catalog.PartSize, 1000} {
		s := load(t, plainShop, manyProducts(n))
		c, parts := inParts(t, s)
		if c.Total() != n || len(c.Categories()) != 7 {
			t.Fatalf("got %d products in %d categories, want %d in 7", c.Total(), len(c.Categories()), n)
		}
		for _, want := range s.Catalog.Products() {
			c.Want(want.ID)
			supply(t, c, parts)
			got, _ := c.Product(want.ID)
			if got == nil || !same(*got, *want) {
				t.Fatalf("got %+v, want %+v", got, want)
			}
		}
		for i, want := range s.Catalog.Categories() {
			got := c.Categories()[i]
			if got.Slug != want.Slug || got.Name != want.Name || got.Count != want.Count || got.Newest.ID != want.Newest.ID {
				t.Errorf("got the category %+v, want %+v", got, want)
			}
		}
	}
}

// same compares what a browser reads of a product; the server has folded its texts too.
func same(a, b catalog.Product) bool {
	return a.ID == b.ID && a.Name == b.Name && a.Slug == b.Slug && a.Price == b.Price && a.Category == b.Category &&
		a.Stock == b.Stock && reflect.DeepEqual(a.Images, b.Images)
}

// Each list of the directory has the products of its category, in the order of the server.
func TestListsOfParts(t *testing.T) {
	s := load(t, plainShop, manyProducts(500))
	c, parts := inParts(t, s)
	for _, query := range []catalog.Query{{}, {Category: "seccion-3"}} {
		name := list.AllFile
		if query.Category != "" {
			name = list.CategoryFolder + query.Category
		}
		c.File(name)
		supply(t, c, parts)
		content, _ := c.File(name)
		l, err := filter.ParseList([]byte(content), c.Total())
		if err != nil {
			t.Fatal(err)
		}
		for _, sort := range []catalog.Sort{catalog.ByNewest, catalog.ByPriceUp, catalog.ByPriceDown, catalog.ByName} {
			query.Sort = sort
			order := make([]int, len(l.Ordinals))
			for i := range order {
				order[i] = i
			}
			l.Columns.Sort(order, sort)
			want := s.Catalog.Find(query)
			if len(order) != len(want) {
				t.Fatalf("%+v: got %d products, want %d", query, len(order), len(want))
			}
			for i, at := range order {
				c.At(l.Ordinals[at])
				supply(t, c, parts)
				if got := c.At(l.Ordinals[at]); got.ID != want[i].ID {
					t.Fatalf("%+v: got product %d at %d, want %d", query, got.ID, i, want[i].ID)
				}
			}
		}
	}
}

// A page brings the products that it shows.
func TestPageBringsItsProducts(t *testing.T) {
	s := load(t, plainShop, manyProducts(300))
	for address, want := range map[string]struct{ products, total int }{
		"/":                                 {24, 300},
		"/pagina/13":                        {12, 300},
		"/categoria/seccion-3":              {24, 43},
		"/categoria/seccion-3?orden=precio": {24, 43},
		"/producto/1":                       {5, 0},
		"/agregarCarrito/1":                 {1, 0},
		"/producto/600":                     {0, 0},
	} {
		u, _ := url.Parse(address)
		page, err := s.Page(u)
		if err != nil {
			t.Fatal(err)
		}
		root := parse(t, page.HTML)
		element := one(t, "what came with "+address, with(all(root, "script"), "id", pages.HereID))
		here := pages.ReadHere(text(element), 2)
		if len(here.Products) != want.products || here.Total != want.total || here.At != address {
			t.Errorf("%s: got %d products of %d at %q, want %d of %d", address, len(here.Products), here.Total, here.At, want.products, want.total)
		}
		for _, got := range here.Products {
			if p, _ := s.Catalog.Product(got.ID); !same(*got, *p) {
				t.Errorf("%s: got %+v, want %+v", address, got, p)
			}
		}
	}
	for _, address := range []string{"/carrito", "/nada"} {
		if page := document(t, s, address); strings.Contains(string(page.HTML), pages.HereID) {
			t.Errorf("%s: the page brings products, want none", address)
		}
	}
}

// A sale changes one part and the lists whose stock it changes.
func TestSaleChangesOnePart(t *testing.T) {
	s := load(t, plainShop, manyProducts(400))
	sold, err := s.WithStock(map[cart.Key]int{"3": 4})
	if err != nil {
		t.Fatal(err)
	}
	_, before := inParts(t, s)
	_, after := inParts(t, sold)
	changed := 0
	for address := range after {
		if before[address] == nil {
			changed++
		}
	}
	if changed != 1 || len(before) != len(after) {
		t.Errorf("got %d changed files of %d, want the part of the product", changed, len(after))
	}
	page, err := sold.Page(&url.URL{Path: "/producto/3"})
	if err != nil || !strings.Contains(string(page.HTML), `"stock":4`) {
		t.Errorf("got %v, want a page that brings the product with its stock", err)
	}
}
