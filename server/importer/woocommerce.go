package importer

import (
	"errors"
	"html"
	"strconv"
	"strings"

	"carrito/app/catalog"
)

// wooProduct is one row that is a product, with the rows of its variations.
type wooProduct struct {
	row        row
	name, slug string
	leftOut    error // the reason, or nil
	variations []row
}

// wooProducts makes the products of a WooCommerce export. A variation may come
// before its parent.
func wooProducts(j *job, rows []row) []product {
	var products []product
	groups := j.wooGroups(rows)
	for i, w := range groups {
		j.tick(i, len(groups))
		groups[i] = nil // the rows of a large export are not kept
		if w.leftOut != nil {
			j.skip(w.row.line, w.name, "%v", w.leftOut)
		} else if p, ok := j.wooProduct(w); ok {
			products = append(products, p)
		}
	}
	return products
}

// wooGroups puts the rows of each product together.
func (j *job) wooGroups(rows []row) []*wooProduct {
	found := j.parents(rows)
	for _, r := range rows {
		if wooKind(r) == "variation" {
			j.assign(r, found)
		}
	}
	return found.list
}

// unescape takes away the apostrophe that WooCommerce puts before what a
// spreadsheet would run as a formula.
func unescape(cells []string) {
	for i, cell := range cells {
		if len(cell) > 1 && cell[0] == '\'' && strings.IndexByte("=+-@\t\r", cell[1]) >= 0 {
			cells[i] = cell[1:]
		}
	}
}

// wooParents finds the product that a variation names as its parent.
type wooParents struct {
	list []*wooProduct
	by   map[string]*wooProduct // by SKU, and by "id:7"
}

func (j *job) parents(rows []row) wooParents {
	found := wooParents{by: map[string]*wooProduct{}}
	slugs := map[string]bool{}
	for _, r := range rows {
		if wooKind(r) == "variation" {
			continue
		}
		w := &wooProduct{row: r, name: wooText(r.get("name")), leftOut: j.wooLeftOut(r)}
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
	err := j.published(r, "published")
	switch {
	case !known:
		j.skip(r.line, name, "has the parent %q, which is not in the export", key)
	case parent.leftOut != nil:
		j.skip(r.line, name, "its parent %q is left out", parent.name)
	case wooKind(parent.row) != "variable":
		j.skip(r.line, name, "its parent %q is no variable product", parent.name)
	case err != nil:
		j.skip(r.line, name, "%v", err)
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

func (j *job) wooLeftOut(r row) error {
	switch kind := wooKind(r); {
	case kind != "simple" && kind != "variable":
		return errors.New("is of the type " + strconv.Quote(kind))
	case wooText(r.get("name")) == "":
		return errors.New("has no Name")
	}
	if err := j.published(r, "published"); err != nil {
		return err
	}
	visibility := r.get("visibility in catalog")
	switch {
	case visibility == "", words.has(visibility, "shown"):
		return nil
	case words.has(visibility, "hidden"):
		return errors.New("is hidden in the catalog")
	}
	return j.unknown("visibility in catalog", visibility, "visible nor hidden")
}

// wooText returns a name as a shopper reads it: WordPress stores "&amp;".
func wooText(cell string) string { return oneLine(html.UnescapeString(cell)) }
