package order_test

import (
	"reflect"
	"testing"

	"carrito/app/cart"
	"carrito/app/order"
)

const draftID = "0198c0de-0000-7000-8000-00000000abcd"

func TestParseDraft(t *testing.T) {
	none := map[cart.Key]string{}
	tests := []struct {
		name, text string
		want       order.Draft
	}{
		{"nothing", "", order.Draft{Notes: none}},
		{"whole", `{"id":"` + draftID + `","delivery":{"method":"envio","zone":"lima"},"promo":"diez","note":"a\nb","notes":{"7:2":"azul"}}`,
			order.Draft{ID: draftID, Delivery: order.Delivery{Method: "envio", Zone: "lima"}, Promo: "diez", Note: "a\nb", Notes: map[cart.Key]string{"7:2": "azul"}}},
		{"another version's number", `{"id":"7b5f7f0e-6a0e-4d7e-9a62-2a5a3f3f3f3f"}`, order.Draft{Notes: none}},
		{"of other kinds", `{"id":7,"delivery":[],"promo":null,"note":{"a":1},"notes":{"7":7,"8":"si","9":""}}`, order.Draft{Notes: map[cart.Key]string{"8": "si"}}},
		{"cut off", `{"note":"queda","promo":"di`, order.Draft{Note: "queda", Notes: none}},
		{"more than it has", `{"note":"queda","otro":[1,2]}`, order.Draft{Note: "queda", Notes: none}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := order.ParseDraft(test.text); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

// A draft that was read is the same after writing and reading it.
func FuzzDraft(f *testing.F) {
	f.Add(`{"id":"` + draftID + `","delivery":{"method":"envio","zone":"lima"},"promo":"diez","note":"a","notes":{"7:2":"azul","7":"<b>"}}`)
	f.Add(`{"notes":{"":"x"},"note":"\ud800"}`)
	f.Fuzz(func(t *testing.T, text string) {
		d := order.ParseDraft(text)
		again := order.ParseDraft(string(d.AppendJSON(nil)))
		if once := order.ParseDraft(string(again.AppendJSON(nil))); !reflect.DeepEqual(once, again) {
			t.Errorf("got %+v, want %+v", once, again)
		}
		if again.ID != d.ID || len(again.Notes) > len(d.Notes) {
			t.Errorf("got %+v, want %+v", again, d)
		}
	})
}

func TestNewIDIsADrafts(t *testing.T) {
	id, err := order.NewID()
	if err != nil {
		t.Fatal(err)
	}
	d := order.Draft{ID: id}
	if got := order.ParseDraft(string(d.AppendJSON(nil))).ID; got != id {
		t.Errorf("got %q, want %q", got, id)
	}
}
