package part

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// DropFilters removes the filters of a list that the server has written. Once the program
// has drawn its own, they get the focus of those.
func (s *Screen) DropFilters() {
	if !app.IsClient {
		return
	}
	focus := app.Window().Get("carrito").Call("dropFilters")
	s.Root.Defer(func(app.Context) { focus.Invoke() })
}
