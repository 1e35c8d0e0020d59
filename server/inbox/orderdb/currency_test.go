package orderdb_test

import (
	"database/sql"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
	"carrito/server/inbox/orderdb"
)

// yen makes the counter that of a shop that has changed to another currency, without
// decimals.
func (c *counter) yen() {
	c.t.Helper()
	s := &shop.Shop{Currency: "JPY", Money: money.Format{Code: "JPY"}}
	s.Orders.Delivery = []shop.Delivery{{ID: "recojo", Name: "Recojo", Pickup: true}}
	var err error
	if c.terms, err = order.NewTerms(s); err != nil {
		c.t.Fatal(err)
	}
	inYen := strings.NewReplacer(`"20.00"`, `"2000"`, `"39.90"`, `"3990"`, `"9.90"`, `"990"`).Replace(products)
	if c.products, err = catalog.Read(strings.NewReader(inYen), catalog.Rules{}); err != nil {
		c.t.Fatal(err)
	}
}

// A shop that changes its currency takes orders in the new one at once, and keeps
// those in the old one as they were.
func TestCurrencyChanges(t *testing.T) {
	databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := newCounter(t)
		s := counted(t, open, c)
		offer := func() orderdb.Offer { return orderdb.Offer{Terms: c.terms, Products: c.products} }
		url := serve(t, orderdb.NewAPI(s, offer, orderdb.Limits{}, quiet()))
		before, late := c.order("2:1×1"), c.order("3×1")
		if got := post(t, url, "application/json", c.json(before)); got.status != 201 {
			t.Fatalf("got %d %s, want 201", got.status, got.body)
		}
		c.yen()
		after := c.order("2:1×1")
		if got := post(t, url, "application/json", c.json(after)); got.status != 201 || got.Total != "3990" {
			t.Errorf("in the new currency: got %d %s, want 201", got.status, got.body)
		}
		if got := post(t, url, "application/json", c.json(before)); got.status != 201 || got.Total != "39.90" {
			t.Errorf("an order sent again: got %d %s, want its receipt", got.status, got.body)
		}
		if got := post(t, url, "application/json", c.json(late)); got.status != 400 || !strings.Contains(got.body, `"currency"`) {
			t.Errorf("in the old currency: got %d %s, want the currency refused", got.status, got.body)
		}
		keeps(t, open(), before, "PEN 39.90")
		keeps(t, open(), after, "JPY 3990")
		for currency, want := range map[string]string{"PEN": "39.90", "JPY": "3990"} {
			days, err := s.Totals(t.Context(), 1, currency)
			if err != nil || days[0].Orders != 2 || days[0].Sum.String() != want {
				t.Errorf("%s: got %v, %v, want 2 orders and %s", currency, days, err, want)
			}
		}
	})
}

// keeps wants an order with its own currency and decimals, wherever it is read.
func keeps(t *testing.T, s *orderdb.Store, o order.Order, want string) {
	t.Helper()
	stored, err := s.Order(t.Context(), o.ID)
	if got := stored.Order.Currency + " " + stored.Order.Figures.Total.String(); err != nil || got != want {
		t.Errorf("Order: got %s, %v, want %s", got, err, want)
	}
	list, err := s.List(t.Context(), orderdb.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range list {
		if got := l.Currency + " " + l.Total.String(); l.ID == o.ID && got != want {
			t.Errorf("List: got %s, want %s", got, want)
		}
	}
}

// Orders from before there was a currency in their row get that of their text.
func TestCurrencyOfOldOrders(t *testing.T) {
	names(t, func(t *testing.T, database string) {
		c := newCounter(t)
		s := open(t, database)
		soles := c.order("3×1")
		soles.Note = `"currency":"USD"} "total":"1"}`
		soles = c.propose(soles, func(int, int) int { return -1 })
		c.place(s, soles)
		c.yen()
		yen, bad := c.order("3×1"), c.order("3×1")
		c.place(s, yen)
		c.place(s, bad)
		s.Close()
		damage(t, database, "{", bad.ID)
		driver := "sqlite"
		if orderdb.IsPostgres(database) {
			driver = "pgx"
		}
		db, err := sql.Open(driver, database)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for _, statement := range []string{
			"ALTER TABLE orders DROP COLUMN currency", "ALTER TABLE orders DROP COLUMN digits", "DELETE FROM migrations WHERE name = '0004_currency.sql'",
		} {
			if _, err := db.Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
		s = open(t, database)
		keeps(t, s, soles, "PEN 9.90")
		keeps(t, s, yen, "JPY 990")
		if o, err := s.Order(t.Context(), bad.ID); err == nil || o.Order.Figures.Total.String() != "9.90" {
			t.Errorf("the damaged one: got %v, %v, want the shop's decimals", o, err)
		}
	})
}

func serve(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}
