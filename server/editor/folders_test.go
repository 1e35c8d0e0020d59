package editor_test

import (
	"bytes"
	"context"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/httpd"
	"carrito/server/identity"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
	"carrito/server/kept"
	"carrito/server/picture/picturetest"
	"carrito/server/settings"
	"carrito/server/sharedfiles"
)

// TestTwoFolders changes a shop at two servers that have a PostgreSQL database in common,
// and each a folder of its own. Two owners who change one product lose nothing, a photo is
// at both, and while the database is away a form keeps what was typed.
func TestTwoFolders(t *testing.T) {
	t.Parallel()
	cluster := pgtest.Start(t)
	database := cluster.Database(t, "shop")
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	var owners []*owner
	var shops []*httpd.Handler
	for range 2 {
		files := smallShop(t)
		store, err := orderdb.Open(ctx, database, 2)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { store.Close() })
		if len(owners) == 0 {
			if err := admin.SetPassword(ctx, store, password); err != nil {
				t.Fatal(err)
			}
		}
		shared := sharedfiles.New(sharedfiles.Files{
			Web: files.Web, Products: (&catalogfile.File{Path: files.Products}).Kept(), Ledger: identity.File(files.Products), Shop: settings.ShopFile(files),
			Page: func(name string) (*kept.File, error) {
				file, _, err := settings.TextFile(files.Web, name)
				return file, err
			},
		}, store, log.New(io.Discard, "", 0))
		if err := shared.Sync(ctx); err != nil {
			t.Fatal(err)
		}
		o, shop := ownerAt(t, ctx, stop, files, store)
		o.editor.Share(shared)
		ended := make(chan struct{})
		go func() {
			shared.Run(ctx)
			close(ended)
		}()
		t.Cleanup(func() { stop(); <-ended })
		owners, shops = append(owners, o), append(shops, shop)
	}
	first, second := owners[0].open(list+"/2"), owners[1].open(list+"/2")
	owners[0].saved(owners[0].press(first, "name", "Polo de Ana", "price", "35", "do", "save"))
	got := owners[1].press(second, "name", "Polo de Eva", "category", "Verano", "do", "save") // at once
	owners[1].has(got.body, "Alguien cambió esto", "ahora «Polo de Ana», tú «Polo de Eva»")
	shown(t, shops[1], "the other server", "Polo de Ana", "35.00")
	owners[1].saved(owners[1].press(owners[1].formOf(got.body), "do", "save"))
	shown(t, shops[0], "the first server", "Polo de Eva", "35.00")
	owners[0].has(owners[0].file(), "Polo de Eva", "Verano", `"35.00"`)
	owners[0].has(owners[0].send("GET", list+"/versiones", nil).body, "Polo de Eva", "Polo de Ana")

	file, proof := picturetest.JPEG(t, 600, 400, 1, nil), owners[0].open(list+"/nuevo").Get("proof")
	_, uploaded := owners[0].put(upload, 0, len(file), file, proof)
	if uploaded.Photo == nil || uploaded.Photo.Src == "" {
		t.Fatalf("got %+v, want the photo kept", uploaded)
	}
	photo := strings.TrimPrefix(uploaded.Photo.Src, "/web/")
	until(t, "the photo at the other server", func() bool {
		got, err := os.ReadFile(filepath.Join(owners[1].files.Web, photo))
		want, wrong := os.ReadFile(filepath.Join(owners[0].files.Web, photo))
		return err == nil && wrong == nil && bytes.Equal(got, want)
	})

	form := owners[1].open(list + "/2")
	cluster.Stop(true)
	away := owners[1].press(form, "name", "Polo sin red", "do", "save")
	if away.status != http.StatusServiceUnavailable {
		t.Errorf("got status %d without a database, want 503", away.status)
	}
	owners[1].has(away.body, "la base de datos no responde", "Polo sin red")
	if err := cluster.Start(); err != nil {
		t.Fatal(err)
	}
	again := owners[1].formWith(away.body, "action")
	until(t, "answer of the database", func() bool { return owners[1].press(again).status == http.StatusSeeOther })
	shown(t, shops[0], "the first server", "Polo sin red", "35.00")
}

// The owner is told in words that a change could not be shared, and the form keeps what was
// typed, also if the database fails only then.
func TestUnshared(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	o.saved(o.press(o.open(list+"/2"), "name", "Polo nuevo", "do", "save"))
	product, rows := o.open(list+"/2"), o.open(list)
	o.editor.Share(failing{})
	for name, got := range map[string]answer{
		"product":  o.press(product, "name", "Polo de Ana", "do", "save"),
		"list":     o.press(rows, "price.2", "1.23", "do", "save"),
		"versions": o.press(form{url.Values{"proof": product.Values["proof"]}, list + "/versiones"}, "version", "1"),
	} {
		o.has(got.body, "no cambió nada. Lo que escribiste sigue aquí")
		if want := map[string]string{"product": "Polo de Ana", "list": "1.23"}[name]; !strings.Contains(got.body, want) || got.status < 400 {
			t.Errorf("%s: got status %d and %s, want %q kept", name, got.status, got.body, want)
		}
	}
	if strings.Contains(o.file(), "Polo de Ana") {
		t.Error("the product was changed")
	}
}

// failing cannot reach the other servers.
type failing struct{}

func (failing) Take(*kept.File) error                          { return kept.ErrUnshared }
func (failing) Offer(*kept.File, string, []byte, []byte) error { return kept.ErrUnshared }

func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for start := time.Now(); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Since(start) > time.Minute {
			t.Fatal("no ", what)
		}
	}
}
