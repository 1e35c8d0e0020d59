package orderdb

import "testing"

// The drive of Windows is part of the path in a URI, not its host.
func TestURIPath(t *testing.T) {
	for name, want := range map[string]string{
		"/srv/shop/orders.db":     "/srv/shop/orders.db",
		"Z:/shop/orders.db":       "/Z:/shop/orders.db",
		"//server/shop/orders.db": "//server/shop/orders.db",
	} {
		if got := uriPath(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}
