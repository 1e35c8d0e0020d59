package part

import (
	"carrito/app/catalog"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Heart draws the button that adds a product to the favourites, or removes it.
// The server does not know which: its button takes up space, but is invisible
// until the program runs. onPress is a method of the component that draws the button. It
// finds the component's product of that moment, so the handler can stay when the product
// changes.
func (s *Screen) Heart(p *catalog.Product, is bool, onPress app.EventHandler) app.UI {
	name, pressed := s.Text.AddFavorite(p.Name), ""
	switch {
	case is:
		name, pressed = s.Text.RemoveFavorite(p.Name), "true"
	case s.Live:
		pressed = "false"
	}
	return app.Button().Class("heart").Type("button").Aria("label", name).Aria("pressed", pressed).
		OnClick(onPress).Body(Icon("heart"))
}
