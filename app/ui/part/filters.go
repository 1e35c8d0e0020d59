package part

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// FiltersKept reports whether the page shows filters that the server has written.
func (s *Screen) FiltersKept() bool {
	return s.Phase == Live && app.IsClient && app.Window().Get("document").Call("querySelector", "[data-kept]").Truthy()
}

// TellFilters writes a word on the button of the filters that the server has written, which
// shows the products, and marks them with a state for filters.css.
func (s *Screen) TellFilters(state, word string) {
	filters := app.Window().Get("document").Call("querySelector", "[data-kept]")
	filters.Get("dataset").Set("kept", state)
	filters.Call("querySelector", ".filters__show").Set("textContent", word)
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
