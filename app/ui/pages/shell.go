package pages

import (
	"net/url"

	"carrito/app/address"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// NewShell returns the shell: the frame of every page around a placeholder. Without a
// network the service worker serves it for any address; the program then draws the page.
func NewShell(s *Shop) (*Root, part.Page) {
	page := part.Page{Body: func() app.UI { return s.Skeleton("p") }}
	return &Root{shop: s, at: &url.URL{Path: s.Href(address.Home)}, page: page}, page
}
