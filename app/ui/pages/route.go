package pages

import (
	"net/url"
	"strings"

	"carrito/app/address"
	"carrito/app/ui/list"
	"carrito/app/ui/part"
)

// plainPage is a page whose path has no parameter.
type plainPage struct {
	path   string
	page   func() part.Page
	listed bool // search engines should list it
}

// plainPages is the table of the pages whose path has no parameter. Some of them
// read the query.
func (s *Shop) plainPages(query url.Values) []plainPage {
	listing := list.Read(query, 0)
	table := []plainPage{
		{path: address.Home, page: func() part.Page { return s.list.HomePage(listing) }, listed: true},
		{path: address.Search, page: func() part.Page { return s.list.SearchPage(listing) }},
		{path: address.Cart, page: s.cart.Page},
		{path: address.Favorites, page: s.list.FavoritesPage},
	}
	if s.Shop.Orders.Taken() {
		table = append(table, plainPage{path: address.Checkout, page: s.checkout.Page}, plainPage{path: address.Thanks, page: s.checkout.ThanksPage})
	}
	return table
}

// Route returns the page at an address. A page whose path has a parameter has
// its case here; all others are in plainPages.
func (s *Shop) Route(u *url.URL) part.Page {
	path, ok := s.Within(u.Path)
	section, rest, _ := strings.Cut(path[1:], "/")
	query := u.Query()
	if !ok {
		return s.list.NotFoundPage(s.Text.NotFound)
	}
	for _, p := range s.plainPages(query) {
		if p.path == path {
			return p.page()
		}
	}
	switch {
	case section == "p":
		return ownPage(path)
	case section == address.PageStep && part.Number(rest) > 0:
		return s.list.HomePage(list.Read(query, part.Number(rest)))
	case section == "categoria":
		slug, page, ok := strings.Cut(rest, "/"+address.PageStep+"/")
		if !ok || part.Number(page) == 0 {
			slug, page = rest, ""
		}
		return s.list.CategoryPage(slug, list.Read(query, part.Number(page)))
	case section == "producto":
		return s.product.Page(rest, query.Get("variante"))
	case strings.EqualFold(section, "agregarCarrito"): // some hosts lower-case addresses
		return s.cart.AddPage(rest, query.Get("variante"))
	default:
		return s.list.NotFoundPage(s.Text.NotFound)
	}
}

// PlainPaths returns the address of every page that can be a file: all except
// those that depend on a query or add to the cart.
func (s *Shop) PlainPaths() []string {
	paths := append(s.Paths(), s.plainPaths(false)...)
	paths = append(paths, list.Further(address.Home, s.Catalog.Total())...)
	for _, c := range s.Catalog.Categories() {
		paths = append(paths, list.Further(address.Category(c.Slug), c.Count)...)
	}
	return paths
}

// Paths returns the address of every page that search engines should list.
func (s *Shop) Paths() []string {
	paths := s.plainPaths(true)
	for _, c := range s.Catalog.Categories() {
		paths = append(paths, address.Category(c.Slug))
	}
	for _, p := range s.Catalog.Products() {
		paths = append(paths, address.Product(p.ID))
	}
	return paths
}

// plainPaths returns the paths in plainPages that search engines should list,
// or the other ones.
func (s *Shop) plainPaths(listed bool) []string {
	var paths []string
	for _, p := range s.plainPages(nil) {
		if p.listed == listed {
			paths = append(paths, p.path)
		}
	}
	return paths
}

// Shortcuts returns the pages that an installed shop offers at its icon, the
// cart and the search, by their addresses.
func (s *Shop) Shortcuts() []part.Link {
	return []part.Link{{Name: s.Text.Cart, Path: s.Href(address.Cart)}, {Name: s.Text.SearchTitle, Path: s.Href(address.Search)}}
}
