package importer

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// shopifyProducts makes the products of a Shopify export. Rows with the same handle are
// one product, even if they are not next to each other.
func shopifyProducts(j *job, rows []row) []product {
	var products []product
	groups := byHandle(j, rows)
	for i, g := range groups {
		j.tick(i, len(groups))
		groups[i] = nil // frees the rows of a large export
		if err := g.leftOut(j); err != nil {
			j.skip(g.rows[0].line, g.label(), "%v", err)
			continue
		}
		if p, ok := g.product(j); ok {
			products = append(products, p)
		}
	}
	return products
}

// handleRows holds the rows of one handle.
type handleRows struct {
	handle string
	rows   []row
}

func byHandle(j *job, rows []row) []*handleRows {
	var groups []*handleRows
	known := map[string]*handleRows{}
	for _, r := range rows {
		handle := oneLine(r.get("handle"))
		if handle == "" {
			j.skip(r.line, oneLine(r.get("title")), "has no Handle")
			continue
		}
		g, ok := known[handle]
		if !ok {
			g = &handleRows{handle: handle}
			known[handle] = g
			groups = append(groups, g)
		}
		g.rows = append(g.rows, r)
	}
	return groups
}

// first returns the first cell of the column that is not empty. The export fills the
// product's own columns only in its first row.
func (g *handleRows) first(column string) string { return g.firstRow(column).get(column) }

// firstRow returns the row of that cell, or the product's first row if there is none.
func (g *handleRows) firstRow(column string) row {
	for _, r := range g.rows {
		if r.get(column) != "" {
			return r
		}
	}
	return g.rows[0]
}

// label returns the name by which the owner knows the product.
func (g *handleRows) label() string {
	if title := oneLine(g.first("title")); title != "" {
		return title
	}
	return g.handle
}

// leftOut returns the reason to leave out the product, or nil.
func (g *handleRows) leftOut(j *job) error {
	if oneLine(g.first("title")) == "" {
		return errors.New("has no Title")
	}
	status := g.first("status")
	if status != "" && !words.has(status, "yes") && !words.has(status, "published") {
		return errors.New("has the status " + strconv.Quote(strings.ToLower(status)))
	}
	return j.published(g.firstRow("published"), "published")
}

func (g *handleRows) product(j *job) (product, bool) {
	p := product{
		key: g.handle, Slug: g.handle, Name: g.label(), Category: g.category(),
		Description: plainText(g.first("body (html)"), false),
		Tags:        splitList(g.first("tags")),
	}
	images := g.gallery(j)
	names, columns := g.options()
	items := g.items(j, names, columns, images)
	if len(items) == 0 {
		// A product without options already has its reason reported.
		if len(columns) > 0 {
			j.skip(g.rows[0].line, p.Name, "has no variant left")
		}
		return p, false
	}
	p.sell(names, nil, items)
	p.Images = images.images
	return p, true
}

func (g *handleRows) category() string {
	if kind := oneLine(g.first("type")); kind != "" {
		return kind
	}
	return lastPart(g.first("product category"))
}

// gallery returns the images in the order of their positions, or in the order of the
// rows if an image has no position.
func (g *handleRows) gallery(j *job) *gallery {
	var rows []row
	positions := map[int]int{}
	for _, r := range g.rows {
		if r.get("image src") == "" {
			continue
		}
		rows = append(rows, r)
		if n, err := strconv.Atoi(r.get("image position")); err == nil {
			positions[r.line] = n
		}
	}
	if len(positions) == len(rows) {
		slices.SortStableFunc(rows, func(a, b row) int { return positions[a.line] - positions[b.line] })
	}
	images := &gallery{}
	for _, r := range rows {
		j.addImage(images, r, r.get("image src"), r.get("image alt text"), g.label())
	}
	return images
}
