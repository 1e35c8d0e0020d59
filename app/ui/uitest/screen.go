package uitest

import (
	"testing"

	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/session"
	"carrito/app/shop"
	"carrito/app/shopper"
	"carrito/app/ui/part"
)

// Soles is the format of amounts in soles.
var Soles = money.Format{
	Code: "PEN", Digits: 2, Prefix: "S/ ", Decimal: ".", Group: ",", First: 3, Rest: 3, Minimum: 4,
}

// Few is a catalogue with a product of each kind: with a counted stock, without
// one, with variants, and sold out.
const Few = `[
	{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90", "category": "Accesorios", "stock": 5},
	{"id": 2, "slug": "medias", "name": "Medias", "price": "12.90", "category": "Accesorios"},
	{"id": 3, "slug": "polo", "name": "Polo", "price": "20.00", "category": "Polos",
	 "options": [{"name": "Talla", "values": ["S", "M"]}, {"name": "Color", "values": ["Blanco", "Negro"]}],
	 "variants": [{"id": 1, "values": ["S", "Blanco"], "stock": 3}, {"id": 2, "values": ["M", "Blanco"], "stock": 0},
	              {"id": 3, "values": ["M", "Negro"]}]},
	{"id": 4, "slug": "bufanda", "name": "Bufanda", "price": "59.90", "category": "Accesorios", "stock": 0}
]`

// Catalog parses the products of a shop.
func Catalog(t testing.TB, products string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Parse(products, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Shop returns a small shop in a language.
func Shop(language string) *shop.Shop {
	return &shop.Shop{
		Name: "Tienda", Tagline: "Una tienda", Language: language, Locale: "es-PE", Currency: "PEN", Money: Soles,
	}
}

// Screen returns the live screen of a small shop in Spanish that sells [Few].
func Screen(t testing.TB) *part.Screen {
	t.Helper()
	s := part.NewScreen(Shop("es"), Catalog(t, Few))
	s.Open(&session.Memory{}, shopper.Early{})
	s.Phase = part.Live
	return s
}
