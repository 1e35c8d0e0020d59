package cart_test

import (
	"errors"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// checkChange checks the error of a cart change, and that the cart is want afterwards.
// available is the number in the expected StockError, or -1 if none is expected.
func checkChange(t *testing.T, c *cart.Cart, err, wantErr error, available int, want string) {
	t.Helper()
	var stock *cart.StockError
	switch {
	case available >= 0:
		if !errors.As(err, &stock) || stock.Available != available {
			t.Errorf("got error %v, want %d in stock", err, available)
		}
	case !errors.Is(err, wantErr):
		t.Errorf("got error %v, want %v", err, wantErr)
	}
	if got := keys(c); got != want {
		t.Errorf("got cart %s, want %s", got, want)
	}
}

func TestAdd(t *testing.T) {
	const before = "1×2 2×3 7:2×1"
	tests := []struct {
		name      string
		product   *catalog.Product
		variant   int
		quantity  int
		wantErr   error
		available int
		want      string
	}{
		{"another product goes last", &catalog.Product{ID: 4, Stock: 1}, 0, 1, nil, -1, before + " 4×1"},
		{"the same product adds", plain(), 0, 3, nil, -1, "1×5 2×3 7:2×1"},
		{"the same variant adds", sized(1), 2, 2, nil, -1, "1×2 2×3 7:2×3"},
		{"another variant is another line", sized(1), 1, 1, nil, -1, before + " 7:1×1"},
		{"up to the stock", counted(5), 0, 2, nil, -1, "1×2 2×5 7:2×1"},
		{"beyond the stock", counted(5), 0, 3, nil, 5, before},
		{"beyond the stock at once", sized(4), 1, 5, nil, 4, before},
		{"sold out", sized(0), 1, 1, nil, 0, before},
		{"sold out meanwhile", counted(0), 0, 1, nil, 0, before},
		{"stock of another variant", sized(0), 2, 1, nil, -1, "1×2 2×3 7:2×2"},
		{"not counted", plain(), 0, 997, nil, -1, "1×999 2×3 7:2×1"},
		{"beyond 999", plain(), 0, 998, cart.ErrQuantity, -1, before},
		{"999 at once", sized(1), 2, 999, cart.ErrQuantity, -1, before},
		{"1000 of another", &catalog.Product{ID: 4, Stock: catalog.NotCounted}, 0, 1000, cart.ErrQuantity, -1, before},
		{"more than 999 in stock", counted(5000), 0, 997, cart.ErrQuantity, -1, before},
		{"none", plain(), 0, 0, cart.ErrQuantity, -1, before},
		{"fewer than none", plain(), 0, -1, cart.ErrQuantity, -1, before},
		// Added to 2, it would overflow to a negative number.
		{"more than an int", plain(), 0, int(^uint(0) >> 1), cart.ErrQuantity, -1, before},
		{"variant of a product without", plain(), 1, 1, cart.ErrNoVariant, -1, before},
		{"no variant chosen", sized(1), 0, 1, cart.ErrNoVariant, -1, before},
		{"unknown variant", sized(1), 3, 1, cart.ErrNoVariant, -1, before},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := filled(t)
			err := c.Add(tt.product, tt.variant, tt.quantity)
			checkChange(t, &c, err, tt.wantErr, tt.available, tt.want)
		})
	}
}

func TestAddDescribesLine(t *testing.T) {
	c := filled(t)
	want := []cart.Line{
		{ProductID: 1, Name: "Gorra", UnitPrice: soles("10.10"), Quantity: 2},
		{ProductID: 2, Name: "Polo básico", UnitPrice: soles("39.90"), Quantity: 3, Image: "/web/images/polo.jpg"},
		{ProductID: 7, VariantID: 2, Name: "Casaca", Variant: "M / Azul", UnitPrice: soles("120"), Quantity: 1,
			Image: "/web/images/casaca-m.jpg"},
	}
	for i, got := range c.Lines() {
		if got != want[i] {
			t.Errorf("line %d: got %+v, want %+v", i, got, want[i])
		}
	}
	if got, want := c.Subtotal(), soles("259.90"); got != want { // 20.20 + 119.70 + 120
		t.Errorf("subtotal: got %v, want %v", got, want)
	}
	if got, want := c.Count(), 6; got != want {
		t.Errorf("count: got %d, want %d", got, want)
	}
	// Adding again does not change name and price of the line. Reconcile compares them
	// with the catalogue and reports changes.
	dearer := plain()
	dearer.Name, dearer.Price = "Gorro", soles("11")
	if err := c.Add(dearer, 0, 1); err != nil {
		t.Fatal(err)
	}
	want[0].Quantity = 3
	if got := c.Lines()[0]; got != want[0] {
		t.Errorf("got %+v, want %+v", got, want[0])
	}
}

func TestSetQuantity(t *testing.T) {
	const before = "1×2 2×3 7:2×1"
	tests := []struct {
		name      string
		product   *catalog.Product
		variant   int
		quantity  int
		wantErr   error
		available int
		want      string
	}{
		{"more", plain(), 0, 9, nil, -1, "1×9 2×3 7:2×1"},
		{"fewer", counted(5), 0, 1, nil, -1, "1×2 2×1 7:2×1"},
		{"the same", counted(5), 0, 3, nil, -1, before},
		{"a variant", sized(1), 2, 4, nil, -1, "1×2 2×3 7:2×4"},
		{"the stock", counted(5), 0, 5, nil, -1, "1×2 2×5 7:2×1"},
		{"beyond the stock", counted(5), 0, 6, nil, 5, before},
		{"sold out meanwhile", counted(0), 0, 1, nil, 0, before},
		// The stock is the smaller number, so it is reported.
		{"beyond the stock and 999", counted(5), 0, 1000, nil, 5, before},
		{"999", plain(), 0, 999, nil, -1, "1×999 2×3 7:2×1"},
		{"1000", plain(), 0, 1000, cart.ErrQuantity, -1, before},
		{"none", plain(), 0, 0, cart.ErrQuantity, -1, before},
		{"none of what is sold out", counted(0), 0, 0, cart.ErrQuantity, -1, before},
		{"fewer than none", plain(), 0, -1, cart.ErrQuantity, -1, before},
		{"not in the cart", &catalog.Product{ID: 4}, 0, 1, cart.ErrNoLine, -1, before},
		{"another variant is not in the cart", sized(1), 1, 1, cart.ErrNoLine, -1, before},
		{"unknown variant", sized(1), 3, 1, cart.ErrNoVariant, -1, before},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := filled(t)
			err := c.SetQuantity(tt.product, tt.variant, tt.quantity)
			checkChange(t, &c, err, tt.wantErr, tt.available, tt.want)
		})
	}
}
