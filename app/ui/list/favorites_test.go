package list

import (
	"strings"
	"testing"

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
