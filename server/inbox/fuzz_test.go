package inbox_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/server/inbox"
	"carrito/server/inbox/inboxtest"
)

// FuzzAPI sends anything: it is never the server's fault, and nothing is stored
// that was not acknowledged.
func FuzzAPI(f *testing.F) {
	c := inboxtest.NewCounter(f)
	s := inboxtest.Open(f, f.TempDir()+"/orders.db")
	api := inboxtest.NewAPI(s, c, inbox.Limits{})
	f.Add([]byte("{}"), "application/json")
	f.Add([]byte(`{"id": "`), "text/plain")
	for range 3 {
		f.Add(fuzzOrder(c).AppendJSON(nil), "application/json")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		before, _ := s.Latest(t.Context())
		r := httptest.NewRequest("POST", "/api/orders", strings.NewReader(string(body)))
		r.Header.Set("Content-Type", contentType)
		w := httptest.NewRecorder()
		api.ServeHTTP(w, r)
		after, _ := s.Latest(t.Context())
		if w.Code >= 500 || w.Code < 200 || !json.Valid(w.Body.Bytes()) {
			t.Errorf("got %d %q, want an answer in JSON", w.Code, w.Body)
		}
		if (after != before) && w.Code != 201 {
			t.Errorf("got %d, and something was stored", w.Code)
		}
	})
}

func fuzzOrder(c *inboxtest.Counter) *order.Order {
	o := c.Order("3×1")
	return &o
}
