package part

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// FiltersKept reports whether the page shows filters that the server has written.
func (s *Screen) FiltersKept() bool {
	return s.Phase == Live && app.IsClient && app.Window().Get("document").Call("querySelector", "[data-kept]").Truthy()
}

// DropFilters removes the filters of a list that the server has written. Once the program
// has drawn its own, they get the focus of those.
func (s *Screen) DropFilters() {
	if !s.FiltersKept() {
		return
	}
	focus := app.Window().Get("carrito").Call("dropFilters")
	s.Root.Defer(func(app.Context) { focus.Invoke() })
}
