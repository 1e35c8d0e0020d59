package part

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"carrito/app/catalog"
)

// Page is the page at one address.
type Page struct {
	Status      int    // HTTP status: 200 or 404; 0 for the shell
	Title       string // title of the document, without the shop's name
	Description string // one or two sentences for search engines and previews
	Canonical   string // canonical path and query; empty if search engines must not list the page
	Image       catalog.Image
	Product     *catalog.Product // of a product's page; otherwise nil
	Trail       []Link           // pages above this one, for breadcrumbs
	Here        Here             // what the page needs of the catalogue
	Search      string           // the text of a search
	Body        func() app.UI

	// Ordering is set on the page where an order is written.
	Ordering bool

	// Add is set on /agregarCarrito/…: what to add to the cart before it is shown.
	Add *Addition
}

// Addition is what an address asks to add to the cart.
type Addition struct{ ProductID, VariantID int }

// Link is a named address of the shop.
type Link struct{ Name, Path string }

// Number parses a positive integer in an address. It returns 0 for anything else.
func Number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || s[0] == '+' {
		return 0
	}
	return n
}
