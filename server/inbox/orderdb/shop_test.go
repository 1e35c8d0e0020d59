package orderdb_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
)

// products are a hat of which ten are left, a shirt in two sizes, and socks
// that nobody counts.
const products = `[
	{"id": 1, "slug": "gorra", "name": "Gorra", "price": "20.00", "stock": 10},
	{"id": 2, "slug": "polo", "name": "Polo", "price": "39.90", "options": [{"name": "Talla", "values": ["S", "M"]}],
	 "variants": [{"id": 1, "values": ["S"], "stock": 3}, {"id": 2, "values": ["M"], "stock": 0}]},
	{"id": 3, "slug": "medias", "name": "Medias", "price": "9.90"}]`

func read(t testing.TB, products string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Read(strings.NewReader(products), catalog.Rules{Digits: 2})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// terms are those of a shop with a promo code and two ways of delivery.
func terms(t testing.TB) *order.Terms {
	t.Helper()
	s := &shop.Shop{Currency: "PEN", Money: money.Format{Code: "PEN", Digits: 2}}
	s.Orders = shop.Orders{
		Delivery: []shop.Delivery{
			{ID: "envio", Name: "Envío", Zones: []shop.Zone{{ID: "lima", Name: "Lima", Price: "10.00"}}},
			{ID: "recojo", Name: "Recojo", Pickup: true},
		},
		Tax:    shop.Tax{Name: "IGV", Percent: "18", Included: true},
		Promos: []shop.Promo{{Code: "DIEZ", Percent: "10"}},
	}
	got, err := order.NewTerms(s)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// counter is where orders are made: a shop's terms and its catalogue.
type counter struct {
	t        testing.TB
	terms    *order.Terms
	products *catalog.Catalog
}

func newCounter(t testing.TB) *counter { return &counter{t, terms(t), read(t, products)} }

// propose is what the shop makes of an order.
func (c *counter) propose(o order.Order, left func(product, variant int) int) order.Order {
	promo, _ := c.terms.Promo(o.Promo)
	return c.terms.Propose(o, c.products, promo, left)
}

// order returns an order of lines "1×2", a product and its units, or "2:1×3".
func (c *counter) order(lines ...string) order.Order {
	c.t.Helper()
	id, err := order.NewID()
	if err != nil {
		c.t.Fatal(err)
	}
	o := order.Order{ID: id, Customer: order.Customer{Name: "Ana Ñahui", Phone: "999 000 111"}, Delivery: order.Delivery{Method: "recojo"}}
	for _, text := range lines {
		var l order.Line
		if _, err := fmt.Sscanf(text, "%d:%d×%d", &l.ProductID, &l.VariantID, &l.Quantity); err != nil {
			l.VariantID = 0
			if _, err := fmt.Sscanf(text, "%d×%d", &l.ProductID, &l.Quantity); err != nil {
				c.t.Fatalf("%q: %v", text, err)
			}
		}
		o.Lines = append(o.Lines, l)
	}
	return c.propose(o, func(int, int) int { return catalog.NotCounted })
}

// place places an order and wants it taken.
func (c *counter) place(s *orderdb.Store, o order.Order) orderdb.Receipt {
	c.t.Helper()
	receipt, err := s.Place(context.Background(), o, c.propose)
	if err != nil {
		c.t.Fatalf("place: got %v, want it taken", err)
	}
	return receipt
}

// stock returns the units left, "1=10 2:1=3".
func stock(t testing.TB, s *orderdb.Store) string {
	t.Helper()
	left, err := s.Stock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for key, units := range left {
		texts = append(texts, fmt.Sprintf("%s=%d", key, units))
	}
	return sorted(texts)
}

// databases runs a test on every database there is. open opens the same one
// each time, as another server would.
func databases(t *testing.T, test func(t *testing.T, open func() *orderdb.Store)) {
	t.Run("sqlite", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "orders.db")
		test(t, func() *orderdb.Store { return open(t, file) })
	})
	t.Run("postgres", func(t *testing.T) {
		address := pgtest.Database(t)
		test(t, func() *orderdb.Store { return open(t, address) })
	})
}

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m)) }

// open opens a store for the length of a test.
func open(t testing.TB, database string) *orderdb.Store {
	t.Helper()
	s, err := orderdb.Open(t.Context(), database, 2)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// counted opens a store that has counted the products.
func counted(t testing.TB, open func() *orderdb.Store, c *counter) *orderdb.Store {
	t.Helper()
	s := open()
	if err := s.Count(t.Context(), c.products); err != nil {
		t.Fatal(err)
	}
	return s
}
