package pages

import (
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/session"
	"carrito/app/shop"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func photoStore(t *testing.T) *Shop {
	t.Helper()
	const products = `[{"id": 1, "slug": "a", "name": "A", "price": "1.00",
		"images": [{"src": "/web/images/a.jpg", "alt": "", "width": 400, "height": 500}]}]`
	all, err := catalog.Parse(products, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := New(&shop.Shop{Language: "es"}, all)
	s.Prefix = "/tienda"
	return s
}

// The browser draws the cart's thumbnails, so it must know their addresses
// without asking the server.
func TestThumbnail(t *testing.T) {
	s := photoStore(t)
	s.Open(&session.Memory{})
	s.Add(1, 0, 1)
	draw := func() string { return app.HTMLString(NewRoot(s, at(t, "/tienda/carrito")).Render()) }

	if got := draw(); !strings.Contains(got, `src="/tienda/web/images/a.jpg"`) || strings.Contains(got, "srcset") {
		t.Errorf("without sized pictures: got %s, want only src", got)
	}
	s.Sized = catalog.Sized{Version: "abc"}
	got := draw()
	for _, want := range []string{
		`<picture class="sources">`, `type="image/avif"`, `sizes="80px"`, `loading="lazy"`, `width="400"`, `height="500"`,
		`srcset="/tienda/web/sized/images/a.jpg.160.avif?v=abc 160w, /tienda/web/sized/images/a.jpg.360.avif?v=abc 360w"`,
		`srcset="/tienda/web/sized/images/a.jpg.160.jpg?v=abc 160w, /tienda/web/sized/images/a.jpg.360.jpg?v=abc 360w"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s, want it to contain %s", got, want)
		}
	}
	s.Sized.Unmade = []string{"/web/images/a.jpg"}
	if got := draw(); strings.Contains(got, "srcset") {
		t.Errorf("picture without sized ones: got %s, want only src", got)
	}
}
