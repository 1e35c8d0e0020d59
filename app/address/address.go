// Package address defines the addresses of the shop's pages.
//
// A page is identified by its path within the shop, such as "/producto/26". A [Site]
// knows where the shop is served, and converts paths to addresses and back.
package address

import (
	"net/url"
	"strconv"
	"strings"
)

// Paths of the pages without a parameter.
const (
	Home      = "/"
	Search    = "/buscar"
	Cart      = "/carrito"
	Favorites = "/favoritos"
	Checkout  = "/pedido"
	Thanks    = "/gracias"
)

// PageStep precedes the number of a further page of a list, as in "/pagina/2" and
// "/categoria/polos/pagina/2".
const PageStep = "pagina"

// OwnFolder precedes the names of the owner's own pages, as in "/p/terminos".
const OwnFolder = "/p/"

// Category returns the path of a category's page.
func Category(slug string) string { return "/categoria/" + url.PathEscape(slug) }

// Product returns the path of a product's page.
func Product(id int) string { return "/producto/" + strconv.Itoa(id) }

// Variant returns the path of a product's page with a variant chosen. Variant 0 means
// none.
func Variant(product, variant int) string {
	if variant == 0 {
		return Product(product)
	}
	return Product(product) + "?variante=" + strconv.Itoa(variant)
}

// Alert is the path that takes a form of a shopper who wants to be told when a product is
// back.
const Alert = "/avisos/nuevo"

// Add returns the path that adds a product to the cart.
func Add(id int) string { return "/agregarCarrito/" + strconv.Itoa(id) }

// OrderPage returns the path of an order's page, which the server draws. The token is in
// the server's answer to the order.
func OrderPage(token string) string { return Checkout + "/" + token }

// PayPage returns the path that leads to the provider's page for paying an order.
func PayPage(token string) string { return OrderPage(token) + "/pagar" }

// PaidPage returns the path where the shopper tells the shop that an order is paid.
func PaidPage(token string) string { return OrderPage(token) + "/pagado" }

// Site describes where a shop is served.
type Site struct {
	// Base is the address of the shop in shop.json, such as "https://shop.example" or
	// "https://user.example/shop". It may be empty.
	Base string
	// Origin is the scheme and host of the open page. On the server it is empty.
	Origin string
	// Prefix is the path under which the shop is served, without a trailing slash. It
	// is empty at the root.
	Prefix string
	// Folders reports whether addresses of pages end in a slash, as on a static host.
	Folders bool
}

// Href returns the address of a page, for a link on another page of the shop.
func (s *Site) Href(path string) string { return s.Prefix + s.folder(path) }

// folder adds a slash to the path of a page if pages are folders. A static host
// redirects from the path without the slash, which costs a round trip.
func (s *Site) folder(path string) string {
	if !s.Folders {
		return path
	}
	path, query, hasQuery := strings.Cut(path, "?")
	path = strings.TrimSuffix(path, "/") + "/"
	if hasQuery {
		path += "?" + query
	}
	return path
}

// Within returns the path of a page within the shop, without a trailing slash except
// for [Home]. It returns false for a path outside the shop.
func (s *Site) Within(path string) (string, bool) {
	path, ok := strings.CutPrefix(path, s.Prefix)
	if ok && path != "" && path[0] != '/' { // "/shopping" is not in "/shop"
		ok = false
	}
	return "/" + strings.Trim(path, "/"), ok
}

// Full returns the full address of a page, or its path if Base is empty.
func (s *Site) Full(path string) string { return s.File(s.folder(path)) }

// File returns the full address of a file of the shop, or its path if Base is empty. It
// returns an address on another host unchanged.
func (s *Site) File(path string) string {
	if !strings.HasPrefix(path, "/") {
		return path
	}
	return strings.TrimSuffix(s.Base, "/") + path
}

// Served returns the full address of a page that the server draws, such as [OrderPage],
// on the host of the open page.
func (s *Site) Served(path string) string {
	if s.Origin == "" {
		return s.File(path)
	}
	return s.Origin + s.Prefix + path
}

// Here returns the full address of a page on the host of the open page. On the server
// it returns the same as [Site.Full].
func (s *Site) Here(path string) string {
	if s.Origin == "" {
		return s.Full(path)
	}
	return s.Origin + s.Href(path)
}
