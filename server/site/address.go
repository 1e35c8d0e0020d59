package site

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"carrito/app/catalog"
)

// sorts are the sort orders that an address can name.
var sorts = []string{string(catalog.ByNewest), string(catalog.ByPriceUp), string(catalog.ByPriceDown), string(catalog.ByName)}

// Address returns u with only the parts of its query that the page at u reads.
// Other parameters, such as the marks of campaigns, never change a page.
func (s *Site) Address(u *url.URL) *url.URL {
	query, known := u.Query(), url.Values{}
	path := strings.TrimPrefix(u.Path, s.Prefix())
	section, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch section {
	case "", "pagina", "categoria", "buscar":
		s.copyListQuery(query, known)
		if section == "buscar" && query.Get("q") != "" {
			known.Set("q", query.Get("q"))
		}
	case "producto", "agregarCarrito":
		s.copyVariant(rest, query.Get("variante"), known)
	}
	address := *u
	address.RawQuery, address.ForceQuery = known.Encode(), false
	return &address
}

// copyListQuery copies the sort order and the page number of a list from query
// to known. All page numbers after the last page show the same, so it limits
// them.
func (s *Site) copyListQuery(query, known url.Values) {
	if sort := query.Get("orden"); slices.Contains(sorts, sort) {
		known.Set("orden", sort)
	}
	if page, err := strconv.Atoi(query.Get("pagina")); err == nil && page > 1 {
		known.Set("pagina", strconv.Itoa(min(page, len(s.Catalog.Products())+2)))
	}
}

// copyVariant adds the variant of a product to known. All variants that do not
// exist show the same page, so it writes each of them as 0.
func (s *Site) copyVariant(id, text string, known url.Values) {
	if text == "" {
		return
	}
	known.Set("variante", "0")
	number, err := strconv.Atoi(id)
	p, ok := s.Catalog.Product(number)
	if err != nil || !ok {
		return
	}
	variant, err := strconv.Atoi(text)
	if _, ok := p.Variant(variant); err == nil && ok {
		known.Set("variante", strconv.Itoa(variant))
	}
}
