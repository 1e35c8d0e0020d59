package ui

import (
	"carrito/app/cart"
	"carrito/app/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// resume takes over what boot.js did before the program was there: what of the
// stored cart it could not keep, and what it removed and could still undo.
func (s *Store) resume(news *session.News) {
	if !app.IsClient {
		return
	}
	lost := app.Window().Get("carritoLost")
	for i := 0; lost.Truthy() && i < lost.Length(); i++ {
		if name := lost.Index(i).String(); name != "" {
			news.Damage.Dropped = append(news.Damage.Dropped, name)
		} else {
			news.Damage.Unreadable = true
		}
	}
	app.Window().Set("carritoLost", nil)
	if before := app.Window().Get("carritoUndo"); before.Truthy() {
		s.undo = s.missing(before.String())
	}
	app.Window().Set("carritoUndo", nil)
}

// missing returns the lines of an earlier cart that the cart no longer has.
func (s *Store) missing(text string) []removed {
	earlier, _ := cart.Parse(text, s.Shop.Money.Digits)
	earlier.Reconcile(s.Catalog)
	var gone []removed
	for place, line := range earlier.Lines() {
		if _, ok := s.Session.Cart().Line(line.Key()); !ok {
			gone = append(gone, removed{line, place})
		}
	}
	return gone
}
