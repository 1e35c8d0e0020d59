package site

import (
	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/ui/pages"
	"carrito/app/ui/part"
)

// The types below are types of schema.org that search engines read: Product, Offer
// and BreadcrumbList.

type schemaProduct struct {
	Context     string   `json:"@context"`
	Type        string   `json:"@type"`
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"`
	Image       []string `json:"image,omitempty"`
	SKU         string   `json:"sku,omitempty"`
	Category    string   `json:"category,omitempty"`
	Offers      []offer  `json:"offers"`
}

type offer struct {
	Type          string `json:"@type"`
	URL           string `json:"url"`
	SKU           string `json:"sku,omitempty"`
	Name          string `json:"name,omitempty"`
	Price         string `json:"price"`
	PriceCurrency string `json:"priceCurrency"` // ISO 4217
	Availability  string `json:"availability"`
}

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
func structuredData(store *pages.Shop, page part.Page) []any {
	var data []any
	if page.Product != nil {
		data = append(data, productData(store, page.Product))
	}
	if len(page.Trail) > 0 && page.Canonical != "" {
		data = append(data, breadcrumbs(store, page))
	}
	return data
}

func productData(store *pages.Shop, p *catalog.Product) schemaProduct {
	data := schemaProduct{
		Context: "https://schema.org", Type: "Product",
		Name: p.Name, Description: p.Description, Category: p.Category,
	}
	for _, image := range p.Images {
		data.Image = append(data.Image, store.File(image.Src))
	}
	variants := p.Variants
	if len(variants) == 0 {
		variants = []catalog.Variant{p.First()}
	}
	for _, v := range variants {
		data.Offers = append(data.Offers, variantOffer(store, p, v))
	}
	return data
}

func variantOffer(store *pages.Shop, p *catalog.Product, v catalog.Variant) offer {
	availability := "https://schema.org/InStock"
	if v.SoldOut() {
		availability = "https://schema.org/OutOfStock"
	}
	return offer{
		Type: "Offer", URL: store.Full(address.Variant(p.ID, v.ID)), SKU: v.SKU, Name: v.Name(),
		Price: v.Price.String(), PriceCurrency: store.Shop.Currency, Availability: availability,
	}
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
