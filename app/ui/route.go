package ui

import (
	"net/url"
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
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

// Route returns the page at an address. It is the table of contents of the
// shop: every page there is stands here.
func (s *Store) Route(u *url.URL) Page {
	path, ok := s.Within(u.Path)
	section, rest, _ := strings.Cut(path[1:], "/")
	list := listing{sort: catalog.Sort(u.Query().Get("orden")), page: pageNumber(u.Query().Get("pagina"))}
	switch {
	case !ok:
		return s.notFoundPage(s.Text.NotFound)
	case section == "":
		return s.homePage(list)
	case section == address.PageStep && number(rest) > 0:
		list.page = number(rest)
		return s.homePage(list)
	case section == "categoria":
		if slug, page, ok := strings.Cut(rest, "/"+address.PageStep+"/"); ok && number(page) > 0 {
			rest, list.page = slug, number(page)
		}
		return s.categoryPage(rest, list)
	case section == "buscar" && rest == "":
		list.text = strings.TrimSpace(u.Query().Get("q"))
		return s.searchPage(list)
	case section == "producto":
		return s.productPage(rest, u.Query().Get("variante"))
	case section == "carrito" && rest == "":
		return s.cartPage()
	case section == "favoritos" && rest == "":
		return s.favoritesPage()
	case section == "pedido" && rest == "" && s.Shop.Orders.Taken():
		return s.checkoutPage()
	case section == "gracias" && rest == "" && s.Shop.Orders.Taken():
		return s.thanksPage()
	case strings.EqualFold(section, "agregarCarrito"): // some hosts lower-case addresses
		return s.addPage(rest, u.Query().Get("variante"))
	default:
		return s.notFoundPage(s.Text.NotFound)
	}
}

// PlainPaths returns the address of every page that can stand in a file: all but
// those that depend on a query or ask for something to be added.
func (s *Store) PlainPaths() []string {
	paths := append(s.Paths(), address.Search, address.Cart, address.Favorites)
	if s.Shop.Orders.Taken() {
		paths = append(paths, address.Checkout, address.Thanks)
	}
	further := func(path string, products int) {
		for page := 2; page <= pages(products); page++ {
			paths = append(paths, listing{path: path, sort: catalog.ByNewest}.address(catalog.ByNewest, page))
		}
	}
	further(address.Home, len(s.Catalog.Products()))
	for _, c := range s.Catalog.Categories() {
		further(address.Category(c.Slug), len(c.Products))
	}
	return paths
}

// Paths returns the address of every page a search engine should know.
func (s *Store) Paths() []string {
	paths := []string{address.Home}
	for _, c := range s.Catalog.Categories() {
		paths = append(paths, address.Category(c.Slug))
	}
	for _, p := range s.Catalog.Products() {
		paths = append(paths, address.Product(p.ID))
	}
	return paths
}

// Shortcuts returns the pages that an installed shop opens from its icon: the
// cart and the search, by their addresses.
func (s *Store) Shortcuts() []Link {
	return []Link{{s.Text.Cart, s.Href(address.Cart)}, {s.Text.SearchTitle, s.Href(address.Search)}}
}

// number reads a positive whole number of an address; anything else is 0.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || s[0] == '+' {
		return 0
	}
	return n
}

func pageNumber(s string) int { return max(1, number(s)) }
