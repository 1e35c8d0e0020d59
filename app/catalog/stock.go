package catalog

// WithStock returns the same products with the stock that left says is left of
// them, of whatever the file counts and left knows. What left does not know has
// the stock that the file gives it; what the file does not count is not counted.
func (c *Catalog) WithStock(left func(product, variant int) (units int, known bool)) *Catalog {
	c.fold.Do(c.foldAll) // once for all that are made of this one
	products := make([]*Product, len(c.products))
	for i, p := range c.products {
		products[i] = p.withStock(left)
	}
	with := New(products)
	with.fold.Do(func() {})
	return with
}

// withStock returns the product itself where nothing changes.
func (p *Product) withStock(left func(product, variant int) (int, bool)) *Product {
	counted := func(variant, before int) int {
		if units, known := left(p.ID, variant); known && before != NotCounted {
			return units
		}
		return before
	}
	if len(p.Variants) == 0 {
		units := counted(0, p.Stock)
		if units == p.Stock {
			return p
		}
		changed := *p
		changed.Stock = units
		return &changed
	}
	var changed *Product
	for i, v := range p.Variants {
		units := counted(v.ID, v.Stock)
		if units == v.Stock {
			continue
		}
		if changed == nil {
			copied := *p
			copied.Variants = append([]Variant(nil), p.Variants...)
			changed = &copied
		}
		changed.Variants[i].Stock = units
	}
	if changed == nil {
		return p
	}
	return changed
}
