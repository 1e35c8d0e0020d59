package cart_test

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/money"
)

func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"", "null", "[]", "{}", "hola", `{` + gorra + `,` + casaca + `}`, `{` + gorra + `,` + casaca[:40],
		`{"1":{"nombre":"pantalon","precio":"100"}}`, `{"1":{},"2":3,"3":null,"4":[{}]}`,
		`{"x":{"producto_id":8,"variante_id":-2,"cantidad":"4","precio":39.9}}`,
		`{"1":{"cantidad":600,"precio":"?","variante":"M"},"01":{"cantidad":600}}`,
		`{"1":{"nombre":"\ud83d\u0000\u2028</b>","cantidad":1,"orden":"x"}}`, strings.Repeat(`{"1":`, 50),
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first, _ := cart.Parse(text, 2)
		var sum money.Amount
		for _, l := range first.Lines() {
			if l.Quantity < 1 || l.Quantity > cart.MaxQuantity {
				t.Errorf("line %s: got quantity %d, want 1 to 999", l.Key(), l.Quantity)
			}
			if l.ProductID < 1 || l.VariantID < 0 {
				t.Errorf("got product %d and variant %d, want an id and an id or none", l.ProductID, l.VariantID)
			}
			sum = sum.Add(l.Total())
		}
		if got := first.Subtotal(); got != sum {
			t.Errorf("subtotal: got %v, want %v", got, sum)
		}

		written := encode(&first)
		second, again := cart.Parse(written, 2)
		if again.Any() {
			t.Errorf("%s: got damage %+v the second time, want none", written, again)
		}
		if !slices.Equal(second.Lines(), first.Lines()) {
			t.Errorf("through %s:\ngot  %+v\nwant %+v", written, second.Lines(), first.Lines())
		}
		if got := encode(&second); got != written {
			t.Errorf("got  %s\nwant %s", got, written)
		}
	})
}
