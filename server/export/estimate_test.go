package export

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"carrito/server/shoptest/large"
	"carrito/server/site"
)

// An estimate counts the files that an export writes, whatever the shop and the options,
// and is near in bytes.
func TestEstimate(t *testing.T) {
	withURL := strings.Replace(plainShop, "{", `{"baseURL": "https://shop.example/tienda/", `, 1)
	tests := []struct {
		name, shop, products, base string
		missing                    []string // files of the folder web
	}{
		{name: "a small shop", shop: plainShop, products: thirty()},
		{name: "an address", shop: plainShop, products: thirty(), base: base},
		{name: "an address in shop.json", shop: withURL, products: thirty()},
		{name: "a program in one module", shop: plainShop, products: thirty(), missing: []string{"rest.wasm"}},
		{name: "no worker and no pictures", shop: plainShop, products: `[]`, missing: []string{"worker.js", "images/b.jpg"}},
		{name: "photos, with a card each", shop: plainShop, products: photographed(40)},
		{name: "photos, without cards", shop: strings.Replace(plainShop, "{", `{"noPreviews": true, `, 1), products: photographed(40)},
		{name: "categories that were renamed", shop: strings.Replace(plainShop, "{", `{"moved": {"viejos": "gorros-y-mas", "antes": "viejos", "otra": "no-hay"}, `, 1), products: thirty()},
		{name: "1,000 products", shop: withURL, products: unpictured(1000), base: base},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			source := small(t)
			write(t, source.Shop, test.shop)
			write(t, source.Products, test.products)
			write(t, source.Web+"/worker.js", "self.buildInfo")
			for _, name := range test.missing {
				if err := os.Remove(source.Web + "/" + name); err != nil {
					t.Fatal(err)
				}
			}
			s, err := site.Load(source)
			if err != nil {
				t.Fatal(err)
			}
			options := Options{Files: source, Base: test.base}
			plain, precompressed, err := Estimate(s, options)
			if err != nil {
				t.Fatal(err)
			}
			for _, got := range []Size{plain, precompressed} {
				options.Out = t.TempDir()
				result, err := Export(t.Context(), options)
				if err != nil {
					t.Fatal(err)
				}
				if want := result.Size; got.Files != want.Files || got.Entries != want.Entries || got.Folder != want.Folder ||
					got.Bytes < want.Bytes*9/10 || got.Bytes > want.Bytes*11/10 {
					t.Errorf("precompressed %t: got %+v, want %+v", options.Precompress, got, want)
				}
				if written := len(read(t, options.Out)); written != result.Size.Files {
					t.Errorf("got %d files counted, want the %d that were written", result.Size.Files, written)
				}
				options.Precompress = true
			}
		})
	}
}

// photographed returns a catalogue of n products with a photo.
func photographed(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `,{"id": %d, "slug": "gorra-%[1]d", "name": "Gorra %[1]d", "price": "39.90",
			"images": [{"src": "/web/images/b.jpg", "alt": "b", "width": 4, "height": 5}]}`, i+1)
	}
	return "[" + b.String()[1:] + "]"
}

// unpictured returns a generated products.json without pictures.
func unpictured(n int) string {
	var products []map[string]any
	if err := json.Unmarshal(large.Products(n), &products); err != nil {
		panic(err)
	}
	for _, p := range products {
		delete(p, "images")
		variants, _ := p["variants"].([]any)
		for _, v := range variants {
			delete(v.(map[string]any), "image")
		}
	}
	text, err := json.Marshal(products)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// A program that is not built yet counts as built.
func TestEstimateWithoutAProgram(t *testing.T) {
	source := small(t)
	s, err := site.Load(source)
	if err != nil {
		t.Fatal(err)
	}
	var files []int
	for _, remove := range [][]string{nil, {"app.wasm", "rest.wasm", "wasm_exec.js"}} {
		for _, name := range remove {
			if err := os.Remove(source.Web + "/" + name); err != nil {
				t.Fatal(err)
			}
		}
		plain, precompressed, err := Estimate(s, Options{Files: source})
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, plain.Files, precompressed.Files)
	}
	if files[0] != files[2] || files[0] == 0 || files[1] > files[3] {
		t.Errorf("got %v files, want as many without a program", files)
	}
}
