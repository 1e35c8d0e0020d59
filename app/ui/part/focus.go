package part

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Focus moves the focus to the element with this id once the page is drawn. It
// goes by the root's context: what was pressed may be gone by then.
func (s *Screen) Focus(id string) {
	s.Root.Defer(func(app.Context) {
		OnElement(id, func(e app.Value) { e.Call("focus") })
	})
}

// OnElement calls do with the element with this id. An extension may have taken
// it off the page: then it does nothing.
func OnElement(id string, do func(app.Value)) {
	if e := app.Window().GetElementByID(id); e.Truthy() {
		do(e)
	}
}

// ContentID is the id of what is below the header, to which the skip link leads.
// Any other fragment on the cart's page is taken for a cart link, or for what is
// left of one.
const ContentID = "content"
