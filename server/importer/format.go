package importer

import "strings"

// format is one kind of export.
type format struct {
	name     string
	required []string             // the columns it is known by, as the export writes them
	aliases  map[string]string    // other names of columns, in lower case
	clean    func(cells []string) // takes off what the exporter adds to cells; may be nil
	products func(*job, []row) []product
}

var formats = []format{
	{"Shopify", []string{"Handle", "Title", "Variant Price"}, shopifyAliases, nil, shopifyProducts},
	{"WooCommerce", []string{"Type", "Name", "Regular price"}, wooAliases, unescape, wooProducts},
}

// detect tells the format of a header and where its columns are.
func detect(header []string) (format, map[string]int, bool) {
	for _, f := range formats {
		columns := f.columns(header)
		known := true
		for _, name := range f.required {
			_, ok := columns[strings.ToLower(name)]
			known = known && ok
		}
		if known {
			return f, columns, true
		}
	}
	return format{}, nil, false
}

// columns returns the places of the columns by their names in lower case. The
// first of two columns with one name counts, and a real name before an alias.
func (f format) columns(header []string) map[string]int {
	columns := map[string]int{}
	for _, named := range []func(string) string{strings.ToLower, f.realName} {
		for i, name := range header {
			name = named(oneLine(name))
			if _, taken := columns[name]; !taken {
				columns[name] = i
			}
		}
	}
	return columns
}

func (f format) realName(name string) string {
	name = strings.ToLower(name)
	if real, ok := f.aliases[name]; ok {
		return real
	}
	if n, ok := strings.CutPrefix(name, "nombre del atributo "); ok {
		return "attribute " + n + " name"
	}
	if n, ok := strings.CutPrefix(name, "valor(es) del atributo "); ok {
		return "attribute " + n + " value(s)"
	}
	return name
}

// shopifyAliases are the names of the columns in Shopify's newer template.
var shopifyAliases = map[string]string{
	"url handle":                         "handle",
	"description":                        "body (html)",
	"published on online store":          "published",
	"sku":                                "variant sku",
	"price":                              "variant price",
	"compare-at price":                   "variant compare at price",
	"inventory tracker":                  "variant inventory tracker",
	"inventory quantity":                 "variant inventory qty",
	"continue selling when out of stock": "variant inventory policy",
	"product image url":                  "image src",
	"variant image url":                  "variant image",
}

// wooAliases are the names in a shop whose language is Spanish: WooCommerce
// writes the header in the language of the person who exports.
var wooAliases = map[string]string{
	"tipo":                       "type",
	"nombre":                     "name",
	"publicado":                  "published",
	"visibilidad en el catálogo": "visibility in catalog",
	"descripción corta":          "short description",
	"descripción":                "description",
	"¿en inventario?":            "in stock?",
	"¿existencias?":              "in stock?",
	"inventario":                 "stock",
	"precio rebajado":            "sale price",
	"precio normal":              "regular price",
	"categorías":                 "categories",
	"etiquetas":                  "tags",
	"imágenes":                   "images",
	"superior":                   "parent",
	"¿permitir reservas de productos agotados?": "backorders allowed?",
}
