package part

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"carrito/app/catalog"
)

// Page is what stands at one address.
type Page struct {
	Status      int    // HTTP status: 200 or 404; 0 of the shell, which is no page
	Title       string // of the document, without the shop's name
	Description string // one or two sentences for search engines and previews
	Canonical   string // path and query that stand for this page; empty for a page not to be listed
	Image       catalog.Image
	Product     *catalog.Product // on a product's page
	Trail       []Link           // breadcrumbs: the pages above this one
	Body        func() app.UI

	// Ordering is set on the page on which an order is made.
	Ordering bool

	// Add is set on /agregarCarrito/…: what to add before the cart is shown.
	Add *Addition
}

// Addition is what an address asks to put in the cart.
type Addition struct{ ProductID, VariantID int }

// Link is a named address of the shop.
type Link struct{ Name, Path string }

// Number reads a positive whole number of an address; anything else is 0.
func Number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || s[0] == '+' {
		return 0
	}
	return n
}
