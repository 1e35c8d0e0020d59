package clientip_test

import (
	"net/http/httptest"
	"testing"

	"carrito/server/clientip"
)

func TestIsLocal(t *testing.T) {
	tests := []struct {
		name, host string
		headers    []string
		want       bool
	}{
		{"localhost", "localhost:8000", nil, true},
		{"localhost without a port", "localhost", nil, true},
		{"an address", "127.0.0.1:8000", nil, true},
		{"another one", "127.8.9.1:8000", nil, true},
		{"IPv6", "[::1]:8000", nil, true},
		{"IPv6 without a port", "[::1]", nil, true},
		{"its own page", "localhost:8000", []string{"Origin", "http://localhost:8000"}, true},
		{"a name that leads here", "evil.example:8000", nil, false},
		{"a name that begins like it", "localhost.evil.example:8000", nil, false},
		{"a name that ends like it", "evil-localhost", nil, false},
		{"the local network", "192.168.1.5:8000", nil, false},
		{"no host", "", nil, false},
		{"another page", "localhost:8000", []string{"Origin", "https://evil.example"}, false},
		{"an opaque page", "localhost:8000", []string{"Origin", "null"}, false},
		{"a proxy", "localhost:8000", []string{"X-Forwarded-For", "203.0.113.5"}, false},
		{"a proxy by the standard", "localhost:8000", []string{"Forwarded", "for=203.0.113.5"}, false},
		{"a proxy that hides whom it asks for", "localhost:8000", []string{"Origin", "https://shop.example"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequest("POST", "http://x/", nil)
			r.Host = test.host
			for i := 0; i+1 < len(test.headers); i += 2 {
				r.Header.Set(test.headers[i], test.headers[i+1])
			}
			if got := clientip.IsLocal(r); got != test.want {
				t.Errorf("got %t, want %t", got, test.want)
			}
			if r.ProtoMinor = 0; clientip.IsLocal(r) {
				t.Error("got true by HTTP/1.0, which nginx speaks and no browser")
			}
		})
	}
}
