package pages

import (
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The ids of the elements that the server and start.js fill: the text of an owner's page,
// and the links to all of them.
const (
	OwnID      = "own"
	OwnLinksID = "own-links"
)

// ownPage returns the page at a path that the owner has written. The program draws only
// its place: the server writes the text, and start.js puts it there. Only the server knows whether there is one.
func ownPage(path string) part.Page {
	return part.Page{Status: 200, Canonical: path, Body: func() app.UI { return app.Article().Class("own").ID(OwnID) }}
}
