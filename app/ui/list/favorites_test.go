package list

import (
	"strings"
	"testing"

	"carrito/app/session"
	"carrito/app/shopper"
	"carrito/app/ui/part"
	"carrito/app/ui/uitest"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// What the page of the favourites shows depends on what was pressed, not on when
// it was drawn.
func TestFavoritesDoNotDependOnDrawing(t *testing.T) {
	shown := func(drawn bool) bool {
		s := New(uitest.Screen(t))
		s.Live = true
		product, _ := s.Catalog.Product(1)
		c := &card{Screen: s, Product: product}
		page := s.FavoritesPage()
		for range 2 { // add it, and take it out
			c.onHeart(app.Context{}, app.Event{})
			if drawn {
				page.Body()
			}
		}
		return strings.Contains(app.HTMLString(page.Body()), "/producto/1")
	}
	for _, drawn := range []bool{true, false} {
		if !shown(drawn) {
			t.Errorf("drawn after each press %t: got no product that was taken out, want it in its place", drawn)
		}
	}
}

// While favourites are on their way, or if they could not be loaded, the page has a place for
// each. One that was removed keeps its place when a part arrives, until the page is left.
func TestFavoritesInParts(t *testing.T) {
	const directory = `{"sizes": "}^", "folder": "/p.", "files": {}, "steps": [1, 32], "parts": ["a", "b"], "categories": []}`
	screen := part.NewScreen(uitest.Shop("es"), uitest.Catalog(t, directory))
	var storage session.Memory
	storage.Set(session.Favorites, "[33,5,7]")
	screen.Open(&storage, shopper.Early{})
	screen.Phase = part.Live
	s := New(screen)
	s.Catalog.Seed(uitest.Catalog(t, `[{"id": 5, "slug": "gorra", "name": "Gorra", "price": "1.00", "category": "Gorras"},
		{"id": 7, "slug": "polo", "name": "Polo", "price": "1.00", "category": "Polos"}]`).Products())
	check := func(when, want string) {
		t.Helper()
		var cells []string
		root := uitest.Render(t, s.FavoritesPage().Body())
		for _, cell := range uitest.With(uitest.All(root, "li"), "class", "grid__cell") {
			name := "…"
			for _, heading := range uitest.All(cell, "h3") {
				name = uitest.Words(heading)
			}
			cells = append(cells, name)
		}
		if got := strings.Join(cells, " "); got != want {
			t.Errorf("%s: got %q, want %q", when, got, want)
		}
		if got := strings.Contains(uitest.Words(root), screen.Text.NotLoaded); got != s.Lacking {
			t.Errorf("%s: got a sentence %t, want %t", when, got, s.Lacking)
		}
	}
	check("on its way", "… Gorra Polo")
	if wanted := s.Catalog.Wanted(); len(wanted) != 1 || wanted[0].Index != 1 {
		t.Errorf("got the parts %v asked for, want the second", wanted)
	}
	s.Lacking = true
	check("not loaded", "… Gorra Polo")
	s.Lacking = false
	gorra, _ := s.Catalog.Product(5)
	(&card{Screen: s, Product: gorra}).onHeart(app.Context{}, app.Event{})
	if err := s.Catalog.Put(1, uitest.Catalog(t, `[{"id": 33, "slug": "faja", "name": "Faja", "price": "12.00", "category": "Fajas"}]`)); err != nil {
		t.Fatal(err)
	}
	check("it has come, another is removed", "Faja Gorra Polo")
	s.Leave()
	check("opened again", "Faja Polo")
}
