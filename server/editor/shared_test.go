package editor_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/admin"
	"carrito/server/editor"
	"carrito/server/httpd"
	"carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
	"carrito/server/site"
)

// TestTwoServers changes a shop at two servers that share its folder and its database.
// Each shows within a moment what was changed at the other, and two owners who change
// one product lose nothing.
func TestTwoServers(t *testing.T) {
	t.Parallel()
	files := smallShop(t)
	store := shoptest.StoreIn(t, filepath.Join(t.TempDir(), "orders.db"))
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	if err := admin.SetPassword(ctx, store, password); err != nil {
		t.Fatal(err)
	}
	var owners []*owner
	var shops []*httpd.Handler
	for range 2 {
		o, shop := ownerAt(t, ctx, stop, files, store)
		owners, shops = append(owners, o), append(shops, shop)
	}
	first, second := owners[0].open(list+"/2"), owners[1].open(list+"/2")
	owners[0].saved(owners[0].press(first, "name", "Polo de Ana", "price", "35", "do", "save"))
	for i, shop := range shops {
		shown(t, shop, fmt.Sprint("server ", i), "Polo de Ana", "35.00")
	}
	got := owners[1].press(second, "name", "Polo de Eva", "category", "Verano", "do", "save")
	owners[1].has(got.body, "Alguien cambió esto", "ahora «Polo de Ana», tú «Polo de Eva»")
	owners[1].saved(owners[1].press(owners[1].formOf(got.body), "do", "save"))
	owners[0].has(owners[0].file(), "Polo de Eva", "Verano", `"35.00"`)
	owners[0].has(owners[0].send("GET", list+"/versiones", nil).body, "Polo de Eva", "Polo de Ana")
}

// smallShop writes the files of a shop into a new folder.
func smallShop(t *testing.T) site.Files {
	t.Helper()
	web := t.TempDir()
	files := site.Files{Shop: filepath.Join(web, "shop.json"), Products: filepath.Join(web, "products.json"), Web: web}
	for name, text := range map[string]string{
		"shop.json":      `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN"}`,
		"products.json":  strings.Replace(products, `, "unknown": {"a": 1}`, "", 1),
		"css/tokens.css": "a{}", "boot.js": "start()", "app.wasm": "\x00asm\x01\x00\x00\x00", "rest.wasm": "\x00asm\x01\x00\x00\x00\x01",
	} {
		to := filepath.Join(web, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// ownerAt returns an owner who is signed in at a new server, and its shop. The server ends
// with stop.
func ownerAt(t *testing.T, ctx context.Context, stop func(), files site.Files, store *orderdb.Store) (*owner, *httpd.Handler) {
	t.Helper()
	quiet := log.New(io.Discard, "", 0)
	shop, err := httpd.NewHandler(files, quiet)
	if err == nil {
		err = shop.TakeStock(ctx, store)
	}
	if err != nil {
		t.Fatal(err)
	}
	page := admin.New(ctx, store, shop.Site, http.NotFoundHandler(), quiet)
	o := &owner{T: t, files: files, store: store, editor: editor.New(page, files, shop.Site, store, quiet)}
	ended := make(chan struct{})
	go func() {
		shop.Watch(ctx, 50*time.Millisecond)
		close(ended)
	}()
	server := httptest.NewTLSServer(page)
	t.Cleanup(func() {
		stop()
		server.Close()
		<-ended
	})
	o.base, o.client = server.URL, server.Client()
	o.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	o.client.Jar, _ = cookiejar.New(nil)
	o.send("POST", "/admin/entrar", form{map[string][]string{"password": {password}}, ""}.Values)
	return o, shop
}

// shown waits until a shop shows the product 2 with a name and a price.
func shown(t *testing.T, shop *httpd.Handler, where, name, price string) {
	t.Helper()
	for start := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		if p, ok := shop.Site().Catalog.Product(2); ok && p.Name == name && p.Price.String() == price {
			return
		}
		if time.Since(start) > time.Minute {
			t.Fatalf("%s does not show %q for %s", where, name, price)
		}
	}
}
