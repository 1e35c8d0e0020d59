package pages

import (
	"net/url"
	"strings"

	"carrito/app/address"
	"carrito/app/ui/list"
	"carrito/app/ui/part"
)

// Route returns the page at an address. Every page of the shop has its case
// here.
func (s *Shop) Route(u *url.URL) part.Page {
	path, ok := s.Within(u.Path)
	section, rest, _ := strings.Cut(path[1:], "/")
	query := u.Query()
	switch {
	case !ok:
		return s.list.NotFoundPage(s.Text.NotFound)
	case section == "":
		return s.list.HomePage(list.Read(query, 0))
	case section == address.PageStep && part.Number(rest) > 0:
		return s.list.HomePage(list.Read(query, part.Number(rest)))
	case section == "categoria":
		slug, page, ok := strings.Cut(rest, "/"+address.PageStep+"/")
		if !ok || part.Number(page) == 0 {
			slug, page = rest, ""
		}
		return s.list.CategoryPage(slug, list.Read(query, part.Number(page)))
	case section == "buscar" && rest == "":
		return s.list.SearchPage(list.Read(query, 0))
	case section == "producto":
		return s.product.Page(rest, query.Get("variante"))
	case section == "carrito" && rest == "":
		return s.cart.Page()
	case section == "favoritos" && rest == "":
		return s.list.FavoritesPage()
	case section == "pedido" && rest == "" && s.Shop.Orders.Taken():
		return s.checkout.Page()
	case section == "gracias" && rest == "" && s.Shop.Orders.Taken():
		return s.checkout.ThanksPage()
	case strings.EqualFold(section, "agregarCarrito"): // some hosts lower-case addresses
		return s.cart.AddPage(rest, query.Get("variante"))
	default:
		return s.list.NotFoundPage(s.Text.NotFound)
	}
}

// PlainPaths returns the address of every page that can be a file: all except
// those that depend on a query or add to the cart.
func (s *Shop) PlainPaths() []string {
	paths := append(s.Paths(), address.Search, address.Cart, address.Favorites)
	if s.Shop.Orders.Taken() {
		paths = append(paths, address.Checkout, address.Thanks)
	}
	paths = append(paths, list.Further(address.Home, len(s.Catalog.Products()))...)
	for _, c := range s.Catalog.Categories() {
		paths = append(paths, list.Further(address.Category(c.Slug), len(c.Products))...)
	}
	return paths
}

// Paths returns the address of every page that search engines should list.
func (s *Shop) Paths() []string {
	paths := []string{address.Home}
	for _, c := range s.Catalog.Categories() {
		paths = append(paths, address.Category(c.Slug))
	}
	for _, p := range s.Catalog.Products() {
		paths = append(paths, address.Product(p.ID))
	}
	return paths
}

// Shortcuts returns the pages that an installed shop offers at its icon, the
// cart and the search, by their addresses.
func (s *Shop) Shortcuts() []part.Link {
	return []part.Link{{Name: s.Text.Cart, Path: s.Href(address.Cart)}, {Name: s.Text.SearchTitle, Path: s.Href(address.Search)}}
}
