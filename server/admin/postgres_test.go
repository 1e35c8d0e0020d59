package admin_test

import (
	"context"
	"io"
	"log"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"testing"

	"carrito/server/admin"
	"carrito/server/inbox/orderdb/pgtest"
	"carrito/server/shoptest"
	"carrito/server/site"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m)) }

// An address whose id the database cannot look up is not found, rather than a
// server error.
func TestAddressesThatNameNoOrder(t *testing.T) {
	for name, database := range map[string]func(t testing.TB) string{
		"SQLite":     func(t testing.TB) string { return t.TempDir() + "/orders.db" },
		"PostgreSQL": pgtest.Database,
	} {
		t.Run(name, func(t *testing.T) {
			s, err := site.Load(site.Files{Shop: "../../web/shop.json", Products: "../../web/products.json", Web: "../../web"})
			if err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			store := shoptest.StoreIn(t, database(t))
			handler := admin.New(ctx, store, func() *site.Site { return s }, http.NotFoundHandler(), log.New(io.Discard, "", 0))
			server := httptest.NewTLSServer(handler)
			defer server.Close()
			o := &owner{t: t, base: server.URL, client: server.Client(), store: store}
			o.client.Jar, _ = cookiejar.New(nil)
			o.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
			o.setPassword(password)
			if got := o.do("POST", "/admin/entrar", url.Values{"password": {password}}); got.status != http.StatusSeeOther {
				t.Fatalf("signing in: got %d", got.status)
			}
			for _, path := range []string{"/admin/pedidos/%ff", "/admin/pedidos/%00", "/admin/pedidos/a%c3", "/admin/pedidos/none"} {
				if got := o.get(path); got.status != http.StatusNotFound {
					t.Errorf("GET %s: got %d, want 404", path, got.status)
				}
				if got := o.do("POST", path, url.Values{"state": {"confirmed"}, "proof": {o.proof()}}); got.status != http.StatusNotFound {
					t.Errorf("POST %s: got %d, want 404", path, got.status)
				}
			}
			if got := o.get("/admin/pedidos?antes=1.%ff&estado=%ff"); got.status != http.StatusOK {
				t.Errorf("a list after an unknown order: got %d, want 200", got.status)
			}
		})
	}
}
