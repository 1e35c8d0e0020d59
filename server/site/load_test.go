package site

import (
	"path/filepath"
	"strings"
	"testing"
)

const onePlain = `[{"id": 1, "slug": "a", "name": "Aro", "price": "5"}]`

// Load reports every fault of both files at once, with the name of the file.
func TestLoadFaults(t *testing.T) {
	tests := []struct {
		name, shop, products string
		want                 []string // for each, one line of the error holds all its words
		wantNot              string
	}{
		{name: "both files", shop: `{"name": "", "language": "xx", "locale": "es-PE", "currency": "PEN"}`,
			products: `[{"id": 1, "slug": "a", "name": "Aro"}, {"id": 1, "slug": "b", "name": "Be", "price": "x"}]`,
			want: []string{"shop.json name", "shop.json language xx", "products.json 1 price missing", "products.json 1 id taken",
				`products.json 1 price "x"`}},
		{name: "no JSON", shop: "{", products: "[", want: []string{"shop.json", "products.json cut off"}},
		{name: "empty", shop: "", products: "", want: []string{"shop.json", "products.json empty"}},
		{name: "unknown field", shop: strings.Replace(plainShop, "tagline", "claim", 1), products: `[{"id": 1, "slug": "a", "name": "Aro", "price": "5", "weight": 3}]`,
			want: []string{"shop.json claim", "products.json 1 weight"}},
		{name: "unknown currency", shop: strings.Replace(plainShop, "PEN", "PEZ", 1), products: "[{}]",
			want: []string{"shop.json PEZ", "products.json name missing"}},
		{name: "unknown currency and more", shop: `{"language": "es", "locale": "es-PE", "currency": "PEZ"}`, products: onePlain,
			want: []string{"shop.json name", "shop.json PEZ"}},
		{name: "decimals of the currency", shop: strings.Replace(plainShop, "PEN", "JPY", 1), products: `[{"id": 1, "slug": "a", "name": "Aro", "price": "5.5"}]`,
			want: []string{"products.json 1 price decimals"}},
		{name: "decimals of a currency in a faulty shop", shop: `{"name": "", "language": "es", "locale": "ar-KW", "currency": "KWD"}`,
			products: `[{"id": 1, "slug": "a", "name": "Aro", "price": "5.125"}]`, want: []string{"shop.json name"}, wantNot: "decimals"},
		{name: "missing picture", shop: plainShop, products: `[{"id": 1, "slug": "a", "name": "Aro", "price": "5", "images": [{"src": "/web/no.jpg", "width": 1, "height": 1}]}]`,
			want: []string{"products.json 1 images[0].src no.jpg no such file"}},
		{name: "picture outside", shop: plainShop, products: `[{"id": 1, "slug": "a", "name": "Aro", "price": "5", "images": [{"src": "/web/../../x.jpg", "width": 1, "height": 1}]}]`,
			want: []string{"products.json 1 images[0].src x.jpg"}},
		{name: "wrong size", shop: plainShop, products: `[{"id": 1, "slug": "a", "name": "Aro", "price": "5", "images": [{"src": "/web/a.jpg", "width": 1, "height": 1}]}]`,
			want: []string{"products.json 1 images[0] 12 × 15 1 × 1"}},
		{name: "cover", shop: withCover(`{"src": "/web/no.jpg", "alt": "a", "width": 12, "height": 15}`), products: onePlain,
			want: []string{"shop.json cover no.jpg no such file"}},
		{name: "cover's size", shop: withCover(`{"src": "/web/a.jpg", "alt": "a", "width": 1, "height": 15}`), products: onePlain,
			want: []string{"shop.json cover 12 × 15 1 × 15"}},
		{name: "cover and catalogue", shop: withCover(`{"src": "/web/no.jpg", "alt": "a", "width": 12, "height": 15}`), products: "[{}]",
			want: []string{"shop.json cover no.jpg", "products.json name missing"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := folder(t, test.shop, test.products)
			writeImages(t, files.Web)
			s, err := Load(files)
			if err == nil || s != nil {
				t.Fatalf("got %v and the error %v, want an error only", s, err)
			}
			for _, want := range test.want {
				if !hasLine(err, strings.Fields(want)) {
					t.Errorf("got\n%v\nwant a line with all of %q", err, want)
				}
			}
			if test.wantNot != "" && strings.Contains(err.Error(), test.wantNot) {
				t.Errorf("got\n%v\nwant nothing about %q", err, test.wantNot)
			}
		})
	}
}

func withCover(cover string) string {
	return strings.Replace(plainShop, `"tagline"`, `"cover": `+cover+`, "tagline"`, 1)
}

// hasLine reports whether a line of the error holds all the words.
func hasLine(err error, words []string) bool {
	for line := range strings.SplitSeq(err.Error(), "\n") {
		missing := 0
		for _, word := range words {
			if !strings.Contains(line, word) {
				missing++
			}
		}
		if missing == 0 {
			return true
		}
	}
	return false
}

func TestLoadMissingFiles(t *testing.T) {
	folder := t.TempDir()
	_, err := Load(Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: folder})
	for _, name := range []string{"shop.json", "products.json"} {
		if err == nil || !hasLine(err, []string{name}) {
			t.Errorf("got %v, want %s named", err, name)
		}
	}
}

func TestLoad(t *testing.T) {
	s := load(t, plainShop, structuredProducts)
	if s.Shop.Name != "Tienda" || s.Shop.Money.Code != "PEN" || s.Catalog.Counts().Products != 3 {
		t.Errorf("got %q, %q, %d products, want Tienda, PEN, 3", s.Shop.Name, s.Shop.Money.Code, s.Catalog.Counts().Products)
	}
	if got := string(s.Products()); got != structuredProducts {
		t.Errorf("catalogue: got %q, want the file as it is", got)
	}
}

func TestImageHosts(t *testing.T) {
	image := func(src string) string { return `{"src": "` + src + `", "alt": "a", "width": 12, "height": 15}` }
	products := `[{"id": 1, "slug": "a", "name": "Aro", "price": "5", "images": [` + strings.Join([]string{
		image("https://b.example/1.jpg"), image("https://A.example:8443/2.jpg"), image("https://user@b.example/3.jpg?x=1"), image("/web/a.jpg"),
	}, ",") + `]}]`
	files := folder(t, plainShop, products)
	writeImages(t, files.Web)
	s, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(s.ImageHosts(), " "), "https://a.example:8443 https://b.example"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := load(t, plainShop, onePlain).ImageHosts(); len(got) != 0 {
		t.Errorf("without pictures: got %q, want none", got)
	}
}

// A host with a wildcard would open the policy to other sites.
func TestImageHostPattern(t *testing.T) {
	for _, src := range []string{"https://*/1.jpg", "https://*.example/1.jpg", "https:///1.jpg"} {
		s, err := Load(folder(t, plainShop, `[{"id": 1, "slug": "a", "name": "Aro", "price": "5", "images": [{"src": "`+src+`", "alt": "a"}]}]`))
		if err == nil {
			t.Errorf("%s: got no error and the hosts %q, want a fault", src, s.ImageHosts())
		}
	}
}
