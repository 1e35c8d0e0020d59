package editor_test

import (
	"os"
	"strings"
	"testing"
)

// everything has each field that products.json knows.
const everything = `[{"id": 7, "slug": "zapato", "name": "Zapato", "price": "90.00", "compareAtPrice": "120.00", "category": "Calzado", "description": "De cuero.",
	"tags": ["uno", "dos"], "stock": 4, "sku": "Z", "brand": "Marca A", "condition": "used", "googleCategory": "187", "gtin": "4006381333931", "mpn": "M-1", "hidden": true,
	"images": [{"src": "/web/images/gorra-drill.jpg", "alt": "Foto A", "width": 1200, "height": 1500}, {"src": "/web/images/bividi-algodon.jpg", "alt": "Foto B", "width": 1200, "height": 1500}],
	"options": [{"name": "Talla", "values": ["38", "39"]}],
	"variants": [{"id": 1, "sku": "Z-38", "gtin": "4006381333948", "mpn": "M-38", "values": ["38"], "price": "91.00", "compareAtPrice": "121.00", "stock": 2, "image": 1}, {"id": 2, "values": ["39"]}]}]`

// Every field of products.json has an input, which shows it and changes it.
func TestEveryField(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	if err := os.WriteFile(o.files.Products, []byte(everything), 0o644); err != nil {
		t.Fatal(err)
	}
	before := o.file()
	o.saved(o.press(o.open(list+"/7"), "do", "save"))
	if o.file() != before {
		t.Fatalf("got %s, want nothing changed", o.file())
	}
	for _, test := range []struct{ field, shown, typed, want string }{
		{"slug", "zapato", "bota", `"slug": "bota"`},
		{"name", "Zapato", "Bota", `"name": "Bota"`},
		{"price", "90.00", "95", `"price": "95.00"`},
		{"compareAtPrice", "120.00", "125", `"compareAtPrice": "125.00"`},
		{"category", "Calzado", "Botas", `"category": "Botas"`},
		{"description", "De cuero.", "De piel.", `"description": "De piel."`},
		{"tags", "uno, dos", "tres", `"tags": [ "tres" ]`},
		{"stock", "4", "5", `"stock": 5`},
		{"sku", "Z", "B", `"sku": "B"`},
		{"brand", "Marca A", "Marca B", `"brand": "Marca B"`},
		{"condition", "used", "refurbished", `"condition": "refurbished"`},
		{"googleCategory", "187", "188", `"googleCategory": "188"`},
		{"gtin", "4006381333931", "4006381333948", `"gtin": "4006381333948"`},
		{"mpn", "M-1", "M-2", `"mpn": "M-2"`},
		{"image.0.alt", "Foto A", "Foto C", `"alt": "Foto C"`},
		{"option.0.name", "Talla", "Número", `"name": "Número"`},
		{"variant.0.sku", "Z-38", "B-38", `"sku": "B-38"`},
		{"variant.0.gtin", "4006381333948", "", `"mpn": "M-38"`},
		{"variant.1.mpn", "", "M-39", `"mpn": "M-39"`},
		{"variant.0.price", "91.00", "92", `"price": "92.00"`},
		{"variant.0.compareAtPrice", "121.00", "122", `"compareAtPrice": "122.00"`},
		{"variant.0.stock", "2", "3", `"stock": 3`},
		{"variant.0.image", "/web/images/bividi-algodon.jpg", "/web/images/gorra-drill.jpg", `"image": 0`},
	} {
		f := o.open(list + "/7")
		if got := strings.TrimSpace(f.Get(test.field)); got != test.shown {
			t.Errorf("%s: got %q shown, want %q", test.field, got, test.shown)
		}
		o.saved(o.press(f, test.field, test.typed, "do", "save"))
		o.has(o.file(), test.want)
	}
	f := o.open(list + "/7")
	f.Del("hidden")
	f.Set("brand", "")
	o.saved(o.press(f, "do", "save"))
	if got := o.file(); strings.Contains(got, "hidden") || strings.Contains(got, "brand") || strings.Contains(got, "4006381333948\", \"mpn\": \"M-38") {
		t.Errorf("got %s, want what was removed gone", got)
	}
}

// Pictures that were dragged come in the order of the form, and those that were
// uploaded since come last.
func TestDraggedPictures(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	if err := os.WriteFile(o.files.Products, []byte(everything), 0o644); err != nil {
		t.Fatal(err)
	}
	f := o.open(list + "/7")
	f.Values["order"] = []string{"1", "0", "1", "x", "-1", "9"}
	got := o.press(f, "do", "photos")
	o.saved(o.press(o.formOf(got.body), "do", "save"))
	file := o.file()
	if strings.Index(file, "bividi") > strings.Index(file, "gorra-drill") || !strings.Contains(file, `"image": 0`) {
		t.Errorf("got %s, want the pictures in the other order, and the variant with its own", file)
	}
	got = o.press(o.open(list+"/7"), "do", "later.0")
	o.has(got.body, `value="earlier.1" autofocus`)
}

// A number that no bar code has is saved, and the page says so beside the field.
func TestWrongBarCodes(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	if err := os.WriteFile(o.files.Products, []byte(everything), 0o644); err != nil {
		t.Fatal(err)
	}
	const product, variant = `id="gtin-fault">No es el número`, `id="fault-0-gtin">No es el número`
	for _, test := range []struct {
		name, product, variant string
		wrong                  [2]bool // of the product, of its first variant
	}{
		{"right", "4006381333931", "400-6381 33394 8", [2]bool{}},
		{"a wrong check digit", "4006381333932", "4006381333948", [2]bool{true, false}},
		{"a digit lost", "4006381333931", "400638133394", [2]bool{false, true}},
		{"used inside a shop", "2012345678900", "2012345678900", [2]bool{true, true}},
		{"markup", "<b>", "\"><i>", [2]bool{true, true}},
		{"none", "", "", [2]bool{}},
	} {
		f := o.open(list + "/7")
		again := o.press(f, "gtin", test.product, "variant.0.gtin", test.variant, "do", "photos")
		saved := o.press(f, "gtin", test.product, "variant.0.gtin", test.variant, "do", "save")
		o.saved(saved)
		for step, page := range map[string]string{"before it is saved": again.body, "saved": o.send("GET", list+"/7", nil).body} {
			if got := [2]bool{strings.Contains(page, product), strings.Contains(page, variant)}; got != test.wrong {
				t.Errorf("%s, %s: got faults %v, want %v", test.name, step, got, test.wrong)
			}
		}
	}
}
