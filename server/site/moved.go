package site

import (
	"bytes"
	"html/template"
	"strings"

	"carrito/app/address"
)

// mostMoves is how many moves of a category are followed.
const mostMoves = 100

// Moved returns where the category went that was at a path of the shop, such as
// /categoria/polos, and reports false if there is or was none.
func (s *Site) Moved(path string) (to string, ok bool) {
	slug, ok := strings.CutPrefix(strings.TrimSuffix(path, "/"), address.Category(""))
	if !ok {
		return "", false
	}
	for range mostMoves {
		if _, exists := s.Catalog.Category(slug); exists {
			if to == "" { // it is there still, or again
				return "", false
			}
			return address.Category(slug), true
		}
		if to = s.Shop.Moved[slug]; to == "" {
			return "", false
		}
		slug = to
	}
	return "", false
}

// movedPage leads on a host of plain files from an earlier address to the present one.
var movedPage = template.Must(template.New("moved").Parse(`<!doctype html><html lang="{{.Language}}"><meta charset="utf-8"><title>{{.Name}}</title>` +
	`<meta name="robots" content="noindex"><link rel="canonical" href="{{.Full}}"><meta http-equiv="refresh" content="0; url={{.To}}"><p><a href="{{.To}}">{{.Name}}</a></p></html>
`))

// MovedPages returns pages that lead from earlier addresses of categories to the present
// ones, by the path of the earlier one.
func (s *Site) MovedPages() (map[string][]byte, error) {
	found, at := map[string][]byte{}, s.store().Site
	for from := range s.Shop.Moved {
		to, ok := s.Moved(address.Category(from))
		if !ok {
			continue
		}
		category, _ := s.Catalog.Category(strings.TrimPrefix(to, address.Category("")))
		var b bytes.Buffer
		err := movedPage.Execute(&b, map[string]string{"Language": s.Shop.Language, "Name": category.Name, "To": at.Href(to), "Full": at.Full(to)})
		if err != nil {
			return nil, err
		}
		found[address.Category(from)] = b.Bytes()
	}
	return found, nil
}
