package part

import (
	"carrito/app/catalog"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// heart is the button that makes a product one of the shopper's favourites, or
// takes it out. As the server writes it nobody knows which: it has its place, and
// is not seen before the program can tell, and obeys.
func (s *Screen) Heart(p *catalog.Product, is bool, onPress app.EventHandler) app.UI {
	name, pressed := s.Text.AddFavorite(p.Name), ""
	switch {
	case is:
		name, pressed = s.Text.RemoveFavorite(p.Name), "true"
	case s.Live:
		pressed = "false"
	}
	return app.Button().Class("heart").Type("button").Aria("label", name).Aria("pressed", pressed).
		OnClick(onPress, app.EventScope(p.ID)).Body(Icon("heart"))
}
