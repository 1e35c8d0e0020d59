package part

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Focus moves the focus to the element with this id once the page is drawn. It uses
// the root's context, because the element that was pressed may be gone by then.
func (s *Screen) Focus(id string) {
	s.Root.Defer(func(app.Context) {
		OnElement(id, func(e app.Value) { e.Call("focus") })
	})
}

// Press presses the button or link with this id once the page is drawn.
func (s *Screen) Press(id string) {
	s.Root.Defer(func(app.Context) {
		OnElement(id, func(e app.Value) { e.Call("click") })
	})
}

// FocusTitle moves the focus to the heading of the page or, while that has none, to all of
// its content.
func FocusTitle() {
	id := "title"
	if !app.Window().GetElementByID(id).Truthy() {
		id = ContentID
	}
	OnElement(id, func(e app.Value) { e.Call("focus", map[string]any{"preventScroll": true}) })
}

// Reveal scrolls to the element with this id as little as possible, once the page is
// drawn.
func (s *Screen) Reveal(id string) {
	s.Root.Defer(func(app.Context) {
		OnElement(id, func(e app.Value) { e.Call("scrollIntoView", map[string]any{"block": "nearest"}) })
	})
}

// OnElement calls do with the element with this id. It does nothing if there is
// none: an extension may have removed it.
func OnElement(id string, do func(app.Value)) {
	if e := app.Window().GetElementByID(id); e.Truthy() {
		do(e)
	}
}

// ContentID is the id of the content below the header, the target of the skip
// link. On the cart's page, any other fragment of the address is read as a cart
// link.
const ContentID = "content"

// FocusedID returns the id of the element that has the focus, or "".
func FocusedID() string {
	focused := app.Window().Get("document").Get("activeElement")
	if !focused.Truthy() {
		return ""
	}
	return focused.Get("id").String()
}
