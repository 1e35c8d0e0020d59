package inbox_test

import (
	"net/http/httptest"
	"testing"

	"carrito/server/inbox"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// Bodies that hardly come, from a few networks, keep no order of others waiting.
func TestAPISlowBodies(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		server := httptest.NewServer(inboxtest.NewAPI(s, c, inbox.Limits{PerMinute: 60, Proxies: 1}))
		t.Cleanup(server.Close)
		refused := slowBodies(t, server.Listener.Addr().String())
		honest(t, c, server.URL)
		if refused < 200 {
			t.Errorf("got %d of the 270 refused, want all but a few of each network", refused)
		}
	})
}
