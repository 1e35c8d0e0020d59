// Package listing describes the products as other places list them: the feeds of
// Google Merchant Center and of Meta's catalogues, and the structured data (JSON-LD)
// that search engines read in the pages.
//
// A [Lister] makes an [Item] of each variant. Feeds and structured data are written
// from the same items, so they state the same prices and stock as the page.
package listing

import (
	"cmp"
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
	"carrito/server/gtin"
)

// Lister makes items of the products of one shop.
type Lister struct {
	Shop *shop.Shop
	Site address.Site // its Base must be absolute for feeds

	ways []order.Way
}

// New returns a lister for a valid shop.
func New(s *shop.Shop, site address.Site) *Lister {
	return &Lister{Shop: s, Site: site, ways: order.NewTerms(s).Ways}
}

// Item is a variant of a product, or a product without variants.
type Item struct {
	ID          string
	Group       string // id of the product; empty if it has no variants
	Title       string // name of the product with the values of the variant
	Description string
	Link        string
	Images      []string // addresses, that of the variant first
	Price       money.Amount
	Was         money.Amount // price before the reduction; zero if there is none
	InStock     bool
	SKU         string
	Brand       string
	GTIN        string // valid, or empty
	MPN         string
	Condition   string
	Google      string            // category in Google's taxonomy
	Category    string            // the shop's own
	Attributes  map[string]string // by their names in Google's feed
	Others      []Choice          // values of options that no attribute stands for
	Shipping    []Shipping
}

// Choice is the value of an option.
type Choice struct{ Option, Value string }

// Items returns the items of a product, whose JSON is text.
func (l *Lister) Items(p *catalog.Product, text string) []Item {
	d := ReadDetails(text)
	base := Item{
		Title: line(p.Name), Description: clean(p.Description), Brand: line(d.Brand), Condition: cmp.Or(d.Condition, Unused),
		Google: line(d.Google), Category: line(p.Category),
	}
	base.Description = cmp.Or(base.Description, base.Title)
	variants := p.Variants
	if len(variants) == 0 {
		variants = []catalog.Variant{p.First()}
	} else {
		base.Group = strconv.Itoa(p.ID)
	}
	items := make([]Item, len(variants))
	for i, v := range variants {
		items[i] = l.item(base, p, v, d)
	}
	return items
}

// item completes an item with what is special about the variant.
func (l *Lister) item(item Item, p *catalog.Product, v catalog.Variant, d Details) Item {
	own := d.Codes
	if v.ID > 0 {
		own = d.Variants[v.ID]
		item.Title += " - " + line(v.Name())
	}
	item.ID = itemID(p.ID, v.ID)
	item.Link = encoded(l.Site.Full(address.Variant(p.ID, v.ID)))
	item.Images = l.pictures(p, v)
	item.Price, item.InStock, item.SKU = v.Price, !v.SoldOut(), line(v.SKU)
	if v.Price.Less(v.CompareAtPrice) {
		item.Was = v.CompareAtPrice
	}
	if code, ok := gtin.Digits(own.GTIN); ok {
		item.GTIN = code
	}
	item.MPN = line(own.MPN)
	item.Attributes, item.Others = attributes(p.Options, v.Values)
	item.Shipping = l.shipping(v.Price)
	return item
}

// itemID returns the id of a variant in feeds. It never changes, unlike a SKU.
func itemID(product, variant int) string {
	if variant == 0 {
		return strconv.Itoa(product)
	}
	return strconv.Itoa(product) + "-" + strconv.Itoa(variant)
}

// pictures returns the addresses of a variant's pictures: its own, and those of the
// product that belong to no other variant.
func (l *Lister) pictures(p *catalog.Product, v catalog.Variant) []string {
	others := map[int]bool{}
	for _, other := range p.Variants {
		others[other.Image] = other.Image != v.Image
	}
	first, _ := p.ImageOf(v)
	var addresses []string
	add := func(image catalog.Image) {
		if listed(image) {
			addresses = append(addresses, encoded(l.Site.File(image.Src)))
		}
	}
	add(first)
	for i, image := range p.Images {
		if image != first && !others[i] {
			add(image)
		}
	}
	return addresses
}

// listed reports whether Google and Meta take a picture: they take no drawings, and
// no AVIF.
func listed(image catalog.Image) bool {
	path, _, _ := strings.Cut(strings.ToLower(image.Src), "?")
	return path != "" && !strings.HasSuffix(path, ".svg") && !strings.HasSuffix(path, ".avif")
}
