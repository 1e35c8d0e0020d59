package listing

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/shop"
)

func testShop() *shop.Shop {
	s := &shop.Shop{Name: "Tienda", Locale: "es-PE", Currency: "PEN", Money: money.Format{Code: "PEN", Digits: 2}}
	s.Orders.Delivery = []shop.Delivery{
		{ID: "envio", Name: "Envío", Zones: []shop.Zone{{ID: "lima", Name: "Lima", Price: "10.00", FreeFrom: "50"}, {ID: "sur", Name: "Sur", Price: "20.00", FreeFrom: "90"}}},
		{ID: "moto", Name: "Moto: hoy", Price: "15"}, {ID: "recojo", Name: "Recojo", Pickup: true},
	}
	return s
}

// itemsOf returns the items of the product with the given fields.
func itemsOf(t *testing.T, fields string) (*Lister, []Item) {
	t.Helper()
	text := `{"id": 7, "slug": "polo", "name": "Polo", "price": "39.90", "images": [{"src": "/web/a b.jpg", "width": 900, "height": 900}], ` + fields + `}`
	products, err := catalog.Parse("["+text+"]", 2, nil)
	if err != nil || len(products.Products()) != 1 {
		t.Fatalf("%s: %v", text, err)
	}
	l := New(testShop(), address.Site{Base: "https://shop.example"})
	return l, l.Items(products.Products()[0], text)
}

