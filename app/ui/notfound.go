package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// notFoundPage stands where there is no page: it says so, and helps on.
func (s *Store) notFoundPage(why string) Page {
	return Page{
		Status: 404,
		Title:  s.Text.NotFoundTitle,
		Body: func() app.UI {
			return app.Div().Class("empty").Body(
				title(s.Text.NotFoundTitle),
				app.P().Class("empty__text").Text(why),
				s.searchForm("page-search", ""),
				s.categoryTiles(),
			)
		},
	}
}
