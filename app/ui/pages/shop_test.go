package pages

import (
	"net/url"
	"os"
	"testing"

	"carrito/app/json"

	"carrito/app/catalog"
	"carrito/app/session"
	"carrito/app/shop"
	"carrito/app/text"
	"carrito/app/ui/uitest"
)

var soles = uitest.Soles

var (
	spanish, english = text.In("es"), text.In("en")
	spanishOrder     = spanish.Order
)

var languages = []string{"es", "en"}

// demoStore returns the shop in web/, in a language, as the server draws it.
func demoStore(t *testing.T, language string) *Shop {
	t.Helper()
	text, err := os.ReadFile("../../../web/shop.json")
	if err != nil {
		t.Fatal(err)
	}
	s := shop.Decode(json.NewReader(string(text)))
	products, err := os.ReadFile("../../../web/products.json")
	if err != nil {
		t.Fatal(err)
	}
	s.Language, s.Money = language, soles
	return New(s, read(t, string(products)))
}

const few = uitest.Few

// store returns the pages of a live shop with this catalogue and storage.
func store(t *testing.T, language, products string, storage session.Storage) *Shop {
	t.Helper()
	s := New(uitest.Shop(language), read(t, products))
	s.Open(storage)
	return s
}

func read(t *testing.T, products string) *catalog.Catalog { return uitest.Catalog(t, products) }

func at(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

var (
	render  = uitest.Render
	all     = uitest.All
	with    = uitest.With
	one     = uitest.One
	attr    = uitest.Attr
	has     = uitest.Has
	wordsOf = uitest.Words
	hidden  = uitest.Hidden
	nameOf  = uitest.NameOf
	labelOf = uitest.LabelOf
	named   = uitest.Named
	fold    = uitest.Fold
)
