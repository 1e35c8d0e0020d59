package cart

import "carrito/app/catalog"

// Take adds the units of another cart's lines to those that are there, each as
// far as stock and [MaxQuantity] allow, at the catalogue's prices. It returns
// the keys of the lines that have more units now, and why others have not all
// they were to get.
func (c *Cart) Take(other *Cart, from *catalog.Catalog) (added []Key, less []Change) {
	for _, wanted := range other.lines {
		own, _ := c.Line(wanted.Key())
		wanted.Quantity += own.Quantity
		line, changes := reconcile(wanted, from)
		for _, change := range changes {
			if change.Kind != PriceChanged { // as of every line that has only ids
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
