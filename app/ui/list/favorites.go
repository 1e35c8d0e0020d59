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
	s.favorites()
	viewed := s.Viewed(session.MaxViewed, nil)
	return part.Page{
		Status: 200,
		Title:  s.Text.FavoritesTitle,
		Body: func() app.UI {
			return part.Div("favorites", part.Title(s.Text.FavoritesTitle), s.favoritesBody(s.favorites()), s.ViewedRow(viewed))
		},
	}
}

// favorites returns what the page of the favourites shows. Products on their way are as an
// earlier catalogue had them, or nil.
func (s *Screen) favorites() []*catalog.Product {
	for _, id := range s.Session.Favorites() {
		s.place(id)
	}
	var products []*catalog.Product
	for _, id := range s.shown {
		if s.Catalog.Has(id) {
			p, _ := s.Catalog.Latest(id)
			products = append(products, p)
		}
	}
	return products
}

// place gives a product a place on the page of the favourites until it is left.
func (s *Screen) place(id int) {
	if !slices.Contains(s.shown, id) {
		s.shown = append(s.shown, id)
	}
}

// Leave forgets the places of products on the page that the shopper leaves.
func (s *Screen) Leave() { s.shown, s.holds, s.filters.list.pages = nil, false, 0 }

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
		s.Unloaded(),
	)
}
