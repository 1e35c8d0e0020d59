package ui

import (
	"slices"
	"strconv"

	"carrito/app/catalog"
	"carrito/app/session"

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

// ToggleFavorite makes a product a favourite that was none, or takes it out, and
// says what happened.
func (s *Store) ToggleFavorite(p *catalog.Product) {
	is := !s.isFavorite(p)
	err := s.Session.SetFavorite(p.ID, is)
	s.tellBroken()
	switch {
	case err != nil:
		s.fail(s.Text.FavoritesFull(session.MaxFavorites))
	case is:
		s.say(s.Text.FavoriteAdded(p.Name), false)
	default:
		s.say(s.Text.FavoriteRemoved(p.Name), false)
	}
}

func (s *Store) isFavorite(p *catalog.Product) bool {
	return slices.Contains(s.Session.Favorites(), p.ID)
}

// favorites returns the shopper's favourites, in the order they were added.
func (s *Store) favorites() []*catalog.Product { return s.products(s.Session.Favorites()) }

func (s *Store) products(ids []int) []*catalog.Product {
	var products []*catalog.Product
	for _, id := range ids {
		if p, ok := s.Catalog.Product(id); ok {
			products = append(products, p)
		}
	}
	return products
}

// favoritesLink leads to the favourites and says how many there are. The number
// takes no place beside the heart, so that none moves anything.
func (s *Store) favoritesLink() app.UI {
	number := ""
	if n := len(s.Session.Favorites()); n > 0 {
		number = strconv.Itoa(n)
	}
	return app.A().Class("favorites-link").Href(s.href(favoritesPath)).Body(
		icon("heart"),
		span("visually-hidden", s.Text.Favorites+" "),
		exact("favorites-link__number", number).ID("favorites-count"),
	)
}
