package list

import (
	"testing"

	"carrito/app/ui/uitest"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A pressed heart updates the card's own input to what its parent will pass, so
// that the card is drawn once.
func TestPressedCardKnowsItself(t *testing.T) {
	s := New(uitest.Screen(t))
	product, _ := s.Catalog.Product(1)
	c := &card{Screen: s, Product: product}
	for _, want := range []bool{true, false} {
		if c.onHeart(app.Context{}, app.Event{}); c.Favorite != want || s.IsFavorite(product) != want {
			t.Errorf("favourite: got %t on the card and %t in the session, want %t", c.Favorite, s.IsFavorite(product), want)
		}
	}
}
