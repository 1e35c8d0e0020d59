// Package address has the addresses of the shop's pages.
//
// A page is named by its path within the shop, such as "/producto/26". A [Site]
// says where the shop lives, and turns paths into addresses and back.
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

// PageStep stands before the number of a list's further pages: "/pagina/2",
// "/categoria/polos/pagina/2".
const PageStep = "pagina"

// Category returns the path of a category's page.
func Category(slug string) string { return "/categoria/" + url.PathEscape(slug) }

// Product returns the path of a product's page.
func Product(id int) string { return "/producto/" + strconv.Itoa(id) }

// Variant returns the path of a product's page with a variant chosen. An id of 0
// chooses none.
func Variant(product, variant int) string {
	if variant == 0 {
		return Product(product)
	}
	return Product(product) + "?variante=" + strconv.Itoa(variant)
}

// Add returns the path that adds a product to the cart.
func Add(id int) string { return "/agregarCarrito/" + strconv.Itoa(id) }

// Order returns the path of an order on the owner's pages.
func Order(id string) string { return "/admin/pedidos/" + id }

// Site says where a shop lives.
type Site struct {
	// Base is the address of the shop as shop.json has it, such as
	// "https://shop.example" or "https://user.example/shop". It may be empty.
	Base string
	// Origin is the scheme and host of the open page. On the server it is empty.
	Origin string
	// Prefix is the path that the shop lives under, without a slash at its end. It
	// is empty at the root.
	Prefix string
	// Folders reports whether addresses of pages end in a slash, as they do on a
	// host of plain files.
	Folders bool
}

// Href returns the address of a page, for a link on another page of the shop.
func (s *Site) Href(path string) string { return s.Prefix + s.folder(path) }

// folder ends a page's path in a slash if pages are folders. A host of plain
// files redirects from the path without the slash, which costs a round trip.
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

// Within returns the path of a page within the shop, without a slash at its end
// except for [Home]. It returns false for a path outside the shop.
func (s *Site) Within(path string) (string, bool) {
	path, ok := strings.CutPrefix(path, s.Prefix)
	if ok && path != "" && path[0] != '/' { // "/shopping" is not in "/shop"
		ok = false
	}
	return "/" + strings.Trim(path, "/"), ok
}

// Full returns the full address of a page, or its path if shop.json does not say
// where the shop is.
func (s *Site) Full(path string) string { return s.File(s.folder(path)) }

// File returns the full address of a file of the shop, or its path if shop.json
// does not say where the shop is. An address on another host stays as it is.
func (s *Site) File(path string) string {
	if !strings.HasPrefix(path, "/") {
		return path
	}
	return strings.TrimSuffix(s.Base, "/") + path
}

// Here returns the full address of a page on the host that the shopper has open.
// On the server it is that of [Site.Full].
func (s *Site) Here(path string) string {
	if s.Origin == "" {
		return s.Full(path)
	}
	return s.Origin + s.Href(path)
}
