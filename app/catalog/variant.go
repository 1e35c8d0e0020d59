package catalog

import (
	"slices"
	"strings"

	"carrito/app/money"
)

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
