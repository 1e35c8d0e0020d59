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
		if damaged(again) {
			t.Errorf("%s: got damage %+v after writing, want none", written, again)
		}
		if !slices.Equal(second.Lines(), first.Lines()) {
			t.Errorf("through %s:\ngot  %+v\nwant %+v", written, second.Lines(), first.Lines())
		}
		if got := encode(&second); got != written {
			t.Errorf("got  %s\nwant %s", got, written)
		}
	})
}

// FuzzParseLink checks that every text that ParseLink accepts is the link of the
// resulting cart, and the only one of its version.
func FuzzParseLink(f *testing.F) {
	for _, text := range []string{
		"", "1.", "1", "2.AAAA", "content", "1.E4UyBACCADHCB", checked([4]any{7, 2, 1, "a-_"}), linked("", [3]uint64{largest, largest, 999}), linked("g"),
		linked("", shortLines(cart.MaxLinkLines+1)...), linked("hA", [3]uint64{1, 0, 1}), "1.<b>", strings.Repeat("1.", 900),
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		// The text as it is, and with a valid checksum.
		for _, text := range []string{text, seal(text), seal2(text)} {
			c, err := cart.ParseLink(text)
			if err != nil {
				continue
			}
			link, err := c.Link()
			if again, fault := cart.ParseLink(link); err != nil || fault != nil || !slices.Equal(again.Lines(), c.Lines()) {
				t.Errorf("%q: got link %q, %v, of %v, %v, want the same cart", text, link, err, again.Lines(), fault)
			}
			if link != text && text[0] != '1' { // Link no longer writes the first version
				t.Errorf("%q: got link %q, want the same text", text, link)
			}
			if n := len(c.Lines()); n < 1 || n > cart.MaxLinkLines {
				t.Errorf("%q: got %d lines", text, n)
			}
			seen := map[cart.Key]bool{}
			for _, l := range c.Lines() {
				if l.ProductID < 1 || l.ProductID > largest || l.VariantID < 0 || l.VariantID > largest ||
					l.Quantity < 1 || l.Quantity > cart.MaxQuantity || seen[l.Key()] {
					t.Errorf("%q: got line %+v", text, l)
				}
				seen[l.Key()] = true
			}
		}
	})
}
