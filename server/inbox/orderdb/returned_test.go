package orderdb_test

import (
	"testing"
	"time"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
)

// What is given back of an order is taken from the sales of the order's day.
func TestSalesLessRefunds(t *testing.T) {
	type made struct {
		state                    string
		amount, refunded, digits int64
	}
	tests := []struct {
		name              string
		currency          string
		digits            int
		state             orderdb.State
		payment           orderdb.PayState
		made              []made
		orders, refunded  int
		revenue, returned string
	}{
		{"paid", "PEN", 2, orderdb.New, orderdb.Paid, []made{{"paid", 10000, 0, 2}}, 1, 0, "100.00", "0"},
		{"refunded in part", "PEN", 2, orderdb.New, orderdb.PartlyRefunded, []made{{"partly refunded", 10000, 2550, 2}}, 1, 0, "74.50", "25.50"},
		{"all but a cent", "PEN", 2, orderdb.New, orderdb.PartlyRefunded, []made{{"partly refunded", 10000, 9999, 2}}, 1, 0, "0.01", "99.99"},
		{"refunded in two steps", "PEN", 2, orderdb.New, orderdb.Refunded, []made{{"refunded", 10000, 10000, 2}}, 0, 1, "0", "0"},
		{"disputed after a refund in part", "PEN", 2, orderdb.New, orderdb.Disputed, []made{{"disputed", 10000, 1000, 2}}, 1, 0, "90.00", "10.00"},
		{"paid twice, one given back, the other in part", "PEN", 2, orderdb.New, orderdb.PartlyRefunded, []made{{"refunded", 10000, 10000, 2}, {"partly refunded", 10000, 4000, 2}}, 1, 0, "60.00", "40.00"},
		{"paid twice, and the owner has not decided", "PEN", 2, orderdb.New, orderdb.Differs, []made{{"paid", 10000, 0, 2}, {"partly refunded", 10000, 4000, 2}}, 1, 0, "100.00", "0"},
		{"the owner says that it is paid", "PEN", 2, orderdb.New, orderdb.Paid, []made{{"partly refunded", 10000, 4000, 2}}, 1, 0, "100.00", "0"},
		{"cancelled", "PEN", 2, orderdb.Cancelled, orderdb.PartlyRefunded, []made{{"partly refunded", 10000, 4000, 2}}, 0, 0, "0", "0"},
		{"a currency without decimals, written with some", "CLP", 0, orderdb.New, orderdb.PartlyRefunded, []made{{"partly refunded", 1000000, 400000, 2}}, 1, 0, "6000", "4000"},
		{"decimals that the provider leaves out", "PEN", 2, orderdb.New, orderdb.PartlyRefunded, []made{{"partly refunded", 100, 40, 0}}, 1, 0, "60.00", "40"},
	}
	inboxtest.Names(t, func(t *testing.T, database string) {
		s, db := inboxtest.Open(t, database), raw(t, database)
		for i, test := range tests {
			day := time.Date(2026, 3, 1+i, 0, 0, 0, 0, time.UTC)
			o := shoptest.Order(t)
			none := money.FromMinor(0, test.digits)
			o.Currency, o.Figures = test.currency, order.Figures{Subtotal: none, Discount: none, Shipping: none, Tax: none, Total: money.FromMinor(10000, test.digits)}
			shoptest.Place(t, s, o)
			if _, err := db.Exec("UPDATE orders SET placed = $2, state = $3, payment = $4, provider = 'stripe' WHERE id = $1", o.ID, day.UnixMicro(), string(test.state), string(test.payment)); err != nil {
				t.Fatal(err)
			}
			for n, m := range test.made {
				_, err := db.Exec("INSERT INTO payments (order_id, provider, payment, state, detail, amount, refunded, digits, currency, at) VALUES ($1, 'stripe', $2, $3, '', $4, $5, $6, $7, $8)",
					o.ID, string(rune('a'+n)), m.state, m.amount, m.refunded, m.digits, test.currency, day.AddDate(0, 1, 0).UnixMicro())
				if err != nil {
					t.Fatal(err)
				}
			}
			got, err := s.Sales(t.Context(), []time.Time{day, day.AddDate(0, 0, 1)})
			if err != nil || len(got) != 1 || len(got[0]) != 1 {
				t.Fatalf("%s: got %+v, %v, want one currency", test.name, got, err)
			}
			if in := got[0][0]; in.Orders != test.orders || in.Refunded != test.refunded || in.Revenue.String() != test.revenue || in.Returned.String() != test.returned {
				t.Errorf("%s: got %+v (%s, less %s), want %d orders, %s, less %s", test.name, in, in.Revenue, in.Returned, test.orders, test.revenue, test.returned)
			}
		}
	})
}
