package catalog

import (
	"slices"
	"strings"
)

// isWhole reports whether the draft has all fields that every product needs.
func (d *draft) isWhole() bool {
	d.Price = d.price.Amount
	return d.ID > 0 && strings.TrimSpace(d.Name) != "" && d.price.understood && !d.unclear
}

// addVariants adds the variants that are understood, and fills in missing fields from
// the product. It reports false if the product needs variants and none of them is
// understood.
func (d *draft) addVariants() bool {
	d.Variants = slices.Grow(d.Variants, len(d.variants))
	for i := range d.variants {
		v := &d.variants[i]
		if v.price.given {
			v.Price = v.price.Amount
		} else {
			v.Price, v.CompareAtPrice = d.Price, d.CompareAtPrice
		}
		if v.compareAt.given {
			v.CompareAtPrice = v.compareAt.Amount
		}
		v.Stock = d.Stock
		if v.stock != nil {
			v.Stock = *v.stock
		}
		if v.Image >= 0 && v.Image < len(d.images) {
			v.Image = d.images[v.Image]
		} else {
			v.Image = -1
		}
		if d.sells(v) {
			d.Variants = append(d.Variants, v.Variant)
		}
	}
	return len(d.Variants) > 0 || len(d.variants) == 0 && len(d.Options) == 0
}

// sells reports whether a variant can be chosen and has a price. If its own price is
// not understood, the product's price does not replace it.
func (d *draft) sells(v *variantDraft) bool {
	if v.ID < 1 || v.price.given && !v.price.understood || len(v.Values) != len(d.Options) {
		return false
	}
	for i, option := range d.Options {
		if !slices.Contains(option.Values, v.Values[i]) {
			return false
		}
	}
	return true
}
