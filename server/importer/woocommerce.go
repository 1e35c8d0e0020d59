package importer

import (
	"html"
	"strconv"
	"strings"

	"carrito/app/catalog"
)

// wooProduct is one row that is a product, with the rows of its variations.
type wooProduct struct {
	row        row
	name, slug string
	leftOut    string // the reason, or empty
	variations []row
}

// wooProducts makes the products of a WooCommerce export. A variation may come
// before its parent.
func wooProducts(j *job, rows []row) []product {
	found := parents(rows)
	for _, r := range rows {
		if wooKind(r) == "variation" {
			j.assign(r, found)
		}
	}
	var products []product
	for _, w := range found.list {
		if w.leftOut != "" {
			j.skip(w.row.line, w.name, "%s", w.leftOut)
		} else if p, ok := j.wooProduct(w); ok {
			products = append(products, p)
		}
	}
	return products
}

// unescape takes away the apostrophe that WooCommerce puts before what a
// spreadsheet would run as a formula.
func unescape(cells []string) {
	for i, cell := range cells {
		if len(cell) > 1 && cell[0] == '\'' && strings.IndexByte("=+-@", cell[1]) >= 0 {
			cells[i] = cell[1:]
		}
	}
}

// wooParents finds the product that a variation names as its parent.
type wooParents struct {
	list []*wooProduct
	by   map[string]*wooProduct // by SKU, and by "id:7"
}

func parents(rows []row) wooParents {
	found := wooParents{by: map[string]*wooProduct{}}
	slugs := map[string]bool{}
	for _, r := range rows {
		if wooKind(r) == "variation" {
			continue
		}
		w := &wooProduct{row: r, name: wooText(r.get("name")), leftOut: wooLeftOut(r)}
		// A product left out has its slug too: the others keep theirs, and
		// with it their ids, on the day it is published.
		w.slug = uniqueSlug(w.name, slugs)
		found.list = append(found.list, w)
		for _, key := range []string{oneLine(r.get("sku")), "id:" + r.get("id")} {
			if _, taken := found.by[key]; !taken && key != "" && key != "id:" {
				found.by[key] = w
			}
		}
	}
	return found
}

func (j *job) assign(r row, found wooParents) {
	name, key := wooText(r.get("name")), oneLine(r.get("parent"))
	parent, known := found.by[key]
	switch {
	case !known:
		j.skip(r.line, name, "has the parent %q, which is not in the export", key)
	case parent.leftOut != "":
		j.skip(r.line, name, "its parent %q is left out", parent.name)
	case wooKind(parent.row) != "variable":
		j.skip(r.line, name, "its parent %q is no variable product", parent.name)
	case r.get("published") == "0" || r.get("published") == "-1":
		j.skip(r.line, name, "is not published")
	default:
		parent.variations = append(parent.variations, r)
	}
}

func uniqueSlug(name string, taken map[string]bool) string {
	base := catalog.Slug(name)
	slug := base
	for n := 2; taken[slug]; n++ {
		slug = base + "-" + strconv.Itoa(n)
	}
	taken[slug] = true
	return slug
}

// wooKind returns the one type of a list such as "simple, downloadable,
// virtual" that says how the product is sold.
func wooKind(r row) string {
	for _, kind := range splitList(strings.ToLower(r.get("type"))) {
		if kind != "downloadable" && kind != "virtual" {
			return kind
		}
	}
	return "simple"
}

func wooLeftOut(r row) string {
	published := r.get("published")
	switch kind := wooKind(r); {
	case kind != "simple" && kind != "variable":
		return "is of the type " + strconv.Quote(kind)
	case wooText(r.get("name")) == "":
		return "has no Name"
	case published == "0" || published == "-1":
		return "is not published"
	case strings.EqualFold(r.get("visibility in catalog"), "hidden"):
		return "is hidden in the catalog"
	}
	return ""
}

// wooText returns a name as a shopper reads it: WordPress stores "&amp;".
func wooText(cell string) string { return oneLine(html.UnescapeString(cell)) }
