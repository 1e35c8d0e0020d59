package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// notFoundPage stands where there is no page: it says so, and helps on. On a
// host of plain files it is what comes for /agregarCarrito/… too.
func (s *Store) notFoundPage(why string) Page {
	return Page{
		Status: 404,
		Title:  s.Text.NotFoundTitle,
		Body: func() app.UI {
			return div("empty",
				s.meanwhile(s.Text.CartLoading),
				title(s.Text.NotFoundTitle),
				paragraph("empty__text", why),
				s.searchForm("page-search", ""),
				s.categoryTiles(),
			)
		},
	}
}

// meanwhile is what boot.js shows in place of the page where the address asks
// for what only the program can tell, and a plain file had to be the answer.
func (s *Store) meanwhile(text string) app.UI {
	return app.If(s.Folders && !s.Live, func() app.UI {
		return app.Elem("template").ID("meanwhile").Body(title(text))
	})
}
