package importer

import (
	"fmt"
	"strconv"

	"carrito/server/importer/table"
)

// isOwn reports whether a table was written by package table. Its cells are read as
// they are: no description is HTML, and lists have one element a line.
func (h header) isOwn() bool { return h.has("id") && h.has("handle") && h.has("variant id") }

// restore returns cells that package table has changed to their original text.
func restore(cells []string) {
	for i, cell := range cells {
		cells[i] = table.Restore(cell)
	}
}

// ownProduct fills in what only a table by package table has. parent is the row of the
// product itself.
func (j *job) ownProduct(p *product, g *handleRows, parent row) []image {
	p.Slug = g.handle
	p.Name, p.Category, p.Brand = g.first("title"), g.first("categories"), g.first("brand")
	p.Description, p.Tags = g.first("body (html)"), table.SplitList(g.first("tags"))
	sources, texts, sizes := table.SplitList(parent.get("images")), table.SplitList(parent.get("image texts")), table.SplitList(parent.get("image sizes"))
	var images []image
	for i, source := range sources {
		one := image{Src: source}
		if photo, err := j.picture(source); err != nil {
			j.skip(parent.line, p.Name, "the image %q %v", source, err)
			continue
		} else if photo.Src != "" {
			one.Src, one.Width, one.Height = photo.Src, photo.Width, photo.Height
		} else if address, err := imageAddress(source); err != nil {
			j.skip(parent.line, p.Name, "the image %q %v", source, err)
			continue
		} else {
			one.Src = address
		}
		if i < len(texts) {
			one.Alt = texts[i]
		}
		if i < len(sizes) && one.Width == 0 {
			fmt.Sscanf(sizes[i], "%d × %d", &one.Width, &one.Height)
		}
		images = append(images, one)
	}
	return images
}

// ownLevel sets the fields of a product with variants that are its own.
func (j *job) ownLevel(p *product, parent row) {
	it, err := j.tableFacts(parent)
	if err == nil {
		err = j.tablePrice(&it, parent, p.Name)
	}
	if err != nil {
		j.skipCell(parent.line, p.Name, err)
		return
	}
	p.Price, p.CompareAtPrice, p.Stock, p.SKU, p.GTIN, p.MPN = it.price.String(), amountText(it.compareAt), it.stock, it.sku, it.gtin, it.mpn
}

// ownItem sets what a row of a variant says of the product's pictures.
func (j *job) ownItem(it *item, r row, images int) {
	if n, err := strconv.Atoi(r.get("variant image number")); err == nil && n >= 1 && n <= images {
		it.image = new(n - 1)
	}
}

// ownOrder returns the order of the values of each option.
func (g *handleRows) ownOrder() [][]string {
	var order [][]string
	for _, values := range table.SplitList(g.first("value order")) {
		order = append(order, table.SplitList(values))
	}
	return order
}

// wantedID returns the id in a cell, or 0.
func wantedID(cell string) int {
	n, err := strconv.Atoi(cell)
	if err != nil || n < 1 {
		return 0
	}
	return n
}
