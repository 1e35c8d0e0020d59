package order_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"carrito/app/order"
)

func TestFindPromo(t *testing.T) {
	summer, winter := order.Promo{Salt: "s", Hash: "sSUMMER", Percent: 10_00}, order.Promo{Salt: "w", Hash: "wWINTER", Percent: 20_00}
	plain := func(code, salt string) (string, error) { return salt + code, nil }
	tests := []struct {
		name, typed string
		hash        func(code, salt string) (string, error)
		want        order.Promo
		valid, err  bool
	}{
		{"the first", " summer ", plain, summer, true, false},
		{"the last", "WINTER", plain, winter, true, false},
		{"none of them", "AUTUMN", plain, order.Promo{}, false, false},
		{"nothing typed", " ", func(string, string) (string, error) { panic("hashed") }, order.Promo{}, false, false},
		{"a browser that fails", "WINTER", func(string, string) (string, error) { return "", errors.New("no") }, order.Promo{}, true, true},
		{"a browser that returns no hash", "WINTER", func(string, string) (string, error) { return "", nil }, order.Promo{}, true, true},
		{"a browser that never ends", "WINTER", func(code, salt string) (string, error) { time.Sleep(time.Hour); return plain(code, salt) }, order.Promo{}, true, true},
		{"a slow browser", "WINTER", func(code, salt string) (string, error) { time.Sleep(10 * time.Second); return plain(code, salt) }, winter, true, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				got, valid, err := order.FindPromo([]order.Promo{summer, winter}, test.typed, test.hash)
				if got != test.want || valid != test.valid || (err != nil) != test.err {
					t.Errorf("got %+v, %v, %v; want %+v, %v and an error: %v", got, valid, err, test.want, test.valid, test.err)
				}
				time.Sleep(2 * time.Hour) // lets the goroutine of the browser that never ends finish
			})
		})
	}
}