// google returns an item as Google reads it: the values of each attribute.
func google(t *testing.T, l *Lister, items []Item) []map[string][]string {
	t.Helper()
	var b bytes.Buffer
	g := NewGoogle(&b, l)
	for _, item := range items {
		if err := g.Write(l, item); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	type element struct {
		XMLName  xml.Name
		Text     string    `xml:",chardata"`
		Children []element `xml:",any"`
	}
	var feed struct {
		XMLName xml.Name `xml:"rss"`
		Version string   `xml:"version,attr"`
		Items   []struct {
			Elements []element `xml:",any"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal(b.Bytes(), &feed); err != nil || feed.Version != "2.0" {
		t.Fatalf("got %s, %v, want RSS 2.0", b.Bytes(), err)
	}
	var all []map[string][]string
	for _, item := range feed.Items {
		values := map[string][]string{}
		for _, e := range item.Elements {
			if e.XMLName.Space != "http://base.google.com/ns/1.0" {
				t.Errorf("got %v, want an element in Google's namespace", e.XMLName)
			}
			text := e.Text
			for _, child := range e.Children {
				text += child.XMLName.Local + "=" + child.Text + ";"
			}
			values[e.XMLName.Local] = append(values[e.XMLName.Local], text)
		}
		all = append(all, values)
	}
	return all
}

// meta returns items as Meta reads them.
func meta(t *testing.T, l *Lister, items []Item) []map[string]string {
	t.Helper()
	var b bytes.Buffer
	m := NewMeta(&b)
	for _, item := range items {
		if err := m.Write(l, item); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		values := map[string]string{}
		for i, name := range rows[0] {
			values[name] = row[i]
			checkNoFormula(t, row[i])
		}
		all = append(all, values)
	}
	return all
}

// The attributes of both feeds, by Google's names; Meta's are the same unless noted.
func TestAttributes(t *testing.T) {
	tests := []struct {
		name, fields, attribute, want string
		wantMeta                      string // empty means the same; - means none
	}{
		{"id", `"sku": "X"`, "id", "7", ""},
		{"price", `"stock": 1`, "price", "39.90 PEN", ""},
		{"price before", `"compareAtPrice": "49.90"`, "price", "49.90 PEN", ""},
		{"sale price", `"compareAtPrice": "49.90"`, "sale_price", "39.90 PEN", ""},
		{"no sale", `"compareAtPrice": "39.90"`, "sale_price", "", ""},
		{"in stock", `"stock": 1`, "availability", "in_stock", "in stock"},
		{"not counted", `"sku": ""`, "availability", "in_stock", "in stock"},
		{"sold out", `"stock": 0`, "availability", "out_of_stock", "out of stock"},
		{"condition", `"condition": "used"`, "condition", "used", ""},
		{"new", `"sku": ""`, "condition", "new", ""},
		{"link", `"sku": ""`, "link", "https://shop.example/producto/7", ""},
		{"picture", `"sku": ""`, "image_link", "https://shop.example/web/a%20b.jpg", ""},
		{"brand", `"brand": "Acme"`, "brand", "Acme", ""},
		{"no brand", `"sku": ""`, "brand", "", "Tienda"},
		{"bar code", `"gtin": "400-6381333931"`, "gtin", "4006381333931", ""},
		{"a wrong bar code", `"gtin": "4006381333932"`, "gtin", "", ""},
		{"nothing identifies it", `"brand": "Acme"`, "identifier_exists", "no", "-"},
		{"a bar code does", `"gtin": "4006381333931"`, "identifier_exists", "", "-"},
		{"brand and mpn do", `"brand": "Acme", "mpn": "A1"`, "identifier_exists", "", "-"},
		{"an mpn alone does not", `"mpn": "A1"`, "identifier_exists", "no", "-"},
		{"mpn", `"mpn": "A1"`, "mpn", "A1", ""},
		{"Google's category", `"googleCategory": "212"`, "google_product_category", "212", ""},
		{"category", `"category": "Polos"`, "product_type", "Polos", ""},
		{"no description", `"sku": ""`, "description", "Polo", ""},
		{"control characters", `"description": "a\u0000b\u001f\ufffec"`, "description", "abc", ""},
		{"a formula", `"description": "=1+1"`, "description", "=1+1", " =1+1"},
		{"HTML", `"description": "<b>&amp;</b>]]>"`, "description", "<b>&amp;</b>]]>", ""},
		{"size", `"options": [{"name": "TALLA", "values": ["M"]}], "variants": [{"id": 1, "values": ["M"]}]`, "size", "M", ""},
		{"colour", `"options": [{"name": "Cor", "values": ["Azul"]}], "variants": [{"id": 1, "values": ["Azul"]}]`, "color", "Azul", ""},
		{"gender", `"options": [{"name": "Género", "values": ["Mujer"]}], "variants": [{"id": 1, "values": ["Mujer"]}]`, "gender", "female", ""},
		{"a gender that is unknown", `"options": [{"name": "Género", "values": ["Otro"]}], "variants": [{"id": 1, "values": ["Otro"]}]`, "gender", "", ""},
		{"group", `"options": [{"name": "Talla", "values": ["M"]}], "variants": [{"id": 4, "values": ["M"]}]`, "item_group_id", "7", ""},
		{"id of a variant", `"options": [{"name": "Talla", "values": ["M"]}], "variants": [{"id": 4, "values": ["M"]}]`, "id", "7-4", ""},
		{"link of a variant", `"options": [{"name": "Talla", "values": ["M"]}], "variants": [{"id": 4, "values": ["M"]}]`, "link", "https://shop.example/producto/7?variante=4", ""},
		{"title of a variant", `"options": [{"name": "Talla", "values": ["M"]}], "variants": [{"id": 4, "values": ["M"]}]`, "title", "Polo - M", ""},
		{"bar code of a variant", `"gtin": "73513537", "options": [{"name": "Talla", "values": ["M"]}], "variants": [{"id": 4, "values": ["M"], "gtin": "4006381333931"}]`, "gtin", "4006381333931", ""},
		{"no group", `"sku": ""`, "item_group_id", "", ""},
		{"shipping", `"sku": ""`, "shipping", "country=PE;service=Envío;price=20.00 PEN;|country=PE;service=Moto hoy;price=15.00 PEN;", "PE::Envío:20.00 PEN,PE::Moto hoy:15.00 PEN"},
		{"free shipping everywhere", `"price": "90"`, "shipping", "country=PE;service=Envío;price=0.00 PEN;|country=PE;service=Moto hoy;price=15.00 PEN;", "PE::Envío:0.00 PEN,PE::Moto hoy:15.00 PEN"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l, items := itemsOf(t, test.fields)
			if got := strings.Join(google(t, l, items)[0][test.attribute], "|"); got != test.want {
				t.Errorf("Google: got %q, want %q", got, test.want)
			}
			want := test.wantMeta
			switch want {
			case "":
				want = test.want
			case "-":
				want = ""
			}
			if got := meta(t, l, items)[0][test.attribute]; got != want {
				t.Errorf("Meta: got %q, want %q", got, want)
			}
		})
	}
}

// Both feeds keep the limits of a product that has more of everything.
func TestLimits(t *testing.T) {
	var images []string
	for i := range 30 {
		images = append(images, fmt.Sprintf(`{"src": "https://img.example/%d.jpg"}`, i))
	}
	long := strings.Repeat("algodón ", 2000)
	l, items := itemsOf(t, fmt.Sprintf(`"name": %q, "description": %q, "brand": %q, "mpn": %q, "category": %q, "images": [%s]`, long, long, long, long, long, strings.Join(images, ",")))
	g, m := google(t, l, items)[0], meta(t, l, items)[0]
	for _, test := range []struct {
		name         string
		google, meta int
	}{{"title", 150, 200}, {"description", 5000, 9999}, {"brand", 70, 100}, {"mpn", 70, 70}, {"product_type", 750, 750}} {
		if got := len([]rune(g[test.name][0])); got > test.google || got < test.google-10 {
			t.Errorf("Google: %s has %d characters, want nearly %d", test.name, got, test.google)
		}
		if got := len([]rune(m[test.name])); got > test.meta || got < min(test.meta, test.google)-10 {
			t.Errorf("Meta: %s has %d characters, want nearly %d", test.name, got, test.meta)
		}
	}
	if got := len(g["additional_image_link"]); got != 10 {
		t.Errorf("Google: got %d more pictures, want 10", got)
	}
	if got := len(strings.Split(m["additional_image_link"], ",")); got != 20 {
		t.Errorf("Meta: got %d more pictures, want 20", got)
	}
}

// A product that would be refused is not listed, and a hint says so.
func TestRefused(t *testing.T) {
	tests := []struct{ name, fields, hint string }{
		{"no picture", `"images": []`, "without a picture"},
		{"a drawing", `"images": [{"src": "/web/a.SVG", "width": 1, "height": 1}]`, "without a picture"},
		{"free", `"price": "0"`, "price 0"},
	}
	for _, test := range tests {
		l, items := itemsOf(t, test.fields)
		if g, m := google(t, l, items), meta(t, l, items); len(g) > 0 || len(m) > 0 {
			t.Errorf("%s: got %v and %v, want none", test.name, g, m)
		}
		if got := items[0].Refused(); !strings.Contains(got, test.hint) {
			t.Errorf("%s: got the reason %q, want %q in it", test.name, got, test.hint)
		}
	}
}

// A variant has its own picture, and those that belong to no other.
func TestPicturesOfVariants(t *testing.T) {
	_, items := itemsOf(t, `"images": [{"src": "https://i.example/0"}, {"src": "https://i.example/1"}, {"src": "https://i.example/2"}, {"src": "https://i.example/3"}],
		"options": [{"name": "Color", "values": ["A", "B", "C"]}], "variants": [{"id": 1, "values": ["A"], "image": 1}, {"id": 2, "values": ["B"], "image": 2}, {"id": 3, "values": ["C"]}]`)
	for i, want := range []string{"1 0 3", "2 0 3", "0 3"} {
		if got := strings.ReplaceAll(strings.Join(items[i].Images, " "), "https://i.example/", ""); got != want {
			t.Errorf("variant %d: got %s, want %s", i+1, got, want)
		}
	}
}

func TestHints(t *testing.T) {
	product := func(id int, fields string) string {
		return fmt.Sprintf(`{"id": %d, "slug": "p%d", "name": "Polo", "price": "1", "description": "x", "brand": "B", "images": [{"src": "/web/a.jpg", "width": 600, "height": 600}], %s}`, id, id, fields)
	}
	parts := []string{
		product(1, `"gtin": "123"`), product(2, `"description": ""`), product(3, `"images": []`), product(4, `"googleCategory": "Ropa"`),
		product(5, `"images": [{"src": "/web/a.jpg", "width": 600, "height": 90}]`), product(6, `"name": "`+strings.Repeat("a", 160)+`"`), product(7, `"sku": "x"`),
	}
	text := "[" + strings.Join(parts, ",") + "]"
	products, err := catalog.Parse(text, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[int]string{}
	for i, part := range parts {
		texts[i+1] = part
	}
	got := New(testShop(), address.Site{}).Hints(products.Products(), texts)
	want := []string{
		`feeds: gtin is left out, because its digits are not those of a bar code: product 1 "p1" (123)`,
		`feeds: without a description, the name stands for it: product 2 "p2"`,
		`feeds: a product without a picture that Google and Meta take is left out: product 3 "p3"`,
		`feeds: googleCategory is neither a number nor a path such as "Apparel & Accessories > Clothing": product 4 "p4" (Ropa)`,
		`feeds: the first picture has fewer than 500 × 500 pixels: product 5 "p5" (600 × 90)`,
		`feeds: the name is cut at 150 characters: product 6 "p6" (160)`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
