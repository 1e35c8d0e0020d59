package catalog_test

import (
	"reflect"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/json"
)

// Fields that a later release adds to the file do not change what the program reads.
func TestParseIgnoresUnknownFields(t *testing.T) {
	want := read(t, polo)
	tests := []struct {
		name, before, after string
	}{
		{"of a product", `"slug"`, `"seal": {"of": ["GOTS", null]}, "slug"`},
		{"of an image", `"alt": "Espalda"`, `"alt": "Espalda", "focus": [0.5, 0.2]`},
		{"of an option", `"name": "Talla"`, `"kind": 3, "name": "Talla"`},
		{"of a variant", `"sku": "POLO-S"`, `"weight": 0.3, "sku": "POLO-S"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(polo, test.before, test.after, 1)
			if text == polo {
				t.Fatal("the test changes nothing")
			}
			got := read(t, text)
			if !reflect.DeepEqual(got.Products(), want.Products()) {
				t.Errorf("got  %+v\nwant %+v", *got.Products()[0], *want.Products()[0])
			}
		})
	}
}

// A value that is not understood is treated as missing. The rest is read.
func TestParseIgnoresUnknownValues(t *testing.T) {
	const image, photo = `{"src":"/web/a.jpg","alt":"A","width":3,"height":4}`, `{"src":"/web/b.jpg","alt":"B","width":3,"height":4}`
	images := func(list string) string { return product(`{"images":[` + list + `]}`) }
	variants := func(second string) string { return product(shirt(small + `,` + second)) }
	tests := []struct {
		name, text, want string
	}{
		{"slug", product(`{"slug":{"es":"gorra"}}`), product(`{"slug":"-"}`)},
		{"compare-at price", product(`{"compareAtPrice":50}`), product(`{}`)},
		{"compare-at price in words", product(`{"compareAtPrice":"a lot"}`), product(`{}`)},
		{"category", product(`{"category":["Gorras"]}`), product(`{}`)},
		{"description", product(`{"description":{"es":"x"}}`), product(`{}`)},
		{"tags", product(`{"tags":"summer"}`), product(`{}`)},
		{"one of the tags", product(`{"tags":["summer",{"es":"x"},"2x1"]}`), product(`{"tags":["summer","2x1"]}`)},
		{"stock", product(`{"stock":{"lima":3}}`), product(`{}`)},
		{"negative stock", product(`{"stock":-7}`), product(`{}`)},
		{"sku", product(`{"sku":7}`), product(`{}`)},
		{"images", product(`{"images":{"front":1}}`), product(`{}`)},
		{"one of the images", images(image + `,"/web/c.jpg",` + photo), images(image + `,` + photo)},
		{"image of another scheme", images(`{"src":"blob:1"},` + image), images(image)},
		{"size of an image", images(`{"src":"/web/a.jpg","alt":"A","width":"3","height":-4}`), images(`{"src":"/web/a.jpg","alt":"A"}`)},
		{"sku of a variant", variants(`{"id":2,"values":["M"],"sku":[]}`), variants(medium)},
		{"stock of a variant", variants(`{"id":2,"values":["M"],"stock":"3"}`), variants(medium)},
		{"compare-at price of a variant", variants(`{"id":2,"values":["M"],"compareAtPrice":1}`), variants(medium)},
		{"image of a variant", variants(`{"id":2,"values":["M"],"image":"/web/a.jpg"}`), variants(medium)},
		{"no such image", variants(`{"id":2,"values":["M"],"image":3}`), variants(medium)},
		{"no id of a variant", variants(medium + `,{"values":["M"]}`), variants(medium)},
		{"price of a variant", variants(medium + `,{"id":3,"values":["M"],"price":5}`), variants(medium)},
		{"a value of no option", variants(medium + `,{"id":3,"values":["XL"]}`), variants(medium)},
		{"a value too many", variants(medium + `,{"id":3,"values":["M","Rojo"]}`), variants(medium)},
		{"a variant that is no object", variants(medium + `,null,7`), variants(medium)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, want := read(t, test.text).Products()[0], read(t, test.want).Products()[0]
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v\nwant %+v", *got, *want)
			}
		})
	}
}

// A variant keeps its image if another image is left out.
func TestVariantKeepsItsImage(t *testing.T) {
	p := read(t, strings.NewReplacer(`"image": 1`, `"image": 2`, `"images": [`, `"images": [{"video": "x"}, `).Replace(polo)).Products()[0]
	if image, _ := p.ImageOf(p.Variants[0]); image.Src != "https://cdn.example/polo.jpg" || len(p.Images) != 2 {
		t.Errorf("got %q of %d images, want the second of two", image.Src, len(p.Images))
	}
}

// A product that lacks what a shopper must know is left out. The others stay.
func TestParseLeavesOut(t *testing.T) {
	for name, text := range map[string]string{
		"no object":                 `7`,
		"null":                      `null`,
		"no id":                     product(`{"id":"-"}`),
		"an id in words":            product(`{"id":"1"}`),
		"id 0":                      product(`{"id":0}`),
		"an id that is taken":       product(`{"id":900}`),
		"no name":                   product(`{"name":"-"}`),
		"a name in languages":       product(`{"name":{"es":"Gorra"}}`),
		"a name of spaces":          product(`{"name":" "}`),
		"no price":                  product(`{"price":"-"}`),
		"a price as a number":       product(`{"price":10}`),
		"a price in parts":          product(`{"price":{"from":"10.00"}}`),
		"a price too fine":          product(`{"price":"10.005"}`),
		"options that are no list":  product(`{"options":{"Talla":["S"]},"variants":[` + small + `]}`),
		"variants that are no list": product(`{"variants":{"1":{}}}`),
		"no variant understood":     product(shirt(`{"id":1,"values":{"Talla":"S"}}`)),
		"options without variants":  product(`{"options":[{"name":"Talla","values":["S"]}]}`),
	} {
		t.Run(name, func(t *testing.T) {
			c, err := catalog.Parse("["+product(`{"id":900}`)+","+text+","+product(`{"id":901}`)+"]", 2, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := len(c.Products()); got != 2 {
				t.Errorf("got %d products, want the two others", got)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{"", " ", "null", "7", `"x"`, "{}", polo, "<!doctype html>", "[", "[" + polo, "[" + polo + "] ,", "[" + polo[:200] + "]"} {
		if c, err := catalog.Parse(text, 2, nil); err == nil || c != nil {
			t.Errorf("%.40q: got %v, %v, want an error", text, c, err)
		}
	}
}

func TestParsePauses(t *testing.T) {
	pauses := 0
	if _, err := catalog.Parse("["+polo+",null,"+polo+"]", 2, func() { pauses++ }); err != nil || pauses != 3 {
		t.Errorf("got %d pauses, %v, want 3", pauses, err)
	}
}

// Every product that is read from a file can be shown and sold.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"[]", "[" + polo + "]", "[" + product(`{}`) + "," + polo + "]", "[" + polo + "," + polo + "]", "", "null", "{}",
		"[" + product(`{"price":10,"precio":"x"}`) + "]", "[" + polo[:200], "[null,7]", "[" + product(shirt(small)) + "]",
		"[" + product(`{"category":"C++"}`) + "," + product(`{"id":9,"slug":"z","category":"C#"}`) + "]",
		"[" + product(`{"images":[null,{"src":"/web/a.jpg"}],"variants":[{"id":1,"image":1}]}`) + "]",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := catalog.Parse(text, 2, nil)
		if (err == nil) != (c != nil) {
			t.Fatalf("got %v, %v, want a catalogue or an error", c, err)
		}
		if r := json.NewReader(text); err == nil && (!r.Array(func(int) {}) || r.End() != nil) {
			t.Fatal("got a catalogue from a text that is not a list")
		}
		if c == nil {
			return
		}
		ids := map[int]bool{}
		for _, p := range c.Products() {
			if p.ID < 1 || ids[p.ID] || strings.TrimSpace(p.Name) == "" {
				t.Errorf("got %d %q, want an id of its own and a name", p.ID, p.Name)
			}
			ids[p.ID] = true
			checkProduct(t, p)
		}
	})
}

// checkProduct checks what the cart and the pages rely on.
func checkProduct(t *testing.T, p *catalog.Product) {
	t.Helper()
	if p.Price.Minor() < 0 || p.CompareAtPrice.Minor() < 0 || p.Stock < catalog.NotCounted {
		t.Errorf("got the prices %v and %v and the stock %d, want none below 0 or NotCounted", p.Price, p.CompareAtPrice, p.Stock)
	}
	for _, v := range p.Variants {
		if v.ID < 1 || v.Price.Minor() < 0 || v.Stock < catalog.NotCounted || len(v.Values) != len(p.Options) || v.Image < -1 || v.Image >= len(p.Images) {
			t.Errorf("got variant %+v for options %v, want a valid one", v, p.Options)
		}
	}
	for _, image := range p.Images {
		if image.Width < 0 || image.Height < 0 || image.Src == "" {
			t.Errorf("got the image %+v, want an address and no negative size", image)
		}
	}
	if len(p.Options) > 0 && len(p.Variants) == 0 {
		t.Errorf("product %d: got options %v and no variants", p.ID, p.Options)
	}
}
