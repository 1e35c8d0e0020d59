package importer

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"carrito/app/catalog"
	"carrito/server/importer/table"
)

// tableProducts makes the products of a plain table. Each row is a product, unless
// several rows have the same handle or product code, or the same name and options.
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
		if j.own && g.handle != "" && !slugs[g.handle] {
			slugs[slug] = true
		} else {
			slug = uniqueSlug(slug, slugs)
		}
		if err := g.tableLeftOut(j); err != nil {
			j.skipCell(g.rows[0].line, g.rows[0].label(), err)
		} else if p, ok := g.tableProduct(j); ok {
			p.Slug = slug
			products = append(products, p)
		}
	}
	return products
}

// tableGroups groups the rows by product. A row without a name belongs to the product
// whose id or SKU it has, or else, if it has options, to the product above it.
func (j *job) tableGroups(rows []row) []*handleRows {
	var groups []*handleRows
	known := map[string]*handleRows{}
	j.codes, j.sold = map[string]int{}, map[string]bool{}
	for _, r := range rows {
		j.codes[oneLine(r.get("code"))]++
	}
	for _, r := range rows {
		if j.hasChoices(r) {
			j.sold[j.groupKey(r)] = true
		}
	}
	for _, r := range rows {
		g := j.groupOf(r, groups, known)
		if g == nil {
			g = &handleRows{handle: oneLine(r.get("handle"))}
			if j.own {
				g.handle = r.get("handle")
			}
			groups = append(groups, g)
		}
		if title := oneLine(r.get("title")); len(g.rows) > 0 && title != "" && !strings.EqualFold(title, g.label()) {
			j.note(r.line, title, "is a variant of %s, because both have the same %s", g.label(), j.header.name(j.groupColumn(r)))
		}
		g.rows = append(g.rows, r)
		for _, key := range append(j.aliases(r), j.groupKey(r)) {
			if known[key] == nil {
				known[key] = g
			}
		}
	}
	return groups
}

// groupOf returns the product that a row belongs to, or nil if the row begins a new one.
func (j *job) groupOf(r row, groups []*handleRows, known map[string]*handleRows) *handleRows {
	if r.get("handle")+r.get("title") != "" || j.groupColumn(r) == "code" {
		return known[j.groupKey(r)]
	}
	for _, key := range j.aliases(r) {
		if g := known[key]; g != nil {
			return g
		}
	}
	if len(groups) > 0 && j.hasChoices(r) {
		return groups[len(groups)-1]
	}
	return nil
}

// groupKey returns a text that is the same for the rows of one product.
func (j *job) groupKey(r row) string {
	switch column := j.groupColumn(r); column {
	case "":
		return fmt.Sprint("line:", r.line)
	case "handle":
		if j.own {
			return "handle:" + r.get("handle")
		}
		return "handle:" + oneLine(r.get("handle"))
	default:
		return column + ":" + catalog.Fold(oneLine(r.get(column)))
	}
}

// groupColumn returns the column whose cell is the same for the rows of one product, or
// "" if the row is a product. A code counts if several rows have it. A row without
// options belongs to a product if other rows of it have options.
func (j *job) groupColumn(r row) string {
	if r.get("handle") != "" {
		return "handle"
	}
	column := "title"
	if code := oneLine(r.get("code")); code != "" && j.codes[code] > 1 {
		column = "code"
	}
	if !j.hasChoices(r) && !j.sold[column+":"+catalog.Fold(oneLine(r.get(column)))] {
		return ""
	}
	return column
}

// aliases returns what a row without a name may name its product by.
func (j *job) aliases(r row) []string {
	var keys []string
	for _, column := range []string{"id", "sku"} {
		if text := oneLine(r.get(column)); text != "" {
			keys = append(keys, column+":"+text)
		}
	}
	return keys
}

func (j *job) hasChoices(r row) bool {
	if r.get("option1 value") != "" {
		return true
	}
	return slices.ContainsFunc(j.choices, func(column string) bool { return r.get(column) != "" })
}

// tableLeftOut returns the reason to leave out the product, or nil.
func (g *handleRows) tableLeftOut(j *job) error {
	if oneLine(g.first("title")) == "" {
		return cellError{"title", errors.New("has no name")}
	}
	if err := j.published(g.firstRow("published"), "published"); err != nil {
		return cellError{"published", err}
	}
	return nil
}

func (g *handleRows) tableProduct(j *job) (product, bool) {
	p := product{
		key: g.handle, Name: g.label(), Category: deepest(g.first("categories")),
		Description: plainText(g.first("body (html)"), false),
		Tags:        splitList(g.first("tags")),
		Brand:       oneLine(g.first("brand")), Condition: j.condition(g), Google: oneLine(g.first("google category")),
		Hidden: words.has(g.first("hidden"), "yes"),
	}
	names, columns := g.tableOptions(j)
	t := tableRows{job: j, product: g, names: names, columns: columns, images: &gallery{}}
	t.split()
	if j.own {
		t.images.images = j.ownProduct(&p, g, t.base())
	}
	items := t.items()
	if len(items) == 0 {
		return p, false
	}
	var order [][]string
	if j.own {
		order = g.ownOrder()
	} else {
		j.share(items)
	}
	p.sell(names, order, items)
	if j.own && len(names) > 0 && t.parent != nil {
		j.ownLevel(&p, *t.parent)
	}
	p.Images = t.images.images
	p.number, p.wanted = g.number()
	return p, true
}

// number returns the id that the table gives the product: the same in all rows.
func (g *handleRows) number() (number string, wanted int) {
	for _, r := range g.rows {
		id := oneLine(r.get("id"))
		if number != "" && id != "" && id != number {
			return "", 0
		}
		if id != "" {
			number = id
		}
	}
	return number, wantedID(number)
}

var conditions = []string{"new", "refurbished", "used"}

// condition returns whether the product is new, or "". It notes a word that it does not
// know.
func (j *job) condition(g *handleRows) string {
	text := g.first("condition")
	for _, condition := range conditions {
		if words.has(text, condition) {
			return condition
		}
	}
	if text != "" {
		j.note(g.firstRow("condition").line, g.label(), "says %q under %s, which is neither new, used nor refurbished: it is not kept", text, j.header.name("condition"))
	}
	return ""
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
	for n := 1; n <= table.MaxOptions && j.header.has(fmt.Sprintf("option%d name", n)); n++ {
		name := g.first(fmt.Sprintf("option%d name", n))
		if !j.own {
			name = oneLine(name)
		}
		if name != "" {
			names = append(names, name)
			columns = append(columns, fmt.Sprintf("option%d value", n))
		}
	}
	for _, column := range j.choices {
		if g.first(column) != "" {
			names = append(names, j.header.name(column))
			columns = append(columns, column)
		}
	}
	return names, columns
}

// cellError is a fault in the cell of a column.
type cellError struct {
	column string
	err    error
}

func (e cellError) Error() string { return e.err.Error() }

// skipCell reports a row that is left out for a fault in a cell.
func (j *job) skipCell(line int, name string, err error) {
	skipped := Skipped{Line: line, Name: name, Reason: err.Error()}
	if cell, ok := errors.AsType[cellError](err); ok && j.header.has(cell.column) {
		skipped.Column = j.header.name(cell.column)
	}
	j.skipped = append(j.skipped, skipped)
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
