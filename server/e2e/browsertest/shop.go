package browsertest

import (
	"context"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"carrito/server/httpd"
	"carrito/server/shoptest/large"
	"carrito/server/site"
)

// Demo serves the demo shop and returns its address.
func Demo(t testing.TB) string {
	t.Helper()
	return Listen(t, NewDemo(t))
}

// ShopOf serves the demo shop with another catalogue, which the test must not change.
func ShopOf(t testing.TB, products string) (base string) {
	t.Helper()
	return Listen(t, DemoWith(t, products))
}

// DemoWith returns the shared handler of the demo shop with another catalogue.
func DemoWith(t testing.TB, products string) *httpd.Handler {
	t.Helper()
	return SharedHandler(t, "demo with "+products, func() site.Files { return demoFiles(t, products) })
}

// demoFiles writes a catalogue to a temporary folder, and returns the files of the demo shop
// with that catalogue.
func demoFiles(t testing.TB, products string) site.Files {
	t.Helper()
	file := filepath.Join(t.TempDir(), "products.json")
	WriteFile(t, file, products)
	return site.Files{Shop: DemoFiles.Shop, Products: file, Web: Web}
}

// Listen serves a handler until the test ends, and returns its address.
func Listen(t testing.TB, handler http.Handler) string {
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

// DemoFiles are the files of the demo shop.
var DemoFiles = site.Files{Shop: Web + "/shop.json", Products: Web + "/products.json", Web: Web}

// NewDemo returns the shared handler of the demo shop.
func NewDemo(t testing.TB) *httpd.Handler {
	t.Helper()
	return SharedHandler(t, "demo", func() site.Files { return DemoFiles })
}

// NewShop returns the shared handler of a small shop with the program of the demo shop.
// A different tagline makes a different version of the shop.
func NewShop(t testing.TB, tagline, products string) *httpd.Handler {
	t.Helper()
	return SharedHandler(t, "small: "+tagline+": "+products, func() site.Files { return ShopFiles(t, tagline, products) })
}

// ShopFiles writes a small shop to a temporary folder and returns its files. It has the
// program of the demo shop.
func ShopFiles(t testing.TB, tagline, products string) site.Files {
	t.Helper()
	folder := t.TempDir()
	files := site.Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: Web}
	WriteFile(t, files.Shop, `{"name": "Tienda", "tagline": "`+tagline+`", "language": "es", "locale": "es-PE", "currency": "PEN"}`)
	WriteFile(t, files.Products, products)
	return files
}

// WriteFile writes a text to a file, and fails the test if it cannot.
func WriteFile(t testing.TB, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// largeProducts has the JSON of 10,000 generated products.
var largeProducts = sync.OnceValue(func() string { return string(large.Products(10_000)) })

// partedProducts has the JSON of 1,000 generated products.
var partedProducts = sync.OnceValue(func() string { return string(large.Products(1_000)) })

// NewParted returns the shared handler of the demo shop with 1,000 generated products, which
// browsers get in parts. It takes a twentieth of the processor time of [NewLarge]. Each pair
// of changes replaces a text in the JSON of the products.
func NewParted(t testing.TB, changes ...string) *httpd.Handler {
	t.Helper()
	products := partedProducts()
	for i := 0; i < len(changes); i += 2 {
		if strings.Count(products, changes[i]) != 1 {
			t.Fatalf("the products do not have %q once", changes[i])
		}
		products = strings.Replace(products, changes[i], changes[i+1], 1)
	}
	return DemoWith(t, products)
}

// keptLaterProducts has the JSON of 2,001 generated products.
var keptLaterProducts = sync.OnceValue(func() string { return string(large.Products(2_001)) })

// NewKeptLater returns the shared handler of the demo shop with 2,001 generated products: the
// smallest whose parts the service worker gathers in the background, and not at the first
// visit. It takes three times the processor time of [NewParted].
func NewKeptLater(t testing.TB) *httpd.Handler { t.Helper(); return DemoWith(t, keptLaterProducts()) }

// NewLarge returns the shared handler of the demo shop with 10,000 generated products,
// which browsers get in parts.
func NewLarge(t testing.TB) *httpd.Handler { t.Helper(); return DemoWith(t, largeProducts()) }
