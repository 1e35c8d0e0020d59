package shopper

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"carrito/app/json"

	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/session"
	"carrito/app/shop"
	"carrito/app/text"
)

var (
	spanish, english = text.In("es"), text.In("en")
	spanishOrder     = spanish.Order
)

var soles = money.Format{
	Code: "PEN", Digits: 2, Prefix: "S/ ", Decimal: ".", Group: ",", First: 3, Rest: 3, Minimum: 4,
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

func read(t *testing.T, products string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Parse(products, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// open returns a shopper of a small shop, with the session in storage.
func open(t *testing.T, language, products string, storage session.Storage) *Shopper {
	t.Helper()
	s := New(&shop.Shop{Name: "Tienda", Language: language, Locale: "es-PE", Currency: "PEN", Money: soles}, read(t, products))
	s.Open(storage, Early{})
	return s
}

// demo returns a shopper in the shop of web/, as on the server.
func demo(t *testing.T) *Shopper {
	t.Helper()
	text, err := os.ReadFile("../../web/shop.json")
	if err != nil {
		t.Fatal(err)
	}
	s := shop.Decode(json.NewReader(string(text)))
	products, err := os.ReadFile("../../web/products.json")
	if err != nil {
		t.Fatal(err)
	}
	s.Language, s.Money = "es", soles
	return New(s, read(t, string(products)))
}

// filled adds two bags and a shirt to the cart.
func filled(s *Shopper) {
	s.Open(&session.Memory{}, Early{})
	s.Add(3, 0, 2)
	s.Add(26, 1, 1)
}

// posting returns a shopper in the demo shop, and the orders that they send.
func posting(t *testing.T) (*Shopper, *posts) {
	t.Helper()
	var posted posts
	s := demo(t)
	s.Orders.Sender = &posted
	return s, &posted
}

// announced checks the latest message.
func announced(t *testing.T, s *Shopper, want string, wantError bool) {
	t.Helper()
	if s.Message.Text != want || s.Message.Error != wantError {
		t.Errorf("message: got %q, an error %v; want %q, %v", s.Message.Text, s.Message.Error, want, wantError)
	}
}

// keys returns the keys of the cart's lines with their quantities, in order.
func keys(s *Shopper) string {
	var lines []string
	for _, line := range s.Session.Cart().Lines() {
		lines = append(lines, fmt.Sprintf("%s×%d", line.Key(), line.Quantity))
	}
	return strings.Join(lines, " ")
}

// faulty is a storage that fails to write when off is set.
type faulty struct {
	session.Memory
	off bool
}

func (f *faulty) Set(name, text string) error {
	if f.off {
		return errors.New("the storage is full")
	}
	return f.Memory.Set(name, text)
}

// The session uses a new catalogue at once, and the page is drawn again if
// needed.
func TestSetCatalog(t *testing.T) {
	const first, second = "/products.1.json", "/products.2.json"
	dearer := read(t, strings.Replace(few, "39.90", "45.00", 1))
	tests := []struct {
		name  string
		then  func(s *Shopper)
		price string
		news  int
		drawn string
	}{
		{"new catalogue", func(s *Shopper) { s.SetCatalog(dearer, second) }, "45.00", 1, "[true]"},
		{"new, with the same products", func(s *Shopper) { s.SetCatalog(read(t, few), second) }, "39.90", 0, "[true]"},
		{"the same", func(s *Shopper) { s.ConfirmCatalog(first) }, "39.90", 0, "[]"},
		{"new, then confirmed", func(s *Shopper) { s.SetCatalog(dearer, second); s.ConfirmCatalog(second) }, "45.00", 1, "[true]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, "es", few, &session.Memory{})
			s.Add(1, 0, 2)
			drawn := []bool{}
			s.Join(session.Tabs{Products: first}, func(renewed bool) { drawn = append(drawn, renewed) })
			test.then(s)
			if got := s.Session.Cart().Lines()[0].UnitPrice.String(); got != test.price {
				t.Errorf("got the price %s in the cart, want %s", got, test.price)
			}
			if len(s.News) != test.news || fmt.Sprint(drawn) != test.drawn {
				t.Errorf("got the news %q and redraws %v, want %d sentences and %s", s.News, drawn, test.news, test.drawn)
			}
		})
	}
}
