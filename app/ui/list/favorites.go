package list

import (
	"slices"

	"carrito/app/catalog"
	"carrito/app/session"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// FavoritesPage returns the page at /favoritos. A favourite that is removed
// stays in its place until the page is left, without its heart. So nothing
// moves under the finger, the focus stays, and a second press adds it again.
func (s *Screen) FavoritesPage() part.Page {
	opened, viewed := s.Favorites(), s.Viewed(session.MaxViewed, nil)
	s.hearted = nil
	return part.Page{
		Status: 200,
		Title:  s.Text.FavoritesTitle,
		Body: func() app.UI {
			shown := slices.Clone(opened)
			for _, p := range slices.Concat(s.hearted, s.Favorites()) {
				if !slices.Contains(shown, p) {
					shown = append(shown, p)
				}
			}
			return part.Div("favorites", part.Title(s.Text.FavoritesTitle), s.favoritesBody(shown), s.ViewedRow(viewed))
		},
	}
}

// favoritesBody draws the favourites. The server's page says that only the
// browser knows them.
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
