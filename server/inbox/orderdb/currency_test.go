package orderdb_test

import (
	"database/sql"
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
	"carrito/server/inbox"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/strict"
)

// yen makes the counter that of a shop that has changed to another currency, without
// decimals.
func yen(t *testing.T, c *inboxtest.Counter) {
	t.Helper()
	s := &shop.Shop{Currency: "JPY", Money: money.Format{Code: "JPY"}}
	s.Orders.Delivery = []shop.Delivery{{ID: "recojo", Name: "Recojo", Pickup: true}}
	c.Terms = order.NewTerms(s)
	var err error
	inYen := strings.NewReplacer(`"20.00"`, `"2000"`, `"39.90"`, `"3990"`, `"9.90"`, `"990"`).Replace(inboxtest.Products)
	if c.Products, err = strict.Products(strings.NewReader(inYen), strict.Rules{}); err != nil {
		t.Fatal(err)
	}
}

// A shop that changes its currency takes orders in the new one at once, and keeps
// those in the old one as they were.
func TestCurrencyChanges(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		url := inboxtest.Serve(t, s, c, inbox.Limits{})
		before, late := c.Order("2:1×1"), c.Order("3×1")
		if got := inboxtest.Post(t, url, "application/json", c.JSON(before)); got.Status != 201 {
			t.Fatalf("got %d %s, want 201", got.Status, got.Body)
		}
		yen(t, c)
		after := c.Order("2:1×1")
		if got := inboxtest.Post(t, url, "application/json", c.JSON(after)); got.Status != 201 || got.Total != "3990" {
			t.Errorf("in the new currency: got %d %s, want 201", got.Status, got.Body)
		}
		if got := inboxtest.Post(t, url, "application/json", c.JSON(before)); got.Status != 201 || got.Total != "39.90" {
			t.Errorf("an order sent again: got %d %s, want its receipt", got.Status, got.Body)
		}
		if got := inboxtest.Post(t, url, "application/json", c.JSON(late)); got.Status != 400 || !strings.Contains(got.Body, `"currency"`) {
			t.Errorf("in the old currency: got %d %s, want the currency refused", got.Status, got.Body)
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
	inboxtest.Names(t, func(t *testing.T, database string) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Open(t, database)
		soles := c.Order("3×1")
		soles.Note = `"currency":"USD"} "total":"1"}`
		soles = c.Propose(soles, func(int, int) int { return -1 })
		c.Place(s, soles)
		yen(t, c)
		yen, bad := c.Order("3×1"), c.Order("3×1")
		c.Place(s, yen)
		c.Place(s, bad)
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
			"DROP INDEX orders_by_sales", "ALTER TABLE orders DROP COLUMN currency", "ALTER TABLE orders DROP COLUMN digits", "DELETE FROM migrations WHERE name = '0004_currency.sql'",
		} {
			if _, err := db.Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
		s = inboxtest.Open(t, database)
		keeps(t, s, soles, "PEN 9.90")
		keeps(t, s, yen, "JPY 990")
		if o, err := s.Order(t.Context(), bad.ID); err == nil || o.Order.Figures.Total.String() != "9.90" {
			t.Errorf("the damaged one: got %v, %v, want the shop's decimals", o, err)
		}
	})
}
