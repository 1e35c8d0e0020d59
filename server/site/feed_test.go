package site

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/money"

	"golang.org/x/net/html"
)

// stated is what one source states of a variant.
type stated struct {
	price, before string // decimals; before is empty without a reduction
	available     bool
}

// fromGoogle returns what the feed for Google states, by the address of the variant.
func fromGoogle(t *testing.T, s *Site) map[string]stated {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteFeed(&b, GoogleFeed, ""); err != nil {
		t.Fatal(err)
	}
	var feed struct {
		Items []struct {
			Link      string `xml:"http://base.google.com/ns/1.0 link"`
			Price     string `xml:"http://base.google.com/ns/1.0 price"`
			Sale      string `xml:"http://base.google.com/ns/1.0 sale_price"`
			Available string `xml:"http://base.google.com/ns/1.0 availability"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal(b.Bytes(), &feed); err != nil {
		t.Fatalf("got %v, want XML:\n%.2000s", err, b.Bytes())
	}
	found := map[string]stated{}
	for _, item := range feed.Items {
		found[item.Link] = fromPrices(t, item.Price, item.Sale, item.Available == "in_stock")
	}
	return found
}

// fromMeta returns what the feed for Meta states.
func fromMeta(t *testing.T, s *Site) map[string]stated {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteFeed(&b, MetaFeed, ""); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]stated{}
	for _, row := range rows[1:] {
		cell := func(name string) string { return row[slices.Index(rows[0], name)] }
		found[cell("link")] = fromPrices(t, cell("price"), cell("sale_price"), cell("availability") == "in stock")
		for _, text := range row {
			for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(";\n\t", r) }) {
				if strings.IndexAny(part, "=+-@") == 0 {
					t.Errorf("got the cell %q, which has a formula", text)
				}
			}
		}
	}
	return found
}

func fromPrices(t *testing.T, price, sale string, available bool) stated {
	t.Helper()
	price, ok := strings.CutSuffix(price, " PEN")
	if !ok {
		t.Errorf("got the price %q, want it in PEN", price)
	}
	if sale = strings.TrimSuffix(sale, " PEN"); sale != "" {
		return stated{sale, price, available}
	}
	return stated{price, "", available}
}

// fromData returns what the structured data of a product's page states.
func fromData(t *testing.T, root *html.Node) map[string]stated {
	t.Helper()
	type offer struct {
		URL, Price, Availability string
		PriceSpecification       struct{ Price string }
	}
	var product struct {
		Type       string `json:"@type"`
		Offers     *offer
		HasVariant []struct{ Offers *offer }
	}
	found := map[string]stated{}
	add := func(o *offer) {
		if o != nil {
			found[o.URL] = stated{o.Price, o.PriceSpecification.Price, o.Availability == "https://schema.org/InStock"}
		}
	}
	for _, script := range with(all(root, "script"), "type", "application/ld+json") {
		if err := json.Unmarshal([]byte(text(script)), &product); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(product.Type, "Product") {
			add(product.Offers)
			for _, v := range product.HasVariant {
				add(v.Offers)
			}
		}
	}
	return found
}

// fromPage returns what a page shows to shoppers, with prices as they are shown.
func fromPage(t *testing.T, root *html.Node) stated {
	t.Helper()
	article := with(all(root, "article"), "class", "product")[0]
	var now stated
	price := with(all(article, "p"), "class", "price")[0]
	for _, span := range all(price, "span") {
		if strings.HasPrefix(attr(span, "class"), "price__now") {
			now.price = text(span)
		}
	}
	for _, was := range all(price, "s") {
		now.before = text(was)
	}
	stock := with(all(article, "p"), "id", "stock")[0]
	now.available = !strings.Contains(attr(stock, "class"), "stock--none")
	return now
}

// randomTexts are the texts of random catalogues.
var randomTexts = []string{
	"Polo", "=1+1", "@SUM(A1)", "+51", "-5 %", "<b>bold</b>", `"><script>`, "]]>", "a;=cmd|' /C calc'!A0", "😀👕", "\u0001\u001f\u007f x", "\u202eoloP", "a\n\n=2",
	"a\ufffeb", strings.Repeat("algodón ", 900), "Polo - M", "a, b", `a "b"`, "\u2028", "‰", "é\u0301",
}

