package list

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"carrito/app/ui/part"
)

// NotFoundPage returns the page for an address that does not exist. A host of
// static files serves it for /agregarCarrito/… too.
func (s *Screen) NotFoundPage(why string) part.Page {
	return part.Page{
		Status: 404,
		Title:  s.Text.NotFoundTitle,
		Body: func() app.UI {
			return part.Div("empty",
				s.Meanwhile(s.Text.CartLoading),
				part.Title(s.Text.NotFoundTitle),
				part.Paragraph("empty__text", why),
				s.pageSearch(),
				s.categoryTiles(),
			)
		},
	}
}
