package catalog

// WithStock returns a catalogue with the stock that left returns. A product or variant
// that left does not know keeps its stock. One that is not counted stays not counted.
func (c *Catalog) WithStock(left func(product, variant int) (units int, known bool)) *Catalog {
	products := make([]*Product, len(c.products))
	for i, p := range c.products {
		products[i] = p.withStock(left)
	}
	return New(products)
}

// withStock returns p itself if nothing changes.
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
