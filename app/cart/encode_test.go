package cart_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"carrito/app/cart"
)

func TestAppendJSON(t *testing.T) {
	var c cart.Cart
	if err := c.Add(sized(1), 2, 3); err != nil {
		t.Fatal(err)
	}
	if err := c.Add(counted(9), 0, 2); err != nil {
		t.Fatal(err)
	}
	want := `{"7:2":{"producto_id":7,"nombre":"Casaca","cantidad":3,"precio":"120.00",` +
		`"imagen":"/web/images/casaca-m.jpg","total":"360.00","orden":1,"variante_id":2,"variante":"M / Azul"},` +
		`"2":{"producto_id":2,"nombre":"Polo básico","cantidad":2,"precio":"39.90",` +
		`"imagen":"/web/images/polo.jpg","total":"79.80","orden":2}}`
	if got := encode(&c); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	// AppendJSON keeps the bytes that are already there.
	if got := string(c.AppendJSON([]byte("carrito="))); got != "carrito="+want {
		t.Errorf("after a prefix: got %s, want %s", got, "carrito="+want)
	}
}

// The six fields of the seed keep their names and types, for other programs that read
// the session.
func TestSeedFields(t *testing.T) {
	c := filled(t)
	var entries map[string]map[string]any
	if err := json.Unmarshal(c.AppendJSON(nil), &entries); err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string]any{
		"1": {"producto_id": 1.0, "nombre": "Gorra", "cantidad": 2.0, "precio": "10.10", "imagen": "", "total": "20.20"},
		"2": {"producto_id": 2.0, "nombre": "Polo básico", "cantidad": 3.0, "precio": "39.90",
			"imagen": "/web/images/polo.jpg", "total": "119.70"},
		"7:2": {"producto_id": 7.0, "nombre": "Casaca", "cantidad": 1.0, "precio": "120.00",
			"imagen": "/web/images/casaca-m.jpg", "total": "120.00"},
	}
	if len(entries) != len(want) {
		t.Errorf("got %d entries, want %d", len(entries), len(want))
	}
	for key, fields := range want {
		for name, value := range fields {
			if got := entries[key][name]; got != value {
				t.Errorf("%s.%s: got %#v, want %#v", key, name, got, value)
			}
		}
	}
}

// The expected values are the output of JSON.stringify in Node.js 20.
func TestStringsAsJavaScriptWritesThem(t *testing.T) {
	tests := []struct {
		name string
		text string
		want string
	}{
		{"empty", "", `""`},
		{"letters", "Ñandú قميص 半袖", `"Ñandú قميص 半袖"`},
		{"quotes and backslash", `"\/'`, `"\"\\/'"`},
		{"HTML", "<b>&amp;</b>", `"<b>&amp;</b>"`},
		{"line separators", "\u2028\u2029", "\"\u2028\u2029\""},
		{"short escapes", "\b\f\n\r\t", `"\b\f\n\r\t"`},
		{"DEL and C1", "\x7f\u0080\u009f", "\"\x7f\u0080\u009f\""},
		{"emoji", "👕🏽‍🦱", `"👕🏽‍🦱"`},
		{"no-break space and byte order mark", "\u00a0\ufeff", "\"\u00a0\ufeff\""},
		{"last code point", "\U0010ffff\uffff", "\"\U0010ffff\uffff\""},
	}
	for r := range rune(' ') {
		want := fmt.Sprintf(`"\u%04x"`, r)
		switch r {
		case '\b', '\f', '\n', '\r', '\t':
			continue // among the short escapes above
		}
		tests = append(tests, struct{ name, text, want string }{fmt.Sprintf("U+%04X", r), string(r), want})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var c cart.Cart
			c.Restore(cart.Line{ProductID: 1, Name: tt.text, Quantity: 1, UnitPrice: soles("1")}, 0)
			want := `{"1":{"producto_id":1,"nombre":` + tt.want +
				`,"cantidad":1,"precio":"1.00","imagen":"","total":"1.00","orden":1}}`
			if got := encode(&c); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if back, damage := cart.Parse(want, 2); damaged(damage) || back.Lines()[0].Name != tt.text {
				t.Errorf("got %v, %+v back, want the name %q", back.Lines(), damage, tt.text)
			}
		})
	}
}

func TestKeyOf(t *testing.T) {
	tests := []struct {
		product, variant int
		want             cart.Key
	}{{7, 0, "7"}, {7, 2, "7:2"}, {72, 0, "72"}, {1, 11, "1:11"}, {11, 1, "11:1"}}
	for _, tt := range tests {
		if got := cart.KeyOf(tt.product, tt.variant); got != tt.want {
			t.Errorf("KeyOf(%d, %d): got %q, want %q", tt.product, tt.variant, got, tt.want)
		}
	}
}
