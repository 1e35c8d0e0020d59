package importer

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/server/strict"
)

func FuzzShopify(f *testing.F) {
	f.Add("Handle,Title,Option1 Name,Option1 Value,Variant Price,Image Src\na,A,Talla,S,1,https://x.example/1\na,,,M,2,\n")
	f.Add("Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant Price,Variant Image\na,A,x,\x00S,x,\u00a0,1,//x\n")
	f.Add("Handle,Title,Body (HTML),Variant Price\na,A,<ul><li><p>\n<script/>,1.5\n")
	fuzz(f, "testdata/shopify.csv")
}

func FuzzWooCommerce(f *testing.F) {
	f.Add(variationHeader + "1,variable,P,Polo,,1,1,5,0,,,Talla,\"S, M\",talla,L\n2,variation,,,1,1,1,parent,0,,P,Talla,,TALLA,\n")
	f.Add("Type,Name,Regular price,Description,Images\nsimple,\x00,\"1,50\",a\\nb,\"http://x/\\,,//\"\n")
	fuzz(f, "testdata/woocommerce.csv")
}

func FuzzTable(f *testing.F) {
	f.Add("Nombre;Precio;Talla;Stock\nPolo;1.500;\"S, M\";3\n;39,90;L;\n")
	f.Add("Title,Price,Photo\nA,$5,https://x.example/a|b.jpg\n")
	f.Fuzz(checkExport)
}

func fuzz(f *testing.F, file string) {
	export, err := os.ReadFile(file)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(export))
	f.Fuzz(checkExport)
}

// checkExport imports any text. The shop can read what Import accepts, and Import never
// fails because it made a faulty catalogue itself.
func checkExport(t *testing.T, export string) {
	ledger := adopted(t, `[{"id": 5, "slug": "a"}, {"id": 8, "slug": "polo", "variants": [{"id": 3, "sku": "P"}, {"id": 4, "values": ["S"]}]}]`)
	r, err := Import(strings.NewReader(export), peru(ledger))
	var faults strict.Faults
	if errors.As(err, &faults) {
		t.Fatalf("the importer made a faulty catalogue: %v\nof %q", err, export)
	}
	if err != nil {
		return
	}
	var b bytes.Buffer
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	again, err := strict.Products(&b, strict.Rules{Digits: 2})
	if err != nil {
		t.Fatalf("got %v, want a catalogue without fault", err)
	}
	if got, want := again.Counts(), r.Catalog.Counts(); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for _, p := range again.Products() {
		checkProduct(t, p)
	}
}

// checkProduct checks rules that strict.Products does not.
func checkProduct(t *testing.T, p *catalog.Product) {
	for _, v := range p.Variants {
		if v.Price.Less(p.Price) {
			t.Errorf("%s: got the price %v, want the lowest of the variants, %v", p.Slug, p.Price, v.Price)
		}
		if !v.CompareAtPrice.Zero() && !v.Price.Less(v.CompareAtPrice) {
			t.Errorf("%s: got the compare-at price %v, want more than %v", p.Slug, v.CompareAtPrice, v.Price)
		}
	}
	if strings.TrimSpace(p.Description) != p.Description || strings.Contains(p.Description, "\n\n\n") {
		t.Errorf("%s: got the description %q, want no white space around and no two blank lines", p.Slug, p.Description)
	}
}

func FuzzPlainText(f *testing.F) {
	f.Add("<p>a<ul><li>b</ul><br>c &amp; d", true)
	f.Add("a\n\n<svg/>b", false)
	f.Fuzz(func(t *testing.T, source string, keepLines bool) {
		if got := plainText(source, keepLines); strings.TrimSpace(got) != got {
			t.Errorf("got %q, want no white space around", got)
		}
	})
}
