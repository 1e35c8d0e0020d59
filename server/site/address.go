package site

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"carrito/app/filter"
	"carrito/app/search"
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
		if whole := query.Get(list.WholeParam); filter.IsParam(whole) {
			known.Set(list.WholeParam, whole)
		}
	case "producto", "agregarCarrito":
		s.copyVariant(rest, query.Get("variante"), known)
	}
	address := *u
	address.RawQuery, address.ForceQuery = known.Encode(), false
	return &address
}

// mostFurther is the most that a shortened address keeps beside a search, in bytes.
const mostFurther = 2 << 10

// Shortened returns the address of the page at u as [Site.Address] does, for an address
// that is too long. It keeps as much of a search as is looked for. It drops sort order,
// page and filters if they are longer than any that the shop's links have.
func (s *Site) Shortened(u *url.URL) *url.URL {
	query := u.Query()
	text := beginning(strings.TrimSpace(query.Get("q")), search.MaxQuery)
	query.Set("q", text)
	with := func(query url.Values) *url.URL {
		return s.Address(&url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: query.Encode()})
	}
	short := with(query)
	further := short.Query()
	further.Del("q")
	if len(further.Encode()) > mostFurther {
		return with(url.Values{"q": {text}})
	}
	return short
}

// beginning returns the beginning of a text, with at most n bytes and only whole letters.
func beginning(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
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
