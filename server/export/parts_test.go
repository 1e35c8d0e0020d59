package export

import (
	"encoding/json"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/filter"
	"carrito/app/search"
	"carrito/app/ui/list"
	"carrito/app/ui/part"
	"carrito/server/httpd"
	"carrito/server/site"
)

// parted writes a shop with a base URL whose catalogue comes in parts, and returns its
// files.
func parted(t *testing.T, base string) site.Files {
	t.Helper()
	source := small(t)
	if base != "" {
		write(t, source.Shop, strings.Replace(plainShop, "{", `{"baseURL": "`+base+`", `, 1))
	}
	write(t, source.Products, unpictured(300))
	return source
}

// A browser finds all products, lists and words of a large shop in the exported files, at
// the addresses that the pages name. They are the files that the shop's server sends.
func TestPartsAreExported(t *testing.T) {
	for name, base := range map[string]string{"at the root": "https://shop.example/", "under a path": base, "at no address": ""} {
		t.Run(name, func(t *testing.T) {
			source := parted(t, base)
			s, err := site.Load(source)
			if err != nil {
				t.Fatal(err)
			}
			r := readerOf(t, source, false)
			shop, _ := r.open("index.html")
			r.checkProducts(shop.Catalog, s.Catalog)
			r.checkLists(shop.Catalog, s.Catalog)
			r.checkSearch(shop.Catalog, s.Catalog)
			r.checkNamed()
			r.checkServed(source)
		})
	}
}

// checkProducts checks that the parts have the products of the whole catalogue.
func (r *reader) checkProducts(c, whole *catalog.Catalog) {
	r.t.Helper()
	if c.Whole() || c.Total() != whole.Total() {
		r.t.Fatalf("got %d products, in one file: %t, want %d in parts", c.Total(), c.Whole(), whole.Total())
	}
	for _, want := range whole.Products() {
		c.Want(want.ID)
		r.supply(c)
		got, _ := c.Product(want.ID)
		if got == nil || got.Name != want.Name || got.Price != want.Price || got.Description != want.Description || len(got.Variants) != len(want.Variants) {
			r.t.Errorf("got the product %+v, want %+v", got, want)
		}
	}
}

// checkLists checks that the lists name the products of the whole catalogue and of its
// categories.
func (r *reader) checkLists(c, whole *catalog.Catalog) {
	r.t.Helper()
	lists := map[string][]*catalog.Product{list.AllFile: whole.Products()}
	for _, category := range whole.Categories() {
		lists[list.CategoryFolder+category.Slug] = category.Products
	}
	for name, products := range lists {
		l, err := filter.ParseList([]byte(r.file(c, name)), c.Ordinals())
		if err != nil {
			r.t.Fatalf("%s: %v", name, err)
		}
		var got, want []int
		for _, ordinal := range l.Ordinals {
			got = append(got, r.at(c, ordinal).ID)
		}
		for _, p := range products {
			want = append(want, p.ID)
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			r.t.Errorf("%s: got the products %v, want %v", name, got, want)
		}
	}
}

// checkSearch checks that the search finds each product by its code, and by its name.
func (r *reader) checkSearch(c, whole *catalog.Catalog) {
	r.t.Helper()
	file := func(i int) string { return part.SearchFile + "/" + strconv.Itoa(i) }
	index, err := search.Open([]byte(r.file(c, part.SearchFile)), c.Ordinals(), func(i int) ([]byte, bool) {
		return []byte(r.file(c, file(i))), true
	})
	if err != nil {
		r.t.Fatal(err)
	}
	for _, p := range whole.Products() {
		is := func(ordinal int) bool { return r.at(c, ordinal).ID == p.ID }
		if found := index.Search(p.SKU).Ordinals; len(found) == 0 || !is(found[0]) {
			r.t.Errorf("%s: got %d products, want %s first", p.SKU, len(found), p.Name)
		}
		if found := index.Search(p.Name).Ordinals; !slices.ContainsFunc(found, is) {
			r.t.Errorf("%s: got %d products, want it among them", p.Name, len(found))
		}
	}
	for i := 0; !c.Lacks(file(i)); i++ {
		r.file(c, file(i))
	}
}

// checkNamed checks that the directory names exactly the exported parts, and that all of
// them were asked for.
func (r *reader) checkNamed() {
	r.t.Helper()
	named, exported, asked := map[string]bool{}, map[string]bool{}, maps.Clone(r.asked)
	for name, content := range r.files {
		switch {
		case strings.HasPrefix(name, "web/assets/catalog."):
			var d struct {
				Folder string
				Parts  []string
				Files  map[string]string
			}
			if err := json.Unmarshal([]byte(content), &d); err != nil {
				r.t.Fatal(err)
			}
			for _, hash := range d.Parts {
				named[d.Folder+hash+".json"] = true
			}
			for _, file := range d.Files {
				named[d.Folder+file] = true
			}
			delete(asked, r.prefix+"/"+name)
		case strings.HasPrefix(name, "web/assets/part."):
			exported[r.prefix+"/"+name] = true
		}
	}
	if !maps.Equal(named, exported) || !maps.Equal(named, asked) || len(named) < 300/catalog.PartSize {
		r.t.Errorf("got %d parts exported, %d named and %d asked for, want all the same", len(exported), len(named), len(asked))
	}
}

// checkServed checks that the shop's server sends the same bytes at each address that was
// asked for.
func (r *reader) checkServed(source site.Files) {
	r.t.Helper()
	handler, err := httpd.NewHandler(source, log.New(io.Discard, "", 0))
	if err != nil {
		r.t.Fatal(err)
	}
	<-handler.Compressed() // it writes into a folder of the test
	r.asked[r.prefix+"/web/products.json"] = true
	for address := range r.asked {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, address, nil))
		if answer.Code != http.StatusOK || answer.Body.String() != r.get(address) {
			r.t.Errorf("%s: got %d and %d bytes from the server, want the %d bytes of the file", address, answer.Code, answer.Body.Len(), len(r.get(address)))
		}
	}
}

// The precompressed files of a large shop are beside the same files that an export without
// them has, and have the same content.
func TestPartsWithoutPrecompressedFiles(t *testing.T) {
	source := parted(t, base)
	bare, full := readerOf(t, source, false).files, readerOf(t, source, true).files
	if got, want := slices.Sorted(maps.Keys(bare)), plain(full); !slices.Equal(got, want) {
		t.Errorf("got %d files without precompressed ones, want the %d that are beside those", len(got), len(want))
	}
	forms := map[string]int{}
	delete(full, marker) // it lists the files
	for name, content := range full {
		of := name
		for _, end := range []string{".br", ".zst", ".gz"} {
			of = strings.TrimSuffix(of, end)
		}
		if unpack(t, name, content) != bare[of] {
			t.Errorf("%s: got another content than that of %s in an export without precompressed files", name, of)
		}
		if strings.HasPrefix(name, "web/assets/part.") {
			forms[strings.TrimPrefix(name, of)]++
		}
	}
	for _, end := range []string{".br", ".zst", ".gz"} {
		if forms[end] != forms[""] || forms[""] == 0 {
			t.Errorf("got %d parts and %d with %s, want all", forms[""], forms[end], end)
		}
	}
}
