package site

import (
	"net/url"
	"strconv"
	"strings"

	"carrito/app/ui/list"
)

// Address returns u with only the parts of its query that the page at u reads.
// Other parameters, such as the marks of campaigns, never change a page.
func (s *Site) Address(u *url.URL) *url.URL {
	query, known := u.Query(), url.Values{}
	path := strings.TrimPrefix(u.Path, s.Prefix())
	section, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch section {
	case "", "pagina", "categoria", "buscar":
		l := list.Read(query, 0)
		l.Page = min(l.Page, len(s.Catalog.Products())+2) // all after the last page show the same
		if section != "buscar" {
			l.Text = ""
		}
		known = l.Values()
	case "producto", "agregarCarrito":
		s.copyVariant(rest, query.Get("variante"), known)
	}
	address := *u
	address.RawQuery, address.ForceQuery = known.Encode(), false
	return &address
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
