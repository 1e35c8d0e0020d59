package cart_test

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/cart"
)

const (
	gorra  = `"1":{"producto_id":1,"nombre":"Gorra","cantidad":2,"precio":"10.10","imagen":"","total":"20.20","orden":1}`
	casaca = `"7:2":{"producto_id":7,"nombre":"Casaca","cantidad":1,"precio":"120.00","imagen":"/c.jpg","total":"120.00",` +
		`"orden":2,"variante_id":2,"variante":"M / Azul"}`
)

func TestParseReadsBack(t *testing.T) {
	c := filled(t)
	got, damage := cart.Parse(encode(&c), 2)
	if damaged(damage) {
		t.Errorf("got damage %+v, want none", damage)
	}
	if !slices.Equal(got.Lines(), c.Lines()) {
		t.Errorf("got  %+v\nwant %+v", got.Lines(), c.Lines())
	}
}

// JavaScript sorts whole-number keys when it parses and writes the dictionary.
// Therefore the order is a field.
func TestOrderSurvivesJavaScript(t *testing.T) {
	var c cart.Cart
	for i, id := range []int{9, 2, 30, 1} {
		c.Restore(cart.Line{ProductID: id, Name: "x", Quantity: 1, UnitPrice: soles("1")}, i)
	}
	text := encode(&c)
	entries := strings.SplitAfter(strings.Trim(text, "{}"), "},")
	for i := range entries {
		entries[i] = strings.TrimSuffix(strings.TrimSuffix(entries[i], ","), "}") + "}"
	}
	slices.SortFunc(entries, func(a, b string) int { return strings.Compare(strings.TrimLeft(a, `"`), strings.TrimLeft(b, `"`)) })
	sorted := "{" + strings.Join(entries, ",") + "}"
	if sorted == text {
		t.Fatal("got the same order, want another one to test with")
	}
	got, damage := cart.Parse(sorted, 2)
	if want := "9×1 2×1 30×1 1×1"; keys(&got) != want || damaged(damage) {
		t.Errorf("got %s, %+v, want %s", keys(&got), damage, want)
	}
}

