package site

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"carrito/app/catalog"
)

// sorts are the orders of a list that an address can ask for.
var sorts = []string{string(catalog.ByNewest), string(catalog.ByPriceUp), string(catalog.ByPriceDown), string(catalog.ByName)}

// Address returns an address with that of its query which the page there reads, and
// no more: a page is the same whatever else is added, such as the marks of
// campaigns.
func (s *Site) Address(u *url.URL) *url.URL {
	asked, read := u.Query(), url.Values{}
	path := strings.TrimPrefix(u.Path, s.Prefix())
	section, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch section {
	case "", "pagina", "categoria", "buscar":
		s.readList(asked, read)
		if section == "buscar" && asked.Get("q") != "" {
			read.Set("q", asked.Get("q"))
		}
	case "producto", "agregarCarrito":
		s.readVariant(rest, asked.Get("variante"), read)
	}
	address := *u
	address.RawQuery, address.ForceQuery = read.Encode(), false
	return &address
}

// readList notes the order and the page of a list. All pages behind the last are
// the same.
func (s *Site) readList(asked, read url.Values) {
	if sort := asked.Get("orden"); slices.Contains(sorts, sort) {
		read.Set("orden", sort)
	}
	if page, err := strconv.Atoi(asked.Get("pagina")); err == nil && page > 1 {
		read.Set("pagina", strconv.Itoa(min(page, len(s.Catalog.Products())+2)))
	}
}

// readVariant notes the variant of a product. All that there are not are the same.
func (s *Site) readVariant(id, asked string, read url.Values) {
	if asked == "" {
		return
	}
	read.Set("variante", "0")
	number, err := strconv.Atoi(id)
	p, ok := s.Catalog.Product(number)
	if err != nil || !ok {
		return
	}
	variant, err := strconv.Atoi(asked)
	if _, ok := p.Variant(variant); err == nil && ok {
		read.Set("variante", strconv.Itoa(variant))
	}
}
