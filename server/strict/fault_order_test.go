package strict_test

import (
	"slices"
	"testing"

	"carrito/server/strict"
)

func TestEveryFaultAtOnce(t *testing.T) {
	tests := []struct {
		name string
		text string
		want []string // product and field of each fault, in the order of the file
	}{
		{"one product", "[" + product(`{"name":"-","price":"x","stock":-1,"images":[{"src":"a"}]}`) + "]",
			[]string{`1 "gorra" name`, `1 "gorra" price`, `1 "gorra" stock`, `1 "gorra" images[0].src`}},
		{"several products", "[" + product(`{"price":"x"}`) + "," + product(`{"id":2,"slug":"polo","stock":-1}`) + "]",
			[]string{`1 "gorra" price`, `2 "polo" stock`}},
		{"another kind of value after a wrong one", "[" + product(`{"price":"x"}`) + "," + product(`{"id":2,"slug":"polo","price":10}`) + "]",
			[]string{`1 "gorra" price`, `2 "polo" price`}},
		{"kinds of value", "[" + product(`{"name":1,"price":2,"tags":3}`) + "]",
			[]string{`1 "gorra" name`, `1 "gorra" price`, `1 "gorra" tags`}},
		{"a kind of value beside a wrong one", "[" + product(`{"name":"-","price":2,"stock":-1}`) + "]",
			[]string{`1 "gorra" name`, `1 "gorra" price`, `1 "gorra" stock`}},
		{"unknown fields", "[" + product(`{"aa":1,"bb":1,"cc":1,"dd":1,"ee":1,"ff":1}`) + "]",
			[]string{`1 "gorra" aa`, `1 "gorra" bb`, `1 "gorra" cc`, `1 "gorra" dd`, `1 "gorra" ee`, `1 "gorra" ff`}},
		{"id and slug taken, then another product", "[" + product(`{}`) + "," + product(`{}`) + "," +
			product(`{"id":3,"slug":"polo","stock":-1}`) + "]",
			[]string{`1 "gorra" id`, `1 "gorra" slug`, `3 "polo" stock`}},
		{"no product at all", `[7, [], ` + product(`{"stock":-1}`) + `]`,
			[]string{"at place 1 ", "at place 2 ", `1 "gorra" stock`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, fault := range faultsOf(t, tt.text, strict.Rules{Digits: 2}) {
				got = append(got, fault.Product+" "+fault.Field)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// The faults of a null name its place in the file.
func TestNullIsNoProduct(t *testing.T) {
	for _, fault := range faultsOf(t, "["+product(`{}`)+", null]", strict.Rules{Digits: 2}) {
		if fault.Product != "at place 2" {
			t.Errorf("got %v, want it at place 2", fault)
		}
	}
}

// All faults of a list are found in one run, and each names its image or variant.
func TestFaultsInListsAreAllFound(t *testing.T) {
	tests := []struct {
		name    string
		changes string
		want    []string // fields
	}{
		{"prices as JSON numbers", shirt(`{"id":1,"values":["S"],"price":1},{"id":2,"values":["M"],"price":2}`),
			[]string{"variants[0].price", "variants[1].price"}},
		{"unknown fields of variants", shirt(`{"id":1,"values":["S"],"precio":"1"},{"id":2,"values":["M"],"precio":"2"}`),
			[]string{"variants[0].precio", "variants[1].precio"}},
		{"unknown fields of images", `{"images":[{"src":"/web/a","width":1,"height":1,"titulo":""},{"url":"x","src":"/web/b"}]}`,
			[]string{"images[0].titulo", "images[1].url"}},
		{"unknown field of an option", `{"options":[{"name":"Talla","values":["S"],"orden":1}],"variants":[{"id":1,"values":["S"]}]}`,
			[]string{"options[0].orden"}},
		// The id is not missing, so it has only one fault.
		{"variant id as text", shirt(`{"id":"1","values":["S"]},{"id":2,"values":["M"]}`), []string{"variants[0].id"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			faults := faultsOf(t, "["+product(tt.changes)+"]", strict.Rules{Digits: 2})
			for _, fault := range faults {
				got = append(got, fault.Field)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got fields %q, want %q:\n%v", got, tt.want, faults)
			}
		})
	}
}
