package cart

import "carrito/app/catalog"

// Take adds the lines of another cart, as far as stock and [MaxQuantity] allow, at the
// prices of the catalogue. It returns the keys of the lines that have more units now.
// less are the reasons why lines did not get all their units. All products that the
// catalogue has must be loaded.
func (c *Cart) Take(other *Cart, from *catalog.Catalog) (added []Key, less []Change) {
	for _, wanted := range other.lines {
		own, _ := c.Line(wanted.Key())
		wanted.Quantity += own.Quantity
		line, changes := reconcile(wanted, from)
		for _, change := range changes {
			if change.Kind != PriceChanged { // a line of ids alone always gets a new price
				less = append(less, change)
			}
		}
		if line.Quantity <= own.Quantity {
			continue
		}
		added = append(added, line.Key())
		if i := c.index(line.Key()); i >= 0 {
			c.lines[i] = line
		} else {
			c.lines = append(c.lines, line)
		}
	}
	return added, less
}
