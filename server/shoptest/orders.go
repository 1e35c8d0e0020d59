// Package shoptest has sample orders and exports of Shopify, for tests and
// benchmarks. Package large generates shops.
package shoptest

import (
	"context"
	"path/filepath"
	"testing"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/server/inbox/orderdb"
)

// Store returns an empty store of orders in a currency with two decimals. It is
// closed and removed when the test ends.
func Store(t testing.TB) *orderdb.Store {
	t.Helper()
	return StoreIn(t, filepath.Join(t.TempDir(), "orders.db"))
}

// StoreIn is [Store] with a given file, or the address of a PostgreSQL
// database.
func StoreIn(t testing.TB, file string) *orderdb.Store {
	t.Helper()
	s, err := orderdb.Open(context.Background(), file, 2)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Order returns an order as the demo shop's shoppers send it, with every field
// filled in.
func Order(t testing.TB) order.Order {
	t.Helper()
	id, err := order.NewID()
	if err != nil {
		t.Fatal(err)
	}
	soles := func(text string) money.Amount {
		a, err := money.Parse(text, 2)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	return order.Order{
		ID: id,
		Customer: order.Customer{
			Name: "Rosa Quispe Ñahui", Phone: "+51 999 000 222", Email: "rosa@example.com",
			Address: "Av. Los Álamos 45\nDpto. 302", City: "Lima", PostalCode: "15001",
		},
		Delivery: order.Delivery{Method: "envio", Zone: "lima"},
		Lines: []order.Line{
			{ProductID: 3, Name: "Bolso tote de lona", UnitPrice: soles("34.90"), Quantity: 2, Note: "Para regalo"},
			{ProductID: 64, VariantID: 2, Name: "Polo básico", Variant: "M / Blanco", UnitPrice: soles("39.90"), Quantity: 1},
		},
		Note: "Llamar antes.\nPortón verde.", Promo: "ALPACA10", Currency: "PEN",
		Figures: order.Figures{
			Subtotal: soles("109.70"), Discount: soles("10.97"), Shipping: soles("10.00"),
			Surcharge: soles("0.00"), PaymentDiscount: soles("0.00"), Tax: soles("16.59"), Total: soles("108.73"),
		},
	}
}

// Place places an order without checking it against the shop.
func Place(t testing.TB, s *orderdb.Store, o order.Order) orderdb.Receipt {
	t.Helper()
	receipt, err := s.Place(context.Background(), o, func(o order.Order, _ func(product, variant int) int) order.Order { return o })
	if err != nil {
		t.Fatal(err)
	}
	return receipt
}