func TestParse(t *testing.T) {
	tests := []struct {
		name           string
		text           string
		want           string // see keys
		wantUnreadable bool
		wantDropped    []string
	}{
		{"nothing stored", "", "", false, nil},
		{"spaces", " \n", "", false, nil},
		{"null", "null", "", false, nil},
		{"empty list, as PHP writes it", "[]", "", false, nil},
		{"empty", "{}", "", false, nil},
		{"empty with spaces", " { } ", "", false, nil},
		{"plain text", "hola", "", true, nil},
		{"a JSON text", `"hola"`, "", true, nil},
		{"a number", "7", "", true, nil},
		{"a list", `[{"producto_id":1,"cantidad":1}]`, "", true, nil},
		{"a page", "<!doctype html>", "", true, nil},
		{"NUL", "\x00", "", true, nil},
		{"deep lists", strings.Repeat("[", 100_000), "", true, nil},
		{"deep objects", strings.Repeat(`{"1":`, 100_000), "", true, nil},
		{"deep inside an entry", `{` + gorra + `,"2":` + strings.Repeat("[", 100_000), "1×2", true, nil},

		{"cut off in an entry", `{` + gorra + `,` + casaca[:len(casaca)/2], "1×2", true, nil},
		{"cut off in a key", `{` + gorra + `,"7`, "1×2", true, nil},
		{"cut off behind a comma", `{` + gorra + `,`, "1×2", true, nil},
		{"cut off before the end", `{` + gorra + `,` + casaca, "1×2 7:2×1", true, nil},
		{"cut off in the first", `{"1":{"producto_id":1,"cantidad":2`, "", true, nil},
		{"a comma too many", `{` + gorra + `,}`, "1×2", true, nil},
		{"a key without quotes", `{` + gorra + `,2:{}}`, "1×2", true, nil},

		{"entry without fields", `{"1":{}}`, "", false, []string{"1"}},
		{"entry a number", `{"5":3,` + gorra + `}`, "1×2", false, []string{"5"}},
		{"entry a list", `{"5":[1],` + gorra + `}`, "1×2", false, []string{"5"}},
		{"entry null", `{"5":null,` + gorra + `}`, "1×2", false, []string{"5"}},
		{"entry text", `{"5":"Gorra",` + gorra + `}`, "1×2", false, []string{"5"}},
		{"dropped by its name", `{"5":{"nombre":"Polo","cantidad":0},` + gorra + `}`, "1×2", false, []string{"Polo"}},
		{"several dropped", `{"5":1,` + gorra + `,"6":2}`, "1×2", false, []string{"5", "6"}},

		{"quantity in quotes", `{"1":{"cantidad":"4"}}`, "1×4", false, nil},
		{"quantity 0", `{"1":{"cantidad":0}}`, "", false, []string{"1"}},
		{"quantity below 0", `{"1":{"cantidad":-1}}`, "", false, []string{"1"}},
		{"quantity 1.5", `{"1":{"cantidad":1.5}}`, "", false, []string{"1"}},
		{"quantity 1e9", `{"1":{"cantidad":1e9}}`, "", false, []string{"1"}},
		{"quantity with a plus", `{"1":{"cantidad":"+4"}}`, "", false, []string{"1"}},
		{"quantity null", `{"1":{"nombre":"Polo","cantidad":null}}`, "", false, []string{"Polo"}},
		{"quantity a list", `{"1":{"cantidad":[1]}}`, "", false, []string{"1"}},
		{"quantity 999", `{"1":{"cantidad":999}}`, "1×999", false, nil},
		{"quantity 1000", `{"1":{"cantidad":1000}}`, "", false, []string{"1"}},
		{"the seed's first sketch", `{"1":{"nombre":"pantalon","precio":"100"}}`, "1×1", false, nil},

		// If key and fields disagree, the key counts.
		{"key disagrees with producto_id", `{"3":{"producto_id":8,"cantidad":1}}`, "3×1", false, nil},
		{"key unreadable", `{"x":{"producto_id":8,"cantidad":1}}`, "8×1", false, nil},
		{"key of a variant unreadable", `{"8/2":{"producto_id":8,"variante_id":2,"cantidad":1}}`, "8:2×1", false, nil},
		{"variant unreadable", `{"x":{"producto_id":8,"variante_id":-2,"cantidad":1}}`, "", false, []string{"x"}},
		{"key unreadable, no product", `{"x":{"cantidad":1}}`, "", false, []string{"x"}},
		{"key 0", `{"0":{"cantidad":1}}`, "", false, []string{"0"}},
		{"key below 0", `{"-1":{"cantidad":1}}`, "", false, []string{"-1"}},
		{"key with two variants", `{"1:2:3":{"cantidad":1}}`, "", false, []string{"1:2:3"}},
		{"key larger than an integer of JavaScript", `{"9007199254740993":{"cantidad":1}}`, "", false, []string{"9007199254740993"}},
		{"the same key twice", `{"1":{"cantidad":2},"3":{"cantidad":1},"1":{"cantidad":3}}`, "1×5 3×1", false, nil},
		{"the same key twice, beyond 999", `{"1":{"cantidad":600},"1":{"cantidad":600}}`, "1×999", false, nil},
		{"the same field twice", `{"1":{"cantidad":2,"cantidad":3}}`, "1×3", false, nil},

		{"order unreadable goes last", `{"3":{"cantidad":1,"orden":"x"},` + casaca + `,` + gorra + `}`, "1×2 7:2×1 3×1", false, nil},
		{"no order is that of the text", `{"3":{"cantidad":1},"1":{"cantidad":1}}`, "3×1 1×1", false, nil},
		{"further fields", `{"1":{"cantidad":1,"nota":{"a":[1]}}}`, "1×1", false, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, damage := cart.Parse(tt.text, 2)
			if got := keys(&c); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if damage.Unreadable != tt.wantUnreadable {
				t.Errorf("unreadable: got %t, want %t", damage.Unreadable, tt.wantUnreadable)
			}
			if !slices.Equal(damage.Dropped, tt.wantDropped) {
				t.Errorf("dropped: got %q, want %q", damage.Dropped, tt.wantDropped)
			}
			if want := tt.wantUnreadable || tt.wantDropped != nil; damaged(damage) != want {
				t.Errorf("any damage: got %t, want %t", damaged(damage), want)
			}
		})
	}
}

// damaged reports whether Parse lost any part of a stored cart.
func damaged(d cart.Damage) bool { return d.Unreadable || len(d.Dropped) > 0 }
