package catalog

import (
	"slices"
	"strings"

	"carrito/app/money"
)

// NotCounted is the stock of a product or variant whose units nobody counts:
// it never sells out.
const NotCounted = -1

// Product is one thing the shop sells. A product with Variants is bought by
// variant, any other as it is.
type Product struct {
	ID             int          // 1 or more, the same for ever
	Slug           string       // unique name of the product for imports
	Name           string       // one line of plain text
	Price          money.Amount // unit price
	CompareAtPrice money.Amount // the price before a reduction; zero where there is none
	Category       string       // empty for a product without category
	Description    string       // plain text, paragraphs parted by blank lines
	Tags           []string
	Stock          int    // units left, or NotCounted
	SKU            string // the owner's own code; may be empty
	Images         []Image
	Options        []Option  // what a shopper chooses between, such as size
	Variants       []Variant // the combinations that exist

	folded foldedText
}

// Image is a picture of a product.
type Image struct {
	Src           string // "/web/…" for a file of the shop, or an https address
	Alt           string // what is to be seen, for who does not see it
	Width, Height int    // pixels; 0 for a remote image whose size is unknown
}

// Local reports whether the image is a file of the shop itself.
func (i Image) Local() bool { return strings.HasPrefix(i.Src, "/web/") }

// Option is one choice of a product, such as Talla with its values S, M and L.
type Option struct {
	Name   string
	Values []string
}

// Variant is one combination of option values with its own price and stock,
// already filled in from the product where products.json leaves them out.
type Variant struct {
	ID             int      // 1 or more, unique within the product
	SKU            string   // the owner's own code; may be empty
	Values         []string // one value for each option, in their order
	Price          money.Amount
	CompareAtPrice money.Amount // zero where there is none
	Stock          int          // units left, or NotCounted
	Image          int          // index into the product's Images, -1 for none of its own
}

// Name joins the values of the variant: "M / Blanco".
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

// First returns the variant a page shows before the shopper has chosen: the
// first that can be bought, or the first of all.
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

// ImageOf returns the picture of a variant: its own, or the product's first.
// It reports false where the product has no picture at all.
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
