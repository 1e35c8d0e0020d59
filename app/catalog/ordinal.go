package catalog

// ByOrdinal returns the products of a whole catalogue by their ordinals, the highest first.
// It is nil for an ordinal without a product. Callers must not change the result.
//
// Lists and the search index of a catalogue in parts know products by their ordinals. Where
// the ids are dense, the ordinal of a product is its id minus 1, and part 0 has the products
// of the first [PartSize] ids: a product that comes or goes moves no other. Else the ordinal
// is the number of products with lower ids, and part 0 has the first [PartSize] products.
func (c *Catalog) ByOrdinal() []*Product {
	return c.Keep("ordinals", func() any {
		newest := c.Find(Query{})
		ordinals, dense := len(newest), c.Dense()
		if dense {
			ordinals = newest[0].ID
		}
		all := make([]*Product, (ordinals+PartSize-1)/PartSize*PartSize)
		for i, p := range newest {
			ordinal := len(newest) - 1 - i
			if dense {
				ordinal = p.ID - 1
			}
			all[len(all)-1-ordinal] = p
		}
		return all
	}).([]*Product)
}

// Dense reports whether a whole catalogue uses at least two of three ids up to its highest.
func (c *Catalog) Dense() bool {
	highest := 0
	for _, p := range c.products {
		highest = max(highest, p.ID)
	}
	return highest > 0 && highest <= len(c.products)+len(c.products)/2
}
