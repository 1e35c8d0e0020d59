package ui

import (
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/shop"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func TestSizes(t *testing.T) {
	tests := []struct {
		name  string
		in    place
		image catalog.Image
		want  string
	}{
		{"as the frame", inCard, catalog.Image{Width: 800, Height: 1000}, "(min-width: 89rem) 252px, (min-width: 71rem) 22vw, (min-width: 53rem) 30vw, 45vw"},
		{"narrower", inLine, catalog.Image{Width: 100, Height: 1000}, "80px"},
		{"square", inLine, catalog.Image{Width: 900, Height: 900}, "100px"},
		{"broad", inLine, catalog.Image{Width: 1600, Height: 1000}, "160px"},
		{"one tile", inTile(1), catalog.Image{Width: 4, Height: 5}, "(min-width: 84rem) 1344px, (min-width: 40rem) 90vw, 29vw"},
		{"seven tiles", inTile(7), catalog.Image{Width: 4, Height: 5}, "(min-width: 84rem) 192px, (min-width: 40rem) 176px, 29vw"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.in.sizes(test.image); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func photoStore(t *testing.T) *Store {
	t.Helper()
	const products = `[{"id": 1, "slug": "a", "name": "A", "price": "1.00",
		"images": [{"src": "/web/images/a.jpg", "alt": "", "width": 400, "height": 500}]}]`
	all, err := catalog.Read(strings.NewReader(products), catalog.Rules{Digits: 2})
	if err != nil {
		t.Fatal(err)
	}
	s := NewStore(&shop.Shop{Language: "es"}, all)
	s.Prefix = "/tienda"
	return s
}

// The browser draws the cart's thumbnails, so that it must know the addresses
// without asking.
func TestThumbnail(t *testing.T) {
	s := photoStore(t)
	table := &cartTable{Store: s, Lines: []cart.Line{{ProductID: 1, Name: "A", Quantity: 1}}}
	draw := func() string { return app.HTMLString(table.Render()) }

	if got := draw(); !strings.Contains(got, `src="/tienda/web/images/a.jpg"`) || strings.Contains(got, "srcset") {
		t.Errorf("got %s without made pictures, want a plain src", got)
	}
	s.Sized = catalog.Sized{Version: "abc"}
	got := draw()
	for _, want := range []string{
		`<picture class="sources">`, `type="image/avif"`, `sizes="80px"`, `loading="lazy"`, `width="400"`, `height="500"`,
		`srcset="/tienda/web/sized/images/a.jpg.160.avif?v=abc 160w, /tienda/web/sized/images/a.jpg.360.avif?v=abc 360w"`,
		`srcset="/tienda/web/sized/images/a.jpg.160.jpg?v=abc 160w, /tienda/web/sized/images/a.jpg.360.jpg?v=abc 360w"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s, want %s in it", got, want)
		}
	}
	s.Sized.Unmade = []string{"/web/images/a.jpg"}
	if got := draw(); strings.Contains(got, "srcset") {
		t.Errorf("got %s of a picture from which none was made, want a plain src", got)
	}
}
