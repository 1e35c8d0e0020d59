package e2e

import (
	"context"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"carrito/server/httpd"
	"carrito/server/site"
)

// web is the demo shop's folder.
const web = "../../web"

// demo serves the demo shop and returns its address.
func demo(t testing.TB) string {
	t.Helper()
	return serve(t, site.Files{Shop: web + "/shop.json", Products: web + "/products.json", Web: web})
}

// shopOf serves a shop with a catalogue of the test's own.
func shopOf(t testing.TB, products string) (base, file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "products.json")
	if err := os.WriteFile(file, []byte(products), 0o600); err != nil {
		t.Fatal(err)
	}
	return serve(t, site.Files{Shop: web + "/shop.json", Products: file, Web: web}), file
}

func serve(t testing.TB, files site.Files) string {
	t.Helper()
	if _, err := os.Stat(web + "/app.wasm"); err != nil {
		t.Fatal("the browser program is not built: run make build")
	}
	handler, err := httpd.NewHandler(files, log.New(t.Output(), "", 0))
	if err != nil {
		t.Fatal(err)
	}
	return listen(t, handler)
}

// compressed serves the demo shop once everything is in its smallest form.
func compressed(t testing.TB) string {
	t.Helper()
	handler, err := httpd.NewHandler(site.Files{Shop: web + "/shop.json", Products: web + "/products.json", Web: web}, log.New(t.Output(), "", 0))
	if err != nil {
		t.Fatal(err)
	}
	<-handler.Compressed()
	return listen(t, handler)
}

func listen(t testing.TB, handler http.Handler) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- httpd.Serve(ctx, listener, handler, log.New(t.Output(), "", 0)) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return "http://" + listener.Addr().String()
}
