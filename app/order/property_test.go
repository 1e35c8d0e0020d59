package order_test

import (
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"

	"carrito/app/cart"
	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
)

// some is a shop with random percentages and amounts, and a random order.
type some struct {
	terms    *order.Terms
	lines    []order.Line
	delivery order.Delivery
	promo    order.Promo
	payment  string
}

func newSome(t *testing.T, r *rand.Rand) some {
	t.Helper()
	percent := func() string { return strconv.FormatFloat(float64(r.IntN(10_001))/100, 'f', 2, 64) }
	amount := func(most int) string { return money.FromMinor(int64(r.IntN(most)+1), 2).String() }
	terms := termsWith(func(settings *shop.Shop) {
		settings.Payments = []shop.Payment{{Kind: "cash"}, {Kind: "transfer", Discount: percent()}, {Kind: "stripe", Surcharge: percent()}}
		o := &settings.Orders
		o.Tax = shop.Tax{Name: "IGV", Percent: percent(), Included: r.IntN(2) == 0}
		o.Delivery[0].Zones[0].Price, o.Delivery[0].Zones[0].FreeFrom = amount(5000), amount(50_000)
		o.Delivery[2].Price, o.Delivery[2].FreeFrom = amount(5000), amount(50_000)
		o.Promos[0].Percent, o.Promos[0].Minimum = percent(), amount(20_000)
		if o.Promos[0].Percent == "0.00" {
			o.Promos[0].Percent = "0.01"
		}
		o.Promos[1].Amount = amount(20_000)
	})
	s := some{terms: terms}
	most := []int{100, 10_000, 10_000_000, money.MaxMinor}[r.IntN(4)]
	for i := range r.IntN(6) {
		s.lines = append(s.lines, order.Line{ProductID: i + 1, UnitPrice: money.FromMinor(int64(r.IntN(most)+1), 2), Quantity: r.IntN(cart.MaxQuantity) + 1})
	}
	s.delivery = []order.Delivery{{Method: "recojo"}, {Method: "moto"}, {Method: "envio", Zone: "lima"}, {Method: "envio", Zone: "selva"}, {}}[r.IntN(5)]
	s.promo = append(terms.Promos, order.Promo{})[r.IntN(3)]
	s.payment = []string{"", "cash", "transfer", "stripe"}[r.IntN(4)]
	return s
}

// The figures of an order add up, are never negative, and can be written and read.
func TestPriceAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		s := newSome(t, r)
		f := s.terms.Price(s.lines, s.delivery, s.promo, s.payment)
		total := f.Subtotal.Minor() - f.Discount.Minor() + f.Shipping.Minor() + f.Surcharge.Minor() - f.PaymentDiscount.Minor()
		if !s.terms.Tax.Included {
			total += f.Tax.Minor()
		}
		if f.Total.Minor() != total {
			t.Fatalf("%+v: got a total of %s, want %d", s, figures(f), total)
		}
		for _, a := range []money.Amount{f.Subtotal, f.Discount, f.Shipping, f.Surcharge, f.PaymentDiscount, f.Tax, f.Total} {
			if a.Minor() < 0 || a != money.FromMinor(a.Minor(), 2) {
				t.Fatalf("%+v: got %s, want no negative amounts, and two decimals", s, figures(f))
			}
		}
		if f.Subtotal.Less(f.Discount) || f.Total.Less(f.Tax) {
			t.Fatalf("%+v: got %s, want a discount of at most the subtotal, and a tax of at most the total", s, figures(f))
		}
		o := full(t)
		o.Lines, o.Figures, o.Payment.Method = s.lines, f, "any"
		if again, err := order.Parse(string(o.AppendJSON(nil)), 2); err != nil || again.Figures != f {
			t.Fatalf("%s: read as %s, %v, want the same", figures(f), figures(again.Figures), err)
		}
		if none := s.terms.Price(nil, s.delivery, s.promo, s.payment); !none.Total.Zero() {
			t.Fatalf("without lines: got %s, want zero", figures(none))
		}
	}
}

// One unit more never costs less, unless it reaches a threshold.
func TestPriceGrows(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	compared := 0
	for range 5000 {
		s := newSome(t, r)
		if len(s.lines) == 0 {
			continue
		}
		before := s.terms.Price(s.lines, s.delivery, s.promo, s.payment)
		s.lines[r.IntN(len(s.lines))].Quantity++
		after := s.terms.Price(s.lines, s.delivery, s.promo, s.payment)
		if before.Shipping != after.Shipping || s.promo.Holds(before.Subtotal) != s.promo.Holds(after.Subtotal) {
			continue // shipping became free, or the promo code valid
		}
		compared++
		if after.Total.Less(before.Total) || after.Subtotal.Less(before.Subtotal) || after.Tax.Less(before.Tax) {
			t.Fatalf("%+v: got %s before and %s after one more", s, figures(before), figures(after))
		}
	}
	if compared < 3000 {
		t.Errorf("compared %d of 5000, want most", compared)
	}
}

// Taxes and discounts are exact, with halves rounded up. math/big computes the expected
// amounts.
func TestSharesAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	share := func(n int64, part, whole int) int64 { // n × part / whole, halves up
		x := new(big.Int).Mul(big.NewInt(n), big.NewInt(int64(2*part)))
		x.Add(x, big.NewInt(int64(whole)))
		return x.Div(x, big.NewInt(int64(2*whole))).Int64()
	}
	for range 5000 {
		s := newSome(t, r)
		f := s.terms.Price(s.lines, s.delivery, s.promo, s.payment)
		due := f.Subtotal.Minor() - f.Discount.Minor() + f.Shipping.Minor()
		means, _ := s.terms.Means(s.payment)
		if got, want := f.Surcharge.Minor()-f.PaymentDiscount.Minor(), share(due, max(means.Percent(), 0), 100_00)-share(due, max(-means.Percent(), 0), 100_00); got != want {
			t.Fatalf("%+v: got %d more for %q, want %d", s, got, s.payment, want)
		}
		tax := share(due+f.Surcharge.Minor()-f.PaymentDiscount.Minor(), s.terms.Tax.Percent, 100_00)
		if s.terms.Tax.Included {
			tax = share(f.Total.Minor(), s.terms.Tax.Percent, 100_00+s.terms.Tax.Percent)
		}
		if f.Tax.Minor() != tax {
			t.Fatalf("%+v: got %s, want a tax of %d", s, figures(f), tax)
		}
		if s.promo.Percent > 0 && s.promo.Holds(f.Subtotal) && f.Discount.Minor() != share(f.Subtotal.Minor(), s.promo.Percent, 100_00) {
			t.Fatalf("%+v: got %s, want a discount of %d", s, figures(f), share(f.Subtotal.Minor(), s.promo.Percent, 100_00))
		}
	}
}
