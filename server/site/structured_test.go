package site

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"carrito/server/listing"

	"golang.org/x/net/html"
)

// structured returns the object of a schema.org type on a page. It fails the
// test if there is not exactly one.
func structured[T any](t *testing.T, root *html.Node, kind string) T {
	t.Helper()
	var found []T
	for _, script := range with(all(root, "script"), "type", "application/ld+json") {
		var object struct {
			Context string `json:"@context"`
			Type    string `json:"@type"`
		}
		var value T
		for _, into := range []any{&object, &value} {
			if err := json.Unmarshal([]byte(text(script)), into); err != nil {
				t.Fatalf("JSON-LD: %v", err)
			}
		}
		if object.Context != "https://schema.org" {
			t.Errorf("JSON-LD: context: got %q, want https://schema.org", object.Context)
		}
		if object.Type == kind {
			found = append(found, value)
		}
	}
	if len(found) != 1 {
		t.Fatalf("JSON-LD of type %s: got %d, want 1", kind, len(found))
	}
	return found[0]
}

const structuredProducts = `[
	{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90", "category": "Accesorios y más", "description": "De lana.", "stock": 5, "sku": "GO-1",
	 "images": [{"src": "https://img.example/a.jpg", "alt": "a"}]},
	{"id": 2, "slug": "bufanda", "name": "Bufanda", "price": "1290", "stock": 0},
	{"id": 3, "slug": "polo", "name": "Polo", "price": "20.00", "category": "Polos", "options": [{"name": "Talla", "values": ["S", "M", "L"]}],
	 "variants": [{"id": 4, "sku": "P-S", "values": ["S"], "stock": 3}, {"id": 5, "values": ["M"], "stock": 0},
	              {"id": 6, "values": ["L"], "price": "25.5"}]}
]`

// offersOf returns the offers of a product's page in the order of its variants.
func offersOf(t *testing.T, root *html.Node, kind string) (product listing.Product, offers []listing.Offer) {
	t.Helper()
	product = structured[listing.Product](t, root, kind)
	if product.Offers != nil {
		offers = append(offers, *product.Offers)
	}
	for _, v := range product.Variants {
		offers = append(offers, *v.Offers)
	}
	return product, offers
}

func TestOffers(t *testing.T) {
	const in, out = "https://schema.org/InStock", "https://schema.org/OutOfStock"
	tests := []struct {
		address, kind string
		want          []listing.Offer
	}{
		{"/producto/1", "Product", []listing.Offer{{URL: "https://shop.example/producto/1", Price: "39.90", Availability: in}}},
		{"/producto/2", "Product", []listing.Offer{{URL: "https://shop.example/producto/2", Price: "1290.00", Availability: out}}},
		{"/producto/3?variante=6", "ProductGroup", []listing.Offer{
			{URL: "https://shop.example/producto/3?variante=4", Price: "20.00", Availability: in},
			{URL: "https://shop.example/producto/3?variante=5", Price: "20.00", Availability: out},
			{URL: "https://shop.example/producto/3?variante=6", Price: "25.50", Availability: in},
		}},
	}
	s := load(t, plainShop, structuredProducts)
	for _, test := range tests {
		t.Run(test.address, func(t *testing.T) {
			_, got := offersOf(t, open(t, s, test.address), test.kind)
			if len(got) != len(test.want) {
				t.Fatalf("got %d offers, want %d", len(got), len(test.want))
			}
			for i, want := range test.want {
				if got := got[i]; got.URL != want.URL || got.Price != want.Price || got.Availability != want.Availability || got.Currency != "PEN" || got.Type != "Offer" {
					t.Errorf("got %+v, want %+v", got, want)
				}
			}
		})
	}
}

func TestProductData(t *testing.T) {
	s := load(t, plainShop, structuredProducts)
	got := structured[listing.Product](t, open(t, s, "/producto/1"), "Product")
	if got.Name != "Gorra" || got.Description != "De lana." || got.Category != "Accesorios y más" || got.SKU != "GO-1" {
		t.Errorf("got %q, %q, %q, %q, want name, description, category and SKU of the product", got.Name, got.Description, got.Category, got.SKU)
	}
	if want := "https://img.example/a.jpg"; len(got.Image) != 1 || got.Image[0] != want {
		t.Errorf("pictures: got %q, want %q", got.Image, want)
	}
	group := structured[listing.Product](t, open(t, s, "/producto/3"), "ProductGroup")
	if len(group.Variants) != 3 || group.Variants[0].SKU != "P-S" || group.Variants[2].Size != "L" || !slices.Equal(group.VariesBy, []string{"https://schema.org/size"}) {
		t.Errorf("got %+v, want three sizes", group)
	}
}

// The home page describes the shop and its search.
func TestShopData(t *testing.T) {
	shop := strings.Replace(plainShop, `"tagline"`, `"returns": {"days": 30, "fees": "10.00", "methods": ["mail", "store"]}, "contact": {"whatsapp": "51999000111"}, "tagline"`, 1)
	root := open(t, load(t, shop, structuredProducts), "/")
	store := structured[listing.Store](t, root, "OnlineStore")
	if store.Name != "Tienda" || store.URL != "https://shop.example/" || store.Telephone != "+51999000111" {
		t.Errorf("got %+v, want the shop", store)
	}
	if r := store.Returns; r == nil || r.Days != 30 || r.Country != "PE" || r.Amount.Value != "10.00" || len(r.Methods) != 2 {
		t.Errorf("got %+v, want 30 days in Peru", r)
	}
	search := structured[listing.Website](t, root, "WebSite").Search
	if want := "https://shop.example/buscar?q={search_term_string}"; search.Target.Template != want {
		t.Errorf("search: got %s, want %s", search.Target.Template, want)
	}
}

func TestBreadcrumbs(t *testing.T) {
	tests := []struct{ address, want string }{
		{"/categoria/polos", "1 Inicio https://shop.example/, 2 Polos https://shop.example/categoria/polos"},
		{"/producto/1", "1 Inicio https://shop.example/, 2 Accesorios y más https://shop.example/categoria/accesorios-y-mas, " +
			"3 Gorra https://shop.example/producto/1"},
		{"/producto/2", "1 Inicio https://shop.example/, 2 Bufanda https://shop.example/producto/2"},
	}
	s := load(t, plainShop, structuredProducts)
	for _, test := range tests {
		var steps []string
		for _, step := range structured[breadcrumbList](t, open(t, s, test.address), "BreadcrumbList").Elements {
			steps = append(steps, strconv.Itoa(step.Position)+" "+step.Name+" "+step.Item)
		}
		if got := strings.Join(steps, ", "); got != test.want {
			t.Errorf("%s: got %s, want %s", test.address, got, test.want)
		}
	}
}

// Pages that sell nothing carry no data for search engines.
func TestNoData(t *testing.T) {
	s := load(t, plainShop, structuredProducts)
	for _, address := range []string{"/buscar?q=polo", "/carrito", "/agregarCarrito/1", "/producto/99", "/nada"} {
		if got := len(with(all(open(t, s, address), "script"), "type", "application/ld+json")); got != 0 {
			t.Errorf("%s: got %d objects, want none", address, got)
		}
	}
}
