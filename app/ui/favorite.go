package ui

import (
	"strconv"

	"carrito/app/address"
	"carrito/app/catalog"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// heart is the button that makes a product one of the shopper's favourites, or
// takes it out. As the server writes it nobody knows which: it has its place, and
// is not seen before the program can tell, and obeys.
func (s *Store) heart(p *catalog.Product, is bool, onPress app.EventHandler) app.UI {
	name, pressed := s.Text.AddFavorite(p.Name), ""
	switch {
	case is:
		name, pressed = s.Text.RemoveFavorite(p.Name), "true"
	case s.Live:
		pressed = "false"
	}
	return app.Button().Class("heart").Type("button").Aria("label", name).Aria("pressed", pressed).
		OnClick(onPress, app.EventScope(p.ID)).Body(icon("heart"))
}

// favoritesLink leads to the favourites and says how many there are. The number
// takes no place beside the heart, so that none moves anything.
func (s *Store) favoritesLink() app.UI {
	number := ""
	if n := len(s.Session.Favorites()); n > 0 {
		number = strconv.Itoa(n)
	}
	return app.A().Class("favorites-link").Href(s.Href(address.Favorites)).Body(
		icon("heart"),
		span("visually-hidden", s.Text.Favorites+" "),
		exact("favorites-link__number", number).ID("favorites-count"),
	)
}
