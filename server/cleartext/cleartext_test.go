package cleartext_test

import (
	"testing"

	"carrito/server/cleartext"
)

func TestCheck(t *testing.T) {
	const named = "db, Orders.example,10.0.0.5"
	tests := []struct {
		host, named string
		want        bool
	}{
		{"localhost", "", true}, {"LOCALHOST", "", true}, {"shop.localhost", "", true}, {"127.0.0.1", "", true}, {"127.8.8.8", "", true},
		{"::1", "", true}, {"[::1]", "", true}, {"/run/postgresql", "", true}, {"@socket", "", true}, {"", "", true},
		{"db", "", false}, {"10.0.0.5", "", false}, {"localhost.example", "", false}, {"notlocalhost", "", false}, {"127.0.0.1.example", "", false}, {"0.0.0.0", "", false},
		{"db", named, true}, {"orders.example", named, true}, {"10.0.0.5", named, true}, {"10.0.0.50", named, false}, {"a.db", named, false},
	}
	for _, test := range tests {
		t.Run(test.host+" "+test.named, func(t *testing.T) {
			err := cleartext.Check(test.host, func(string) string { return test.named })
			if got := err == nil; got != test.want {
				t.Errorf("got %v, want it allowed: %v", err, test.want)
			}
		})
	}
}
