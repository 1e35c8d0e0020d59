package orderdb_test

import (
	"io"
	"log"
	"net/http/httptest"
	"testing"

	"carrito/server/inbox/orderdb"
)

// Bodies that hardly come, from a few networks, keep no order of others waiting.
func TestAPISlowBodies(t *testing.T) {
	databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := newCounter(t)
		s := counted(t, open, c)
		server := httptest.NewServer(orderdb.NewAPI(s, func() orderdb.Offer { return orderdb.Offer{Terms: c.terms, Products: c.products} },
			orderdb.Limits{PerMinute: 60, Proxies: 1}, quiet()))
		t.Cleanup(server.Close)
		refused := slowBodies(t, server.Listener.Addr().String())
		honest(t, c, server.URL)
		if refused < 200 {
			t.Errorf("got %d of the 270 refused, want all but a few of each network", refused)
		}
	})
}

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
