package passkey_test

import (
	"slices"
	"testing"

	"carrito/server/passkey"
)

func TestOrigins(t *testing.T) {
	tests := []struct {
		name  string
		hosts []string
		want  []string
	}{
		{"a name", []string{"shop.example"}, []string{"https://shop.example"}},
		{"in capitals, with the default port", []string{"Shop.Example:443"}, []string{"https://shop.example"}},
		{"a port", []string{"shop.example:8443"}, []string{"https://shop.example:8443"}},
		{"letters beyond ASCII", []string{"tienda-ñ.example"}, []string{"https://xn--tienda--b0a.example"}},
		{"the same host twice", []string{"shop.example", "SHOP.example"}, []string{"https://shop.example"}},
		{"two", []string{"localhost:8000", "shop.example"}, []string{"https://localhost:8000", "http://localhost:8000", "https://shop.example"}},
		{"localhost", []string{"localhost"}, []string{"https://localhost", "http://localhost"}},
		{"localhost at port 80", []string{"localhost:80"}, []string{"https://localhost:80", "http://localhost"}},
		{"under localhost", []string{"shop.localhost:8000"}, []string{"https://shop.localhost:8000", "http://shop.localhost:8000"}},
		{"an address", []string{"127.0.0.1:8000"}, nil},
		{"an address of IPv6", []string{"[::1]:8000"}, nil},
		{"a short address", []string{"127.1"}, nil},
		{"one word", []string{"shop"}, nil},
		{"none", []string{""}, nil},
		{"a path", []string{"shop.example/x"}, nil},
		{"a user", []string{"ana@shop.example"}, nil},
		{"a query", []string{"shop.example?x"}, nil},
		{"a bad port", []string{"shop.example:x"}, nil},
		{"a space", []string{"shop .example"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := passkey.Origins(test.hosts...); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
