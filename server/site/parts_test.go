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
	"carrito/app/ui/part"
	"carrito/server/asset"
	"carrito/server/shoptest/large"
)

// manyProducts returns the JSON of n products, in no order of their ids, which are not
// dense. Their texts are hostile to the page that they are written into. One in four has
// every field that a product can have.
func manyProducts(n int) string { return productsApart(n, 8) }

// productsApart is like manyProducts, with ids of which so many quarters are one step.
func productsApart(n, quarters int) string {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	var products []string
	for _, at := range r.Perm(n) {
		more := ""
		if at%4 == 3 {
			more = allFields
		}
		products = append(products, fmt.Sprintf(`{ "id": %d, "slug": "p-%d", "name": "P%d </script><!-- ñ",
			"price": "%d.50", "category": "Sección %d", "stock": 5%s }`, at*quarters/4+1, at, at, r.IntN(900), at%7, more))
	}
	return "\ufeff[\n" + strings.Join(products, ",\n") + "\n]"
}

// allFields is the JSON of the fields that a product need not have.
const allFields = `, "compareAtPrice": "999.90", "description": "Algodón.\n\n</script>", "tags": ["ñandú", "<!--"],
	"sku": "P-1", "gtin": "4006381333931",
	"images": [{"src": "https://cdn.example/1.jpg", "alt": "De frente", "width": 12, "height": 15},
		{"src": "https://cdn.example/2.jpg", "alt": "De \"lado\""}],
	"options": [{"name": "Talla", "values": ["S", "M"]}, {"name": "Color", "values": ["Añil"]}],
	"variants": [{"id": 1, "sku": "P-1-S", "gtin": "5901234123457", "values": ["S", "Añil"],
			"price": "1.50", "compareAtPrice": "2.50", "stock": 3, "image": 1},
		{"id": 2, "values": ["M", "Añil"]}]`

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

// The parts have the products of products.json, each with all that it has there.
func TestPartsHaveAllProducts(t *testing.T) {
	for _, n := range []int{search.Small + 1, 7 * catalog.PartSize, 1000} {
		for quarters, dense := range map[int]bool{8: false, 5: true} {
			s := load(t, plainShop, productsApart(n, quarters))
			if s.Catalog.Dense() != dense {
				t.Fatalf("got dense ids: %t with steps of %d quarters", s.Catalog.Dense(), quarters)
			}
			wantInParts(t, s)
		}
	}
	wantInParts(t, generated(t, 300))
}

// generated returns a site of n generated products, most of which have variants.
func generated(t *testing.T, n int) *Site {
	t.Helper()
	files := folder(t, plainShop, string(large.Products(n)))
	files.Web = "../../web"
	return loadWith(t, files)
}

// wantInParts fails the test unless the parts of a site have its products and categories.
func wantInParts(t *testing.T, s *Site) {
	t.Helper()
	c, parts := inParts(t, s)
	if c.Total() != s.Catalog.Total() || len(c.Categories()) != len(s.Catalog.Categories()) {
		t.Fatalf("got %d products in %d categories, want %d in %d",
			c.Total(), len(c.Categories()), s.Catalog.Total(), len(s.Catalog.Categories()))
	}
	for _, want := range s.Catalog.Products() {
		c.Want(want.ID)
		supply(t, c, parts)
		if got, _ := c.Product(want.ID); !reflect.DeepEqual(got, want) {
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

// The products of these tests have every field that there is, so that a comparison of them
// notices if one is lost.
func TestProductsHaveEveryField(t *testing.T) {
	set := map[string]bool{}
	noteFields(reflect.ValueOf(load(t, plainShop, manyProducts(8)).Catalog.Products()), "Product", set)
	for field, is := range set {
		if !is {
			t.Errorf("no product has a %s, want one in manyProducts", field)
		}
	}
}

// noteFields notes for each field within a value, by its path, whether it is set somewhere.
func noteFields(v reflect.Value, path string, set map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		noteFields(v.Elem(), path, set)
	case reflect.Slice:
		for i := range v.Len() {
			noteFields(v.Index(i), path, set)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			at := path + "." + v.Type().Field(i).Name
			set[at] = set[at] || !v.Field(i).IsZero()
			noteFields(v.Field(i), at, set)
		}
	}
}

// Each list of the directory has the products of its category, in the order of the server.
func TestListsOfParts(t *testing.T) {
	for _, quarters := range []int{4, 5, 8} {
		testLists(t, load(t, plainShop, productsApart(500, quarters)))
	}
}

func testLists(t *testing.T, s *Site) {
	t.Helper()
	c, parts := inParts(t, s)
	for _, query := range []catalog.Query{{}, {Category: "seccion-3"}} {
		name := list.AllFile
		if query.Category != "" {
			name = list.CategoryFolder + query.Category
		}
		c.File(name)
		supply(t, c, parts)
		content, _ := c.File(name)
		l, err := filter.ParseList([]byte(content), c.Ordinals())
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

// A page brings the products that it shows, each with all that it has.
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
		here := broughtBy(t, s, address)
		if len(here.Products) != want.products || here.Total != want.total || here.At != address {
			t.Errorf("%s: got %d products of %d at %q, want %d of %d", address, len(here.Products), here.Total, here.At, want.products, want.total)
		}
	}
	for _, address := range []string{"/carrito", "/nada"} {
		if page := document(t, s, address); strings.Contains(string(page.HTML), pages.HereID) {
			t.Errorf("%s: the page brings products, want none", address)
		}
	}
	s = generated(t, 300)
	for i := range 13 {
		broughtBy(t, s, fmt.Sprintf("/pagina/%d", i+1))
	}
}

// broughtBy returns what came with a page. It fails the test unless each product is that of
// the catalogue.
func broughtBy(t *testing.T, s *Site, address string) part.Here {
	t.Helper()
	element := one(t, "what came with "+address, with(all(open(t, s, address), "script"), "id", pages.HereID))
	here := pages.ReadHere(text(element), 2)
	for _, got := range here.Products {
		if want, _ := s.Catalog.Product(got.ID); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, want %+v", address, got, want)
		}
	}
	return here
}

// A sale changes one part and the lists whose stock it changes.
func TestSaleChangesOnePart(t *testing.T) {
	for quarters, variant := range map[int]cart.Key{4: "4:1", 8: "7:1"} {
		testSale(t, load(t, plainShop, productsApart(400, quarters)), variant)
	}
}

func testSale(t *testing.T, s *Site, variant cart.Key) {
	t.Helper()
	sold, err := s.WithStock(map[cart.Key]int{"3": 4, variant: 2})
	if err != nil {
		t.Fatal(err)
	}
	wantInParts(t, sold)
	_, before := inParts(t, s)
	_, after := inParts(t, sold)
	changed := 0
	for address := range after {
		if before[address] == nil {
			changed++
		}
	}
	if changed != 1 || len(before) != len(after) {
		t.Errorf("got %d changed files of %d, want the part of the products", changed, len(after))
	}
	page, err := sold.Page(&url.URL{Path: "/producto/3"})
	if err != nil || !strings.Contains(string(page.HTML), `"stock":4`) {
		t.Errorf("got %v, want a page that brings the product with its stock", err)
	}
}
