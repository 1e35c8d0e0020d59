package catalog

import (
	"slices"
	"strings"

	"carrito/app/money"
)

// NotCounted is the stock of a product or variant whose units are not counted. It never
// sells out.
const NotCounted = -1

// Product is a product of the shop. If it has Variants, shoppers buy one of these.
type Product struct {
	ID             int          // 1 or more; never changes
	Slug           string       // unique name of the product for imports
	Name           string       // one line of plain text
	Price          money.Amount // unit price
	CompareAtPrice money.Amount // the price before a reduction; zero if there is none
	Category       string       // empty for a product without category
	Description    string       // plain text, paragraphs separated by blank lines
	Tags           []string
	Stock          int    // units left, or NotCounted
	SKU            string // the owner's own code; may be empty
	Images         []Image
	Options        []Option  // what a shopper chooses, such as the size
	Variants       []Variant // the combinations that exist

	folded foldedText
}

// Image is a picture of a product.
type Image struct {
	Src           string // "/web/…" for a file of the shop, or an https address
	Alt           string // alternative text
	Width, Height int    // pixels; 0 for a remote image whose size is unknown
}

// Local reports whether the image is a file of the shop.
func (i Image) Local() bool { return strings.HasPrefix(i.Src, "/web/") }

// Option is one choice of a product, such as Talla with its values S, M and L.
type Option struct {
	Name   string
	Values []string
}

// Variant is one combination of option values with its own price and stock. If
// products.json leaves these out, they are those of the product.
type Variant struct {
	ID             int      // 1 or more, unique within the product
	SKU            string   // the owner's own code; may be empty
	Values         []string // one value for each option, in their order
	Price          money.Amount
	CompareAtPrice money.Amount // zero if there is none
	Stock          int          // units left, or NotCounted
	Image          int          // index into the product's Images; -1 if it has none of its own
}

// Name returns the values of the variant, as in "M / Blanco".
func (v Variant) Name() string { return strings.Join(v.Values, " / ") }

// SoldOut reports whether no unit of the variant is left.
func (v Variant) SoldOut() bool { return v.Stock == 0 }

// SoldOut reports whether no unit of the product is left in any variant.
func (p *Product) SoldOut() bool {
	if len(p.Variants) == 0 {
		return p.Stock == 0
	}
	return !slices.ContainsFunc(p.Variants, func(v Variant) bool { return !v.SoldOut() })
}

// Variant returns the variant with the given id. A product without variants
// has exactly one, with id 0: the product itself.
func (p *Product) Variant(id int) (Variant, bool) {
	if len(p.Variants) == 0 {
		whole := Variant{SKU: p.SKU, Price: p.Price, CompareAtPrice: p.CompareAtPrice, Stock: p.Stock, Image: -1}
		return whole, id == 0
	}
	for _, v := range p.Variants {
		if v.ID == id {
			return v, true
		}
	}
	return Variant{}, false
}

// VariantOf returns the variant with exactly these option values.
func (p *Product) VariantOf(values []string) (Variant, bool) {
	for _, v := range p.Variants {
		if slices.Equal(v.Values, values) {
			return v, true
		}
	}
	return Variant{}, false
}

// First returns the variant that a page shows before the shopper chooses: the first
// that is not sold out, or else the first.
func (p *Product) First() Variant {
	for _, v := range p.Variants {
		if !v.SoldOut() {
			return v
		}
	}
	if len(p.Variants) > 0 {
		return p.Variants[0]
	}
	whole, _ := p.Variant(0)
	return whole
}

// ImageOf returns the picture of a variant: its own, or the first of the product. It
// reports false if the product has no picture.
func (p *Product) ImageOf(v Variant) (Image, bool) {
	if v.Image >= 0 && v.Image < len(p.Images) {
		return p.Images[v.Image], true
	}
	if len(p.Images) > 0 {
		return p.Images[0], true
	}
	return Image{}, false
}

// PriceRange returns the lowest and the highest unit price among the variants.
func (p *Product) PriceRange() (lowest, highest money.Amount) {
	lowest, highest = p.Price, p.Price
	for i, v := range p.Variants {
		if i == 0 || v.Price.Less(lowest) {
			lowest = v.Price
		}
		if i == 0 || highest.Less(v.Price) {
			highest = v.Price
		}
	}
	return lowest, highest
}
