package pages_test

import (
	"encoding/json"
	"reflect"
	"strconv"
	"testing"

	"carrito/app/shop"
	"carrito/app/ui/pages"
)

// The test fills every field, so that a new field that is not read back fails.
// Only the promo codes, how long the owner keeps data and whether shoppers get mail are
// left out.
func TestSettingsRoundTrip(t *testing.T) {
	want := pages.Settings{Shop: &shop.Shop{}}
	n := 0
	fill(reflect.ValueOf(&want).Elem(), &n)
	want.Few, want.Own = 0, nil // used by boot.js and start.js only
	want.Shop.Money, want.Shop.Orders.KeepMonths, want.Shop.Orders.NoReceipts = shop.Shop{}.Money, 0, false
	want.Shop.Returns, want.Shop.Complaints, want.Shop.NoPreviews, want.Shop.NoAlerts, want.Shop.LowStock = shop.Returns{}, shop.Complaints{}, false, false, 0
	want.Shop.Publish, want.Shop.Moved, want.Shop.Joined, want.Shop.Categories = nil, nil, nil, nil
	for i := range want.Shop.Orders.Promos {
		want.Shop.Orders.Promos[i].Code = ""
	}
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := pages.ReadSettings(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		again, _ := json.Marshal(got)
		t.Errorf("got %s, want %s", again, text)
	}
}

func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Pointer:
		fill(v.Elem(), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.String:
		v.SetString("«" + strconv.Itoa(*n) + "\"</script>")
	case reflect.Map: // used by boot.js only
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(*n))
	default:
		panic("settings have a field of kind " + v.Kind().String())
	}
}

func TestReadSettingsRefuses(t *testing.T) {
	for _, text := range []string{"", "hola", "[]", "{}", `{"products": "/web/products.json"`} {
		if _, err := pages.ReadSettings(text); err == nil {
			t.Errorf("%q: got no error, want one", text)
		}
	}
}
