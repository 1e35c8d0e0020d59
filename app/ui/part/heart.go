package part

import (
	"carrito/app/catalog"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Heart draws the button that adds a product to the favourites, or removes it.
// The server does not know which: its button takes up space, but is invisible
// until the program runs.
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
