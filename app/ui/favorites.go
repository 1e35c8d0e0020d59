package ui

import (
	"slices"

	"carrito/app/catalog"
	"carrito/app/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// favoritesPage is "/favoritos". What is taken out stays where it is, without its
// heart, until the page is left: nothing moves under the finger, the focus stays,
// and pressing once more brings it back.
func (s *Store) favoritesPage() Page {
	shown, viewed := s.Favorites(), s.Viewed(session.MaxViewed, nil)
	return Page{
		Status: 200,
		Title:  s.Text.FavoritesTitle,
		Body: func() app.UI {
			for _, p := range s.Favorites() {
				if !slices.Contains(shown, p) {
					shown = append(shown, p)
				}
			}
			return div("favorites", title(s.Text.FavoritesTitle), s.favoritesBody(shown), s.viewedRow(viewed))
		},
	}
}

// favoritesBody says in the server's page that only the browser knows the
// favourites.
func (s *Store) favoritesBody(shown []*catalog.Product) app.UI {
	switch {
	case !s.Live:
		return div("opening",
			paragraph("empty__text", s.Text.FavoritesLoading),
			app.NoScript().Body(paragraph("empty__text", s.Text.FavoritesNeedJavaScript)),
		)
	case len(shown) == 0:
		return s.empty("heart", s.Text.FavoritesEmpty, s.Text.FavoritesEmptyTip)
	}
	return div("list",
		div("list__bar", app.H2().Class("list__count").Text(s.Text.Products(len(s.Session.Favorites())))),
		s.grid(shown, 4, true),
	)
}
