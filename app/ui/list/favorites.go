package list

import (
	"slices"

	"carrito/app/catalog"
	"carrito/app/session"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// FavoritesPage is "/favoritos". What is taken out stays where it is, without its
// heart, until the page is left: nothing moves under the finger, the focus stays,
// and pressing once more brings it back.
func (s *Screen) FavoritesPage() part.Page {
	shown, viewed := s.Favorites(), s.Viewed(session.MaxViewed, nil)
	return part.Page{
		Status: 200,
		Title:  s.Text.FavoritesTitle,
		Body: func() app.UI {
			for _, p := range s.Favorites() {
				if !slices.Contains(shown, p) {
					shown = append(shown, p)
				}
			}
			return part.Div("favorites", part.Title(s.Text.FavoritesTitle), s.favoritesBody(shown), s.ViewedRow(viewed))
		},
	}
}

// favoritesBody says in the server's page that only the browser knows the
// favourites.
func (s *Screen) favoritesBody(shown []*catalog.Product) app.UI {
	switch {
	case !s.Live:
		return part.Div("opening",
			part.Paragraph("empty__text", s.Text.FavoritesLoading),
			app.NoScript().Body(part.Paragraph("empty__text", s.Text.FavoritesNeedJavaScript)),
		)
	case len(shown) == 0:
		return s.Empty("heart", s.Text.FavoritesEmpty, s.Text.FavoritesEmptyTip)
	}
	return part.Div("list",
		part.Div("list__bar", app.H2().Class("list__count").Text(s.Text.Products(len(s.Session.Favorites())))),
		s.Grid(shown, 4, true),
	)
}
