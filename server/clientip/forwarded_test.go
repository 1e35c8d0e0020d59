package clientip

import (
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A proxy that nobody told the server of is noticed, and told once.
func TestForwarded(t *testing.T) {
	tests := []struct {
		name    string
		proxies int
		hops    []string // the values of X-Forwarded-For
		want    bool     // whether it is warned of
	}{
		{"no proxy", 0, nil, false},
		{"a proxy unknown", 0, []string{"203.0.113.9"}, true},
		{"a proxy known", 1, []string{"203.0.113.9"}, false},
		{"a client that names others", 1, []string{"1.1.1.1, 203.0.113.9"}, false},
		{"no hop with a proxy known", 1, nil, false},
		{"two known, one there", 2, []string{"203.0.113.9"}, true},
		{"two known and there", 2, []string{"203.0.113.9", "10.0.0.1"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var written strings.Builder
			f := Forwarded{Proxies: test.proxies, Log: log.New(&written, "", 0)}
			served := 0
			handler := f.Watch(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { served++ }))
			for range 3 {
				r := httptest.NewRequest("POST", "/api/orders", nil)
				r.Header["X-Forwarded-For"] = test.hops
				handler.ServeHTTP(httptest.NewRecorder(), r)
			}
			lines := strings.Count(written.String(), "\n")
			if served != 3 || f.Unbelieved() != test.want || lines != map[bool]int{true: 1}[test.want] {
				t.Errorf("got %d served, warned %v in %q, want 3, warned once: %v", served, f.Unbelieved(), written.String(), test.want)
			}
		})
	}
}
