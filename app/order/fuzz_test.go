package order_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"carrito/app/order"
)

// Parse never panics. An accepted order is written as JSON and read again unchanged.
func FuzzParse(f *testing.F) {
	o := full(f)
	whole := string(o.AppendJSON(nil))
	for _, seed := range []string{
		whole, whole[:100], "{}", "", "[]", `{"lines":[{"product":1,"quantity":-1,"unitPrice":"0.01"}]}`, `{"id":"\ud800","note":"\u0000"}`,
		`{"total":"9999999999999999999.99"}`, "{\"note\":\"\xff\"}", `{"customer":{"name":"a","name":"b"},"x":[[[{}]]]}`,
	} {
		f.Add(seed)
	}
	terms := terms(f, nil)
	f.Fuzz(func(t *testing.T, text string) {
		o, err := order.Parse(text, 2)
		b := o.AppendJSON(nil)
		if !json.Valid(b) {
			t.Fatalf("got %q, want JSON", b)
		}
		if len(o.Lines) > order.MaxLines+1 {
			t.Errorf("got %d lines, want %d at most", len(o.Lines), order.MaxLines+1)
		}
		if err != nil {
			return
		}
		again, err := order.Parse(string(b), 2)
		if err != nil {
			t.Fatalf("reading what was written: %v in %q", err, b)
		}
		if second := string(again.AppendJSON(nil)); second != string(b) {
			t.Errorf("written again: got %q, want %q", second, b)
		}
		if terms.Check(&o) != nil {
			return
		}
		if !reflect.DeepEqual(again, o) {
			t.Errorf("got %+v, want %+v", again, o)
		}
		if faults := terms.Check(&again); faults != nil {
			t.Errorf("got %v for an order without faults", faults)
		}
		terms.Propose(o, products(t), order.Promo{}, func(int, int) int { return 1 })
	})
}

func FuzzParseCustomer(f *testing.F) {
	rosa := full(f).Customer
	for _, seed := range []string{string(rosa.AppendJSON(nil)), "{}", "", "null", `{"name":"\ud83d\udc55"}`, `{"name":7,"x":{"name":""}}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := order.ParseCustomer(text)
		b := c.AppendJSON(nil)
		if !json.Valid(b) {
			t.Fatalf("got %q, want JSON", b)
		}
		once := order.ParseCustomer(string(b))
		if twice := string(once.AppendJSON(nil)); twice != string(b) {
			t.Errorf("got %s, want %s", twice, b)
		}
	})
}
