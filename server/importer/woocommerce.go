package importer

import (
	"errors"
	"html"
	"strconv"
	"strings"

	"carrito/app/catalog"
)

// wooProduct is the row of a product, with the rows of its variations.
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
		groups[i] = nil // frees the rows of a large export
		if w.leftOut != nil {
			j.skip(w.row.line, w.name, "%v", w.leftOut)
		} else if p, ok := j.wooProduct(w); ok {
			products = append(products, p)
		}
	}
	return products
}

// wooGroups groups the rows by product.
func (j *job) wooGroups(rows []row) []*wooProduct {
	found := j.parents(rows)
	for _, r := range rows {
		if wooKind(r) == "variation" {
			j.assign(r, found)
		}
	}
	return found.list
}

// unescape removes the apostrophe that WooCommerce puts before text that a spreadsheet
// would run as a formula.
func unescape(cells []string) {
	for i, cell := range cells {
		if len(cell) > 1 && cell[0] == '\'' && strings.IndexByte("=+-@\t\r", cell[1]) >= 0 {
			cells[i] = cell[1:]
		}
	}
}

// wooParents holds the products of an export, to find the parent of a variation.
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
		// A product that is left out takes a slug too. So the others keep their slugs,
		// and their ids, when it is published later.
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

// assign adds the variation in r to its parent, or skips it.
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
		j.skip(r.line, name, "its parent %q is not a variable product", parent.name)
	case err != nil:
		j.skip(r.line, name, "%v", err)
	default:
		parent.variations = append(parent.variations, r)
	}
}

// uniqueSlug returns a slug for name that is not taken yet, and takes it.
func uniqueSlug(name string, taken map[string]bool) string {
	base := catalog.Slug(name)
	slug := base
	for n := 2; taken[slug]; n++ {
		slug = base + "-" + strconv.Itoa(n)
	}
	taken[slug] = true
	return slug
}

// wooKind returns the type that determines how the product is sold. The cell may be a
// list such as "simple, downloadable, virtual".
func wooKind(r row) string {
	for _, kind := range splitList(strings.ToLower(r.get("type"))) {
		if kind != "downloadable" && kind != "virtual" {
			return kind
		}
	}
	return "simple"
}

// wooLeftOut returns the reason to leave out the product in r, or nil.
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
	return j.unknownWord("visibility in catalog", visibility, "visible nor hidden")
}

// wooText returns a name as shoppers read it. WordPress stores "&" as "&amp;".
func wooText(cell string) string { return oneLine(html.UnescapeString(cell)) }
