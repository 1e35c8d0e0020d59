package cart

import (
	"strings"
	"testing"

	"carrito/app/session"
	"carrito/app/shopper"
	"carrito/app/ui/part"
	"carrito/app/ui/uitest"
)

// divided returns the screen of a shop in two parts, none of which is there. The second
// part has product 33.
func divided(t *testing.T, stored string) *Screen {
	t.Helper()
	const directory = `{"sizes": "}^", "folder": "/p.", "files": {}, "steps": [1, 32], "parts": ["a", "b"], "categories": []}`
	s := part.NewScreen(uitest.Shop("es"), uitest.Catalog(t, directory))
	var storage session.Memory
	storage.Set(session.Cart, stored)
	s.Open(&storage, shopper.Early{})
	s.Phase = part.Live
	return New(s)
}

// While the products of a link are on their way, or if they cannot be loaded, the panel has
// neither lines nor a button that takes them.
func TestLinkedPanelAwaitsProducts(t *testing.T) {
	s := divided(t, "")
	s.Link.Open(linkOf(t, line(33, 0, 2, "Faja", "")))
	check := func(name, want string) {
		t.Helper()
		panel := uitest.One(t, "panel", uitest.With(uitest.All(uitest.Render(t, s.Page().Body())), "class", "linked"))
		if got := uitest.Words(panel); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	check("on its way", spanish.LinkedHeading+" "+spanish.Opening+" "+spanish.DeclineLinked)
	s.Lacking = true
	check("not loaded", strings.Join([]string{spanish.LinkedHeading, spanish.NotLoaded, spanish.Retry, spanish.DeclineLinked}, " "))
	if err := s.Catalog.Put(1, uitest.Catalog(t, `[{"id": 33, "slug": "faja", "name": "Faja", "price": "12.00", "category": "Fajas"}]`)); err != nil {
		t.Fatal(err)
	}
	check("there", spanish.LinkedHeading+" "+spanish.NoPhoto+" Faja 2 × S/ 12.00 S/ 24.00 "+spanish.Subtotal+" S/ 24.00 "+spanish.TakeLinked+" "+spanish.DeclineLinked)
}

// The cart says that its products could not be loaded, and asks for them.
func TestCartLacksProducts(t *testing.T) {
	s := divided(t, `{"33": {"nombre": "Faja", "precio": "10.00", "cantidad": 1}}`)
	for _, lacking := range []bool{false, true} {
		s.Lacking = lacking
		s.Catalog.Wanted()
		got := strings.Contains(uitest.Words(uitest.Render(t, s.Page().Body())), spanish.NotLoaded+" "+spanish.Retry)
		if got != lacking || len(s.Catalog.Wanted()) != 1 {
			t.Errorf("lacking %t: got a sentence %t, want that and the part asked for", lacking, got)
		}
	}
}
