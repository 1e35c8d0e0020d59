package sales

import (
	"cmp"
	"slices"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// Low is a product, or one of its variants, of which few units are left.
type Low struct {
	Product, Variant int // ids; Variant is 0 for a product without variants
	Name             string
	VariantName      string // "M / Blanco", or empty
	SKU              string // may be empty
	Units            int
}

// FewLeft is the most units that a product has when the owner is told of it, unless
// shop.json says otherwise.
const FewLeft = 5

// LowStock returns what has at most so many units left, the fewest first. left has the
// units of what the database counts; other products have those of the catalogue.
// Products whose units nobody counts are left out.
func LowStock(products *catalog.Catalog, left map[cart.Key]int, most int) []Low {
	var list []Low
	add := func(p *catalog.Product, variant int, name, sku string, stock int) {
		units, counted := left[cart.KeyOf(p.ID, variant)]
		if !counted {
			units = stock
		}
		if units != catalog.NotCounted && units <= most {
			list = append(list, Low{p.ID, variant, p.Name, name, sku, units})
		}
	}
	for _, p := range products.Products() {
		if len(p.Variants) == 0 {
			add(p, 0, "", p.SKU, p.Stock)
		}
		for _, v := range p.Variants {
			add(p, v.ID, v.Name(), cmp.Or(v.SKU, p.SKU), v.Stock)
		}
	}
	slices.SortStableFunc(list, func(a, b Low) int { return cmp.Compare(a.Units, b.Units) })
	return list
}
