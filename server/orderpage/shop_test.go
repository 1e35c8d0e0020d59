package orderpage_test

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"carrito/server/httpd"
	"carrito/server/orderpage"
	"carrito/server/shoptest"
	"carrito/server/site"
)

// In a shop with pages of orders, /pedido, /pedido/ and every unknown address below
// answer exactly as in a shop without.
func TestShopAround(t *testing.T) {
	serve := func(with bool) string {
		logger := log.New(t.Output(), "", 0)
		shop, err := httpd.NewHandler(site.Files{Shop: "../../web/shop.json", Products: "../../web/products.json", Web: "../../web"}, logger)
		if err != nil {
			t.Fatal(err)
		}
		if with {
			shop.Handle("/pedido/", orderpage.New(t.Context(), shoptest.Store(t), nobody{}, shop.Site, http.HandlerFunc(shop.ServeMissing), logger))
		}
		server := httptest.NewServer(shop)
		t.Cleanup(server.Close)
		return server.URL
	}
	with, without := serve(true), serve(false)
	ask := func(base, method, path, body string) string {
		request, err := http.NewRequest(method, base+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultTransport.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		answer, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		response.Header.Del("Date")
		return fmt.Sprint(response.Status, response.Close, response.Header, string(answer))
	}
	for _, method := range []string{"GET", "HEAD", "POST", "PUT", "OPTIONS"} {
		for _, path := range []string{"/pedido", "/pedido/", "/pedido?x=1", "/pedido/AAAAAAAAAAAAAAAAAAAAAA", "/pedido/AAAAAAAAAAAAAAAAAAAAAA/pagar", "/pedido/AAAAAAAAAAAAAAAAAAAAAA/pagado", "/pedido/%ff", "/pedido/x/"} {
			for _, body := range []string{"", "means=cash"} {
				if got, want := ask(with, method, path, body), ask(without, method, path, body); got != want {
					t.Errorf("%s %s with %q: got\n%.600s\nwant\n%.600s", method, path, body, got, want)
				}
			}
		}
	}
}
