package ui

import (
	"net/url"
	"os"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/session"
	"carrito/app/shop"
	"carrito/app/text"
)

var soles = money.Format{
	Code: "PEN", Digits: 2, Prefix: "S/ ", Decimal: ".", Group: ",", First: 3, Rest: 3, Minimum: 4,
}

var (
	spanish, english = text.In("es"), text.In("en")
	spanishOrder     = spanish.Order
)

var languages = []string{"es", "en"}

// demoStore is the shop in web/, in a language, as the server shows it.
func demoStore(t *testing.T, language string) *Store {
	t.Helper()
	file, err := os.Open("../../web/shop.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s, err := shop.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	products, err := os.ReadFile("../../web/products.json")
	if err != nil {
		t.Fatal(err)
	}
	s.Language, s.Money = language, soles
	return NewStore(s, read(t, string(products)))
}

// few is a catalogue with one product of each kind.
const few = `[
	{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90", "category": "Accesorios", "stock": 5},
	{"id": 2, "slug": "medias", "name": "Medias", "price": "12.90", "category": "Accesorios"},
	{"id": 3, "slug": "polo", "name": "Polo", "price": "20.00", "category": "Polos",
	 "options": [{"name": "Talla", "values": ["S", "M"]}, {"name": "Color", "values": ["Blanco", "Negro"]}],
	 "variants": [{"id": 1, "values": ["S", "Blanco"], "stock": 3}, {"id": 2, "values": ["M", "Blanco"], "stock": 0},
	              {"id": 3, "values": ["M", "Negro"]}]},
	{"id": 4, "slug": "bufanda", "name": "Bufanda", "price": "59.90", "category": "Accesorios", "stock": 0}
]`

// store is a shop with the catalogue, live, its session in the storage.
func store(t *testing.T, language, products string, storage session.Storage) *Store {
	t.Helper()
	s := NewStore(&shop.Shop{
		Name: "Tienda", Tagline: "Una tienda", Language: language, Locale: "es-PE", Currency: "PEN", Money: soles,
	}, read(t, products))
	s.Open(storage)
	return s
}

func read(t *testing.T, products string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Read(strings.NewReader(products), catalog.Rules{Digits: 2})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func at(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
