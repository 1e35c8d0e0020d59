package shop_test

import (
	"reflect"
	"testing"

	"carrito/app/json"
	"carrito/app/shop"
)

// What a page of another release says besides is ignored.
func TestDecodeIgnoresTheUnknown(t *testing.T) {
	const text = `{"name": "Moda", "moon": {"phase": [1]}, "language": 7, "cover": {"src": "/web/a.jpg", "width": "wide", "height": 900, "focus": 1},
		"orders": {"channels": [{"kind": "server", "key": 1}, 7], "delivery": {"a": 1}, "tax": [], "limits": {"lines": 5, "weight": 1}, "gifts": true}}`
	want := &shop.Shop{
		Name: "Moda", Cover: shop.Cover{Src: "/web/a.jpg", Height: 900},
		Orders: shop.Orders{Channels: []shop.Channel{{Kind: "server"}, {}}, Limits: shop.Limits{Lines: 5}},
	}
	r := json.NewReader(text)
	got := shop.Decode(r)
	if err := r.End(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
	}
}
