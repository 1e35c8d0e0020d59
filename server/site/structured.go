package site

import (
	"path"

	"carrito/app/address"
	"carrito/app/ui/pages"
	"carrito/app/ui/part"
	"carrito/server/listing"
)

// breadcrumbList is a BreadcrumbList of schema.org.
type breadcrumbList struct {
	Context  string       `json:"@context"`
	Type     string       `json:"@type"`
	Elements []breadcrumb `json:"itemListElement"`
}

type breadcrumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"` // from 1
	Name     string `json:"name"`
	Item     string `json:"item"`
}

// structuredData returns the data of a page for search engines, as values that
// encoding/json writes as JSON-LD.
func (s *Site) structuredData(store *pages.Shop, page part.Page, about *about) []any {
	var data []any
	l := listing.New(s.Shop, store.Site)
	if page.Product != nil {
		data = append(data, l.Structured(page.Product, s.texts()[page.Product.ID]))
	}
	if page.Canonical == address.Home {
		data = append(data, l.Store(s.logo()), l.Website())
	}
	if about != nil && page.Canonical != "" {
		data = append(data, l.Collection(page.Title, page.Canonical, about.Category))
	}
	if len(page.Trail) > 0 && page.Canonical != "" {
		data = append(data, breadcrumbs(store, page))
	}
	return data
}

// logo returns the address of the shop's icon, or "" if it has none that search
// engines take: a square of 112 pixels or more, and no drawing.
func (s *Site) logo() string {
	for _, image := range s.images {
		if image.owner == "" && image.Purpose == "any" && image.Sizes == "512x512" && path.Ext(image.Src) == ".png" {
			return image.Src
		}
	}
	return ""
}

func breadcrumbs(store *pages.Shop, page part.Page) breadcrumbList {
	list := breadcrumbList{Context: "https://schema.org", Type: "BreadcrumbList"}
	trail := append(append([]part.Link(nil), page.Trail...), part.Link{Name: page.Title, Path: page.Canonical})
	for i, link := range trail {
		list.Elements = append(list.Elements, breadcrumb{
			Type: "ListItem", Position: i + 1, Name: link.Name, Item: store.Full(link.Path),
		})
	}
	return list
}
