package vocabulary_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/site"

	"golang.org/x/net/html"
)

const fullShop = `{"name": "Tienda", "description": "De todo.", "language": "es", "locale": "es-PE", "currency": "PEN", "baseURL": "https://shop.example/",
	"contact": {"email": "a@shop.example", "whatsapp": "51999000111", "address": "Jr. Uno 1, Lima"},
	"returns": {"days": 30, "fees": "10.00", "methods": ["mail", "store"]},
	"orders": {"channels": [{"kind": "whatsapp"}], "delivery": [{"id": "envio", "name": "Envío", "price": "10.00"}, {"id": "recojo", "name": "Recojo", "pickup": true}]}}`

const fullProducts = `[
	{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90", "compareAtPrice": "49.90", "category": "Accesorios", "description": "De lana.", "stock": 5, "sku": "GO-1",
	 "brand": "Acme", "gtin": "4006381333931", "mpn": "A1", "condition": "refurbished", "googleCategory": "173", "images": [{"src": "https://img.example/a.jpg"}]},
	{"id": 2, "slug": "polo", "name": "Polo", "price": "20.00", "category": "Polos", "description": "De algodón.", "brand": "Acme", "images": [{"src": "https://img.example/b.jpg"}],
	 "options": [{"name": "Talla", "values": ["S", "M"]}, {"name": "Género", "values": ["Mujer"]}, {"name": "Grabado", "values": ["No"]}],
	 "variants": [{"id": 4, "sku": "P-S", "values": ["S", "Mujer", "No"], "stock": 0, "gtin": "73513537"}, {"id": 5, "values": ["M", "Mujer", "No"], "compareAtPrice": "25.00", "mpn": "PM"}]}
]`

// full returns a shop that has everything that structured data may state.
func full(t *testing.T) *site.Site {
	t.Helper()
	web := t.TempDir()
	files := site.Files{Shop: filepath.Join(web, "shop.json"), Products: filepath.Join(web, "products.json"), Web: web}
	for name, text := range map[string]string{files.Shop: fullShop, files.Products: fullProducts} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := site.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// demo returns the demo shop at an address.
func demo(t *testing.T) *site.Site {
	t.Helper()
	s, err := site.Load(site.Files{Shop: browsertest.Path("web/shop.json"), Products: browsertest.Path("web/products.json"), Web: browsertest.Path("web")})
	if err == nil {
		s, err = s.AsFiles("https://shop.example/tienda/")
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// dataOf returns the structured data of a page.
func dataOf(t *testing.T, s *site.Site, path string) []map[string]any {
	t.Helper()
	document, err := s.Page(&url.URL{Path: s.Prefix() + path})
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(document.HTML))
	if err != nil {
		t.Fatal(err)
	}
	var objects []map[string]any
	for n := range root.Descendants() {
		if n.Data != "script" || !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Val == "application/ld+json" }) {
			continue
		}
		var object map[string]any
		if err := json.Unmarshal([]byte(n.FirstChild.Data), &object); err != nil {
			t.Fatal(err)
		}
		objects = append(objects, object)
	}
	return objects
}

// Every page of the demo shop, and of a shop with everything, keeps to schema.org.
func TestPagesKeepToTheVocabulary(t *testing.T) {
	v := readVocabulary(t)
	for _, s := range []*site.Site{full(t), demo(t)} {
		for _, path := range s.PlainPaths() {
			for _, object := range dataOf(t, s, path) {
				if object["@context"] != "https://schema.org" {
					t.Errorf("%s: got the context %v, want https://schema.org", path, object["@context"])
				}
				for _, fault := range v.faults(path, object) {
					t.Error(fault)
				}
			}
		}
	}
}

// google is what Google asks for in Google Search Central, 2026: "merchant listing",
// "product variants", "merchant return policy", "organization", "breadcrumb" and "site
// names". A path names a property of properties.
var google = map[string][]string{
	"Product": {"name", "image", "offers", "offers.price", "offers.priceCurrency", "offers.availability", "offers.itemCondition",
		"offers.shippingDetails.shippingRate.value", "offers.shippingDetails.shippingRate.currency",
		"offers.shippingDetails.shippingDestination.addressCountry",
		"offers.hasMerchantReturnPolicy.applicableCountry", "offers.hasMerchantReturnPolicy.returnPolicyCategory",
		"offers.hasMerchantReturnPolicy.merchantReturnDays", "offers.hasMerchantReturnPolicy.returnMethod", "offers.hasMerchantReturnPolicy.returnFees",
		"offers.hasMerchantReturnPolicy.returnShippingFeesAmount.value",
		"description", "brand.name", "sku", "gtin", "mpn", "offers.url",
		"offers.priceSpecification.priceType", "offers.priceSpecification.price", "offers.priceSpecification.priceCurrency"},
	"ProductGroup": {"name", "productGroupID", "variesBy", "hasVariant.name", "hasVariant.image", "hasVariant.offers.price", "hasVariant.offers.url",
		"hasVariant.offers.availability", "hasVariant.inProductGroupWithID", "hasVariant.size", "hasVariant.gtin", "hasVariant.sku", "brand.name", "description", "url",
		"hasVariant.offers.shippingDetails.shippingRate.value", "hasVariant.offers.hasMerchantReturnPolicy.returnPolicyCategory"},
	"BreadcrumbList": {"itemListElement.position", "itemListElement.name", "itemListElement.item"},
	"OnlineStore": {"name", "url", "email", "telephone", "address", "description", "hasMerchantReturnPolicy.applicableCountry",
		"hasMerchantReturnPolicy.returnPolicyCategory", "hasMerchantReturnPolicy.merchantReturnDays"},
	"WebSite": {"name", "url", "potentialAction.target.urlTemplate", "potentialAction.query-input"},
}

// at returns the values at a path, of every object on the way.
func at(value any, path []string) []any {
	if list, ok := value.([]any); ok {
		var values []any
		for _, one := range list {
			values = append(values, at(one, path)...)
		}
		return values
	}
	if len(path) == 0 {
		return []any{value}
	}
	object, _ := value.(map[string]any)
	if object[path[0]] == nil {
		return nil
	}
	return at(object[path[0]], path[1:])
}

// A shop with everything has what Google asks for.
func TestPagesHaveWhatGoogleAsksFor(t *testing.T) {
	s := full(t)
	seen := map[string]bool{}
	for _, path := range []string{"/", "/producto/1", "/producto/2"} {
		for _, object := range dataOf(t, s, path) {
			kind := object["@type"].(string)
			seen[kind] = true
			for _, want := range google[kind] {
				if values := at(object, strings.Split(want, ".")); len(values) == 0 || values[0] == "" {
					t.Errorf("%s: %s has no %s", path, kind, want)
				}
			}
		}
	}
	for kind := range google {
		if !seen[kind] {
			t.Errorf("no page has data of the type %s", kind)
		}
	}
}
