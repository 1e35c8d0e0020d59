package importer

import "slices"

// format is one kind of export.
type format struct {
	name     string
	required []string             // the columns that identify it, in the words of its export
	names    names                // the names of its columns
	facts    []fact               // what the owner is told is missing
	clean    func(cells []string) // removes what the exporter adds to cells; may be nil
	products func(*job, []row) []product

	header header // of the export at hand
}

// fact is information that an export may have, in any of the given columns.
type fact struct {
	name string
	keys []string
}

var (
	shopifyNames = loadNames("shopify.txt")
	wooNames     = loadNames("woocommerce.txt")
	tableNames   = loadNames("table.txt")
)

var formats = []format{
	{
		name: "Shopify", required: []string{"Handle", "Title", "Variant Price"}, names: shopifyNames, products: shopifyProducts,
		facts: []fact{{"stock", []string{"variant inventory qty"}}, {"published", []string{"published", "status"}},
			{"pictures", []string{"image src", "variant image"}}},
	}, {
		name: "WooCommerce", required: []string{"Name", "Regular price"}, names: wooNames, products: wooProducts, clean: unescape,
		facts: []fact{{"stock", []string{"stock", "in stock?"}}, {"published", []string{"published"}},
			{"pictures", []string{"images"}}, {"parent", []string{"parent"}}},
	}, {
		name: "Table", required: []string{"Name", "Price"}, names: tableNames, products: tableProducts,
		facts: []fact{{"stock", []string{"stock"}}, {"published", []string{"published"}}, {"pictures", []string{"images", "image 1"}}},
	},
}

// detect returns the format of a header and the indexes of its columns.
func detect(cells []string) (format, map[string]int, bool) {
	for _, f := range formats {
		f.header = header{cells, f.names.columns(cells)}
		if f.matches() {
			return f, f.header.columns, true
		}
	}
	return format{}, nil, false
}

// matches reports whether the header is one of this format.
func (f format) matches() bool {
	for _, name := range f.required {
		if keys := f.names.keysOf(name, false); len(keys) == 0 || !f.header.has(keys[0]) {
			return false
		}
	}
	return f.name != "WooCommerce" || !f.ambiguous()
}

// ambiguous reports whether the header could also be that of a plain table: in some
// languages, WooCommerce calls the regular price just "price". A plain table may have a
// price and a regular price.
func (f format) ambiguous() bool {
	if f.header.has("type") && f.header.has("published") {
		return false
	}
	return slices.ContainsFunc(f.header.cells, func(cell string) bool { return slices.Contains(tableNames.keysOf(cell, true), "price") })
}

func (h header) has(key string) bool {
	_, ok := h.columns[key]
	return ok
}

// missing returns the names of the facts that no column of the export gives.
func (f format) missing() []string {
	var missing []string
	for _, fact := range f.facts {
		found := false
		for _, key := range fact.keys {
			found = found || f.header.has(key)
		}
		if !found {
			missing = append(missing, fact.name)
		}
	}
	return missing
}
