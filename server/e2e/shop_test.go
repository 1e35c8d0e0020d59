package e2e

import (
	"context"
	"log"
	"net"
	"net/http"
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
	return listen(t, newDemo(t))
}

// shopOf serves the demo shop with another catalogue, which the test must not change.
func shopOf(t testing.TB, products string) (base string) {
	t.Helper()
	return listen(t, sharedHandler(t, "demo with "+products, func() site.Files {
		file := filepath.Join(t.TempDir(), "products.json")
		write(t, file, products)
		return site.Files{Shop: demoFiles.Shop, Products: file, Web: web}
	}))
}

// compressed serves the demo shop, after waiting until it is compressed.
func compressed(t testing.TB) string {
	t.Helper()
	handler := newDemo(t)
	<-handler.Compressed()
	return listen(t, handler)
}

// listen serves a handler until the test ends, and returns its address.
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
