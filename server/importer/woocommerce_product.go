package importer

import "strings"

func (j *job) wooProduct(w *wooProduct) (product, bool) {
	p := product{
		key: oneLine(w.row.get("id")), sku: oneLine(w.row.get("sku")), Slug: w.slug, Name: w.name, Category: deepest(w.row.get("categories")),
		Description: wooDescription(w.row),
		Tags:        wooList(w.row.get("tags")),
	}
	images := &gallery{}
	for _, address := range splitAddresses(w.row.get("images")) {
		j.addImage(images, w.row, address, "", w.name)
	}
	var options []attribute
	var items []item
	if wooKind(w.row) == "variable" {
		options, items = j.wooVariants(w, images)
	} else if it, err := j.wooItem(w.row, w.name, nil); err != nil {
		j.skip(w.row.line, w.name, "%v", err)
		return p, false
	} else {
		items = []item{it}
	}
	if len(items) == 0 {
		j.skip(w.row.line, w.name, "has no variation to sell")
		return p, false
	}
	j.share(items)
	names, order := namesAndValues(options)
	p.sell(names, order, items)
	p.Images = images.images
	return p, true
}

// wooItem reads the item in r, which is a simple product or a variation of parent. The
// stock is that of the parent if the row says so.
func (j *job) wooItem(r row, name string, parent *wooProduct) (item, error) {
	it := item{key: oneLine(r.get("id")), sku: oneLine(r.get("sku"))}
	price, before := j.wooPrices(r, name)
	err := j.price(&it, r, name, price, before)
	if err != nil {
		return it, err
	}
	counts, from := r, pool{r.line, name}
	if stock := r.get("stock"); parent != nil && (stock == "" || strings.EqualFold(stock, "parent")) {
		counts, from = parent.row, pool{parent.row.line, parent.name}
	}
	it.pool = from
	it.stock, err = j.wooStock(r, counts)
	return it, err
}

// wooStock returns the units of r. The row counts, which may be its parent's, has the
// number. The units of a product that may be backordered are not counted.
func (j *job) wooStock(r, counts row) (*int, error) {
	available, backorders := r.get("in stock?"), counts.get("backorders allowed?")
	switch {
	case words.has(available, "no"), words.has(available, "out of stock"):
		return new(0), nil
	case available != "" && !words.has(available, "yes") && !words.has(available, "in stock") && !words.has(available, "backorder"):
		return nil, j.unknownWord("in stock?", available, "yes nor no")
	case words.has(backorders, "yes"), words.has(backorders, "backorder"):
		return nil, nil
	case backorders != "" && !words.has(backorders, "no"):
		return nil, j.unknownWord("backorders allowed?", backorders, "yes nor no")
	}
	return j.prices.units(counts.get("stock"))
}

// deepest returns the name of the category with the most levels, or the first of them:
// "Polos" for "Ropa, Ropa > Polos". It ignores the name that WordPress gives to a
// missing category.
func deepest(categories string) string {
	best, levels := "", 0
	for _, category := range splitList(categories) {
		name := wooText(lastPart(category))
		if n := 1 + strings.Count(category, ">"); n > levels && !noCategory.has(name, "none") {
			best, levels = name, n
		}
	}
	return best
}

var noCategory = loadNames("nocategory.txt")

// wooBreaks decodes line breaks. WooCommerce writes a line break as \n, and a
// backslash before n as \\n.
var wooBreaks = strings.NewReplacer(`\\n`, `\n`, `\n`, "\n")

// wooDescription joins the short description and the long one.
func wooDescription(r row) string {
	var parts []string
	for _, column := range []string{"short description", "description"} {
		if text := plainText(withoutShortcodes(wooBreaks.Replace(r.get(column))), true); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n\n")
}

// wooList splits a cell of names.
func wooList(cell string) []string {
	var names []string
	for _, name := range splitList(cell) {
		if name = wooText(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}