func randomCatalogue(r *rand.Rand) string {
	pick := func() string { return randomTexts[r.IntN(len(randomTexts))] }
	amount := func() string { return fmt.Sprintf("%d.%02d", r.IntN(2000), 1+r.IntN(99)) }
	var products []map[string]any
	for id := range 1 + r.IntN(6) {
		p := map[string]any{
			"id": id + 1, "slug": fmt.Sprint("p", id), "name": "x" + pick(), "price": amount(), "description": pick(), "category": pick(),
			"images": []any{map[string]any{"src": "https://img.example/" + fmt.Sprint(id) + ".jpg", "alt": pick()}},
			"brand":  pick(), "gtin": pick(), "mpn": pick(), "sku": pick(), "googleCategory": pick(),
		}
		optional := func(to map[string]any) {
			if r.IntN(2) == 0 {
				to["compareAtPrice"] = amount()
			}
			if r.IntN(2) == 0 {
				to["stock"] = r.IntN(3)
			}
		}
		optional(p)
		if r.IntN(2) == 0 {
			values, variants := []string{}, []any{}
			for i := range 1 + r.IntN(3) {
				value := fmt.Sprint(pick(), i)
				v := map[string]any{"id": i + 1, "values": []string{value}, "sku": pick(), "gtin": pick()}
				if optional(v); r.IntN(2) == 0 {
					v["price"] = amount()
				}
				values, variants = append(values, value), append(variants, v)
			}
			p["options"] = []any{map[string]any{"name": []string{"Talla", "Color", pick()}[r.IntN(3)], "values": values}}
			p["variants"] = variants
		}
		products = append(products, p)
	}
	text, err := json.Marshal(products)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// Page, structured data and both feeds state the same price, price before and stock of
// every variant of any catalogue.
func TestPageFeedsAndDataAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 25 {
		catalogue := randomCatalogue(r)
		s := load(t, plainShop, catalogue)
		google, meta := fromGoogle(t, s), fromMeta(t, s)
		if !maps.Equal(google, meta) {
			t.Errorf("%s\nGoogle: got %v\nMeta: got %v\nwant the same", catalogue, google, meta)
		}
		data, variants := map[string]stated{}, 0
		for _, p := range s.Catalog.Products() {
			variants += max(1, len(p.Variants))
			maps.Copy(data, fromData(t, open(t, s, fmt.Sprint("/producto/", p.ID))))
		}
		if !maps.Equal(google, data) || len(data) != variants {
			t.Errorf("%s\nGoogle: got %v\nJSON-LD: got %v\nwant the same, of %d variants", catalogue, google, data, variants)
		}
		for link, want := range google {
			shown := fromPage(t, open(t, s, strings.TrimPrefix(link, "https://shop.example")))
			want.price, want.before = asShown(t, s, want.price), asShown(t, s, want.before)
			if shown != want {
				t.Errorf("%s\n%s: the page shows %v, want %v", catalogue, link, shown, want)
			}
		}
	}
}

// asShown returns a decimal as pages write it.
func asShown(t *testing.T, s *Site, decimal string) string {
	t.Helper()
	if decimal == "" {
		return ""
	}
	amount, err := money.Parse(decimal, 2)
	if err != nil {
		t.Fatal(err)
	}
	return s.Shop.Money.Text(amount)
}

// What was sold since the file was written shows in the feeds too.
func TestFeedsHaveTheStockLeft(t *testing.T) {
	s := load(t, plainShop, structuredProducts)
	sold, err := s.WithStock(map[cart.Key]int{"1": 0})
	if err != nil {
		t.Fatal(err)
	}
	const link = "https://shop.example/producto/1"
	if before, after := fromGoogle(t, s)[link], fromGoogle(t, sold)[link]; !before.available || after.available {
		t.Errorf("got %v and then %v, want it sold out", before, after)
	}
}
