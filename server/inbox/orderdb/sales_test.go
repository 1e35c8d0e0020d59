package orderdb_test

import (
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
)

// raw opens a database without the store.
func raw(t *testing.T, database string) *sql.DB {
	t.Helper()
	driver := "sqlite"
	if orderdb.IsPostgres(database) {
		driver = "pgx"
	}
	db, err := sql.Open(driver, database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// sell places orders of some days in several currencies, and gives them any state.
func sell(t *testing.T, s *orderdb.Store, db *sql.DB, random *rand.Rand, orders int, first time.Time) {
	t.Helper()
	for range orders {
		o := shoptest.Order(t)
		o.Currency = []string{"PEN", "USD", "CLP"}[random.IntN(3)]
		digits := map[string]int{"PEN": 2, "USD": 2, "CLP": 0}[o.Currency]
		none := money.FromMinor(0, digits)
		o.Figures = order.Figures{Subtotal: none, Discount: none, Shipping: none, Tax: none, Total: money.FromMinor(random.Int64N(100000), digits)}
		o.Lines = o.Lines[:1+random.IntN(2)]
		for i := range o.Lines {
			l := &o.Lines[i]
			l.ProductID, l.VariantID, l.Quantity = 1+random.IntN(4), random.IntN(3), 1+random.IntN(9)
			l.Name, l.UnitPrice = fmt.Sprint("Producto ", l.ProductID), money.FromMinor(random.Int64N(10000), digits)
		}
		shoptest.Place(t, s, o)
		placed := first.Add(time.Duration(random.Int64N(int64(5 * 24 * time.Hour))))
		if random.IntN(4) == 0 {
			placed = placed.Truncate(24 * time.Hour) // at a bound
		}
		state := orderdb.States[random.IntN(len(orderdb.States))]
		payment := append(orderdb.PayStates, "")[random.IntN(len(orderdb.PayStates)+1)]
		provider := []string{"", "stripe"}[random.IntN(2)]
		if _, err := db.Exec("UPDATE orders SET placed = $2, state = $3, payment = $4, provider = $5 WHERE id = $1", o.ID, placed.UnixMicro(), string(state), string(payment), provider); err != nil {
			t.Fatal(err)
		}
	}
}

// loopSales is [orderdb.Store.Sales] and [orderdb.Store.Best] for one period, in a plain loop.
func loopSales(t *testing.T, s *orderdb.Store, from, to time.Time) ([]orderdb.Sales, []orderdb.Sold) {
	t.Helper()
	sales, sold := map[string]orderdb.Sales{}, map[string]orderdb.Sold{}
	err := s.All(t.Context(), func(o orderdb.Stored) error {
		if o.Placed.Before(from) || !o.Placed.Before(to) {
			return nil
		}
		c := o.Order.Currency
		sum := sales[c]
		sum.Currency = c
		switch {
		case o.State == orderdb.Cancelled:
			sum.Cancelled++
		case o.Payment == orderdb.Refunded || o.Payment == orderdb.ChargedBack:
			sum.Refunded++
		case o.Provider != "" && slices.Contains([]orderdb.PayState{orderdb.Unpaid, orderdb.Awaiting, orderdb.InProcess, orderdb.Refused, orderdb.Expired}, o.Payment):
			sum.Unpaid++
		default:
			sum.Orders++
			sum.Revenue = sum.Revenue.Add(o.Order.Figures.Total)
			for _, l := range o.Order.Lines {
				key := fmt.Sprint(c, l.ProductID)
				p := sold[key]
				sold[key] = orderdb.Sold{Product: l.ProductID, Name: l.Name, Currency: c, Units: p.Units + l.Quantity, Amount: p.Amount.Add(l.Total())}
			}
		}
		sales[c] = sum
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return slices.SortedFunc(maps.Values(sales), func(a, b orderdb.Sales) int { return cmp.Compare(a.Currency, b.Currency) }),
		slices.SortedFunc(maps.Values(sold), func(a, b orderdb.Sold) int {
			return cmp.Or(-cmp.Compare(a.Amount.Minor(), b.Amount.Minor()), cmp.Compare(a.Product, b.Product), cmp.Compare(a.Currency, b.Currency))
		})
}

// The sums of the database are those of a plain loop.
func TestSalesEqualALoop(t *testing.T) {
	inboxtest.Names(t, func(t *testing.T, database string) {
		for seed := range uint64(3) {
			random := rand.New(rand.NewPCG(seed, 0))
			s, db := inboxtest.Open(t, database), raw(t, database)
			first := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
			sell(t, s, db, random, 60, first)
			var bounds []time.Time
			for day := range 7 {
				bounds = append(bounds, first.AddDate(0, 0, day-1))
			}
			got, err := s.Sales(t.Context(), bounds)
			if err != nil || len(got) != len(bounds)-1 {
				t.Fatalf("got %d periods, %v, want %d", len(got), err, len(bounds)-1)
			}
			for i, sales := range got {
				want, wantBest := loopSales(t, s, bounds[i], bounds[i+1])
				if !slices.Equal(sales, want) {
					t.Errorf("seed %d, period %d: got %+v, want %+v", seed, i, sales, want)
				}
				if best, err := s.Best(t.Context(), bounds[i], bounds[i+1]); err != nil || !slices.Equal(best, wantBest) {
					t.Errorf("seed %d, period %d: got %+v, %v, want %+v", seed, i, best, err, wantBest)
				}
			}
		}
	})
}

// A database from before the table of lines gets it, but for orders that cannot be read.
func TestSalesOfOldDatabase(t *testing.T) {
	inboxtest.Names(t, func(t *testing.T, database string) {
		s, db := inboxtest.Open(t, database), raw(t, database)
		first := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
		sell(t, s, db, rand.New(rand.NewPCG(9, 0)), 30, first)
		want, err := s.Best(t.Context(), first, first.AddDate(0, 0, 6))
		if err != nil || len(want) == 0 {
			t.Fatalf("got %v, %v, want products", want, err)
		}
		for _, body := range []string{"", "{", `{"lines": 3}`, `{"lines": {"a": 1}}`, `{"lines": [1, {"product": "x"}]}`, "\x01"} {
			o := shoptest.Order(t)
			shoptest.Place(t, s, o)
			damage(t, database, body, o.ID)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		for _, statement := range []string{"DROP TABLE lines", "DROP INDEX orders_by_sales", "DELETE FROM migrations WHERE name = '0009_sales.sql'"} {
			if _, err := db.Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
		s = inboxtest.Open(t, database)
		if got, err := s.Best(t.Context(), first, first.AddDate(0, 0, 6)); err != nil || !slices.Equal(got, want) {
			t.Errorf("got %+v, %v, want %+v", got, err, want)
		}
	})
}
