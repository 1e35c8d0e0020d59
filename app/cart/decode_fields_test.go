package cart_test

import (
	"strings"
	"testing"

	"carrito/app/cart"
)

func TestParsePrice(t *testing.T) {
	tests := []struct {
		name   string
		price  string // as JSON
		digits int
		want   string
	}{
		{"text", `"39.90"`, 2, "39.90"},
		{"as in the seed, without decimals", `"100"`, 2, "100.00"},
		{"number", `39.9`, 2, "39.90"},
		{"whole number", `100`, 2, "100.00"},
		{"yen", `"1200"`, 0, "1200"},
		// Reconcile reports a new price for what cannot be read.
		{"word", `"gratis"`, 2, "0.00"},
		{"negative", `"-1"`, 2, "0.00"},
		{"too many decimals", `"1.999"`, 2, "0.00"},
		{"exponent", `1e400`, 2, "0.00"},
		{"null", `null`, 2, "0.00"},
		{"list", `["1"]`, 2, "0.00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, damage := cart.Parse(`{"1":{"nombre":"x","cantidad":2,"precio":`+tt.price+`}}`, tt.digits)
			if damaged(damage) || len(c.Lines()) != 1 {
				t.Fatalf("got %d lines and damage %+v, want the line", len(c.Lines()), damage)
			}
			if got := c.Lines()[0].UnitPrice.String(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestParseText(t *testing.T) {
	tests := []struct {
		name string
		json string
		want string
	}{
		{"emoji", `"👕 polo"`, "👕 polo"},
		{"escaped emoji", `"\ud83d\udc55"`, "👕"},
		{"half an emoji", `"\ud83d"`, "\ufffd"},
		{"control characters", `"a\u0000b\u001f\tc"`, "a\x00b\x1f\tc"},
		{"markup", `"</script><b>"`, "</script><b>"},
		{"long", `"` + strings.Repeat("ñ", 5000) + `"`, strings.Repeat("ñ", 5000)},
		{"number", `501`, "501"},
		{"null", `null`, ""},
		{"object", `{"es":"Polo"}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, damage := cart.Parse(`{"1:2":{"nombre":`+tt.json+`,"variante":`+tt.json+`,"imagen":`+tt.json+`,"cantidad":1}}`, 2)
			if damaged(damage) || len(c.Lines()) != 1 {
				t.Fatalf("got %d lines and damage %+v, want the line", len(c.Lines()), damage)
			}
			l := c.Lines()[0]
			for _, got := range []string{l.Name, l.Variant, l.Image} {
				if got != tt.want {
					t.Errorf("got %q, want %q", got, tt.want)
				}
			}
		})
	}
}

// sessionStorage holds about 5 MB, and its content is not trusted.
func TestParseHugeText(t *testing.T) {
	const size = 5 << 20
	for name, text := range map[string]string{
		"letters":         strings.Repeat("x", size),
		"a quoted text":   `"` + strings.Repeat("x", size),
		"an endless name": `{"1":{"nombre":"` + strings.Repeat("x", size),
		"an endless key":  `{"` + strings.Repeat("1", size),
		"digits":          strings.Repeat("9", size),
	} {
		t.Run(name, func(t *testing.T) {
			c, damage := cart.Parse(text, 2)
			if !damage.Unreadable || len(c.Lines()) != 0 {
				t.Errorf("got %d lines, unreadable %t, want none and true", len(c.Lines()), damage.Unreadable)
			}
		})
	}
}
