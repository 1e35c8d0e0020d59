package importer

// format is one kind of export.
type format struct {
	name     string
	required []string             // the columns it is known by, as the export writes them
	names    names                // what its columns are called
	facts    []fact               // what the owner wants to know of
	clean    func(cells []string) // takes off what the exporter adds to cells; may be nil
	products func(*job, []row) []product

	header header // of the export at hand
}

// fact is something an export may tell, in any of some columns.
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

// detect tells the format of a header and where its columns are.
func detect(cells []string) (format, map[string]int, bool) {
	for _, f := range formats {
		f.header = header{cells, f.names.columns(cells)}
		if f.known() {
			return f, f.header.columns, true
		}
	}
	return format{}, nil, false
}

// known reports whether the header is one of the format.
func (f format) known() bool {
	for _, name := range f.required {
		if keys := f.names.keysOf(name, false); len(keys) == 0 || !f.header.has(keys[0]) {
			return false
		}
	}
	return f.name != "WooCommerce" || !f.plain()
}

// plain reports whether the header of a WooCommerce export may as well be that
// of a plain table: in some languages its regular price is just "price".
func (f format) plain() bool {
	price := tableNames.keysOf(f.header.name("regular price"), true)
	return len(price) > 0 && !(f.header.has("type") && f.header.has("published"))
}

func (h header) has(key string) bool {
	_, ok := h.columns[key]
	return ok
}

// missing returns what the export has no column for.
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
