package importer

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"carrito/app/catalog"
)

// choiceColumns are the columns of a plain table that are product options under their
// own names.
var choiceColumns = []string{"size", "color", "model", "flavour"}

// tableProducts makes the products of a plain table. Each row is a product, unless
// several rows have the same handle, or the same name and options.
func tableProducts(j *job, rows []row) []product {
	var products []product
	slugs := map[string]bool{}
	groups := j.tableGroups(rows)
	for i, g := range groups {
		j.tick(i, len(groups))
		groups[i] = nil // frees the rows of a large export
		slug := g.handle
		if slug == "" {
			slug = g.label()
		}
		slug = uniqueSlug(slug, slugs)
		if err := g.tableLeftOut(j); err != nil {
			j.skip(g.rows[0].line, g.rows[0].label(), "%v", err)
		} else if p, ok := g.tableProduct(j); ok {
			p.Slug = slug
			products = append(products, p)
		}
	}
	return products
}

// tableGroups groups the rows by product. A row with options but no name belongs to the
// product above it.
func (j *job) tableGroups(rows []row) []*handleRows {
	var groups []*handleRows
	known := map[string]*handleRows{}
	for _, r := range rows {
		handle, title := oneLine(r.get("handle")), oneLine(r.get("title"))
		if handle+title == "" && len(groups) > 0 && j.hasChoices(r) {
			last := groups[len(groups)-1]
			last.rows = append(last.rows, r)
			continue
		}
		key := "handle:" + handle
		if handle == "" && j.hasChoices(r) {
			key = "name:" + catalog.Fold(title)
		} else if handle == "" {
			key = fmt.Sprint("line:", r.line)
		}
		g, ok := known[key]
		if !ok {
			g = &handleRows{handle: handle}
			known[key] = g
			groups = append(groups, g)
		}
		g.rows = append(g.rows, r)
	}
	return groups
}

func (j *job) hasChoices(r row) bool {
	for _, column := range append([]string{"option1 value"}, choiceColumns...) {
		if r.get(column) != "" {
			return true
		}
	}
	return false
}

// tableLeftOut returns the reason to leave out the product, or nil.
func (g *handleRows) tableLeftOut(j *job) error {
	if oneLine(g.first("title")) == "" {
		return errors.New("has no name")
	}
	return j.published(g.firstRow("published"), "published")
}

func (g *handleRows) tableProduct(j *job) (product, bool) {
	p := product{
		key: g.handle, Name: g.label(), Category: deepest(g.first("categories")),
		Description: plainText(g.first("body (html)"), false),
		Tags:        splitList(g.first("tags")),
	}
	images := &gallery{}
	for _, r := range g.rows {
		for _, address := range tableImages(r) {
			j.addImage(images, r, address, "", p.Name)
		}
	}
	names, columns := g.tableOptions(j)
	items := g.tableItems(j, names, columns)
	if len(items) == 0 {
		return p, false
	}
	j.share(items)
	p.sell(names, nil, items)
	p.Images = images.images
	return p, true
}

// tableImages returns the addresses of the images in a row. The row may have a column
// for each image.
func tableImages(r row) []string {
	addresses := splitAddresses(r.get("images"))
	for n := range 10 {
		addresses = append(addresses, splitAddresses(r.get("image "+strconv.Itoa(n)))...)
	}
	return addresses
}

// tableOptions returns the names of the product's options and their columns.
func (g *handleRows) tableOptions(j *job) (names, columns []string) {
	names, columns = g.options()
	for _, column := range choiceColumns {
		if g.first(column) != "" {
			names = append(names, j.header.name(column))
			columns = append(columns, column)
		}
	}
	return names, columns
}

// tableItems returns the items that the rows sell. A cell such as "S, M, L" stands for
// several variants.
func (g *handleRows) tableItems(j *job, names, columns []string) []item {
	var items []item
	taken := map[string]int{} // the line of each combination of values
	for _, r := range g.rows {
		it, all, err := j.tableItem(r, g.label(), names, columns)
		if err != nil {
			j.skip(r.line, g.label(), "%v", err)
			continue
		}
		for _, values := range all {
			key := strings.Join(values, "\x00")
			if first, ok := taken[key]; ok {
				j.skip(r.line, variantLabel(g.label(), values), "repeats what line %d sells", first)
				continue
			}
			taken[key] = r.line
			it.values = values
			items = append(items, it)
		}
	}
	return items
}

// tableItem reads the item in a row, and returns it with all combinations of its option
// values.
func (j *job) tableItem(r row, name string, names, columns []string) (it item, all [][]string, err error) {
	it = item{sku: oneLine(r.get("sku")), pool: pool{r.line, name}}
	var values [][]string
	for i, column := range columns {
		cell := []string{oneLine(r.get(column))}
		if slices.Contains(choiceColumns, column) {
			cell = splitList(strings.ReplaceAll(cell[0], "|", ","))
		}
		if strings.Join(cell, "") == "" {
			return it, nil, fmt.Errorf("has no value for %s", names[i])
		}
		values = append(values, cell)
	}
	if count(values) > maxVariants {
		return it, nil, fmt.Errorf("stands for more than %d variants", maxVariants)
	}
	price, before := r.get("price"), r.get("compare at price")
	if sale := r.get("sale price"); sale != "" {
		price, before = sale, price
	}
	if err := j.price(&it, r, name, price, before); err != nil {
		return it, nil, err
	}
	it.stock, err = j.tableStock(r)
	return it, combinations(values), err
}

// tableStock returns the units of a row. The cell may be a word that says only whether
// there are any.
func (j *job) tableStock(r row) (*int, error) {
	text := r.get("stock")
	number := strings.ContainsAny(text, "0123456789")
	switch {
	case !number && (words.has(text, "no") || words.has(text, "out of stock")):
		return new(0), nil
	case !number && (words.has(text, "yes") || words.has(text, "in stock") || words.has(text, "backorder")):
		return nil, nil
	}
	return j.prices.units(text)
}
