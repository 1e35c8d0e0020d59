package importer

import (
	"strings"

	"carrito/server/identity"
)

// keyColumns are the columns that hold the exporter's own key of a product, by format.
var keyColumns = map[string]string{"Shopify": "handle", "WooCommerce": "id", "Table": "handle"}

// keys returns the product keys of all rows, including rows that are left out.
func (f format) keys(rows []row) map[string]bool {
	keys := map[string]bool{}
	if column, ok := keyColumns[f.name]; ok {
		for _, r := range rows {
			keys[oneLine(r.get(column))] = true
		}
	}
	return keys
}

// identify assigns ids to the products of an export and their variants, and records
// them in the ledger. keys are the product keys of all rows.
func identify(ledger *identity.Ledger, format string, keys map[string]bool, products []product) {
	known := make([]identity.Product, len(products))
	for i := range products {
		known[i] = products[i].identity()
	}
	ledger.Identify(strings.ToLower(format), known, keys)
	for i := range products {
		p := &products[i]
		p.ID, p.Slug = known[i].ID, known[i].Slug
		for n := range p.Variants {
			p.Variants[n].ID = known[i].Variants[n].ID
		}
	}
}

// identity returns the properties by which the ledger recognises the product.
func (p *product) identity() identity.Product {
	known := identity.Product{Key: p.key, Number: p.number, Wanted: p.wanted, SKU: p.sku, Slug: p.Slug, Name: p.Name}
	for _, o := range p.Options {
		known.Options = append(known.Options, o.Name)
	}
	for _, v := range p.Variants {
		known.Variants = append(known.Variants, identity.Variant{Key: v.key, SKU: v.SKU, Values: v.Values, Wanted: v.wanted})
	}
	return known
}
