package importer

import (
	"strings"

	"carrito/server/identity"
)

// keyColumns are the columns of the keys by which the exporters themselves know
// their products.
var keyColumns = map[string]string{"Shopify": "handle", "WooCommerce": "id", "Table": "handle"}

// keys returns the keys of all rows, those left out included.
func (f format) keys(rows []row) map[string]bool {
	keys := map[string]bool{}
	if column, ok := keyColumns[f.name]; ok {
		for _, r := range rows {
			keys[oneLine(r.get(column))] = true
		}
	}
	return keys
}

// identify gives the products of an export, and their variants, their ids, and
// notes them in the ledger. keys are those of all rows.
func identify(ledger *identity.Ledger, format string, keys map[string]bool, products []product) {
	known := make([]identity.Product, len(products))
	for i := range products {
		known[i] = products[i].known()
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

// known returns what the product is known by.
func (p *product) known() identity.Product {
	known := identity.Product{Key: p.key, SKU: p.sku, Slug: p.Slug, Name: p.Name}
	for _, o := range p.Options {
		known.Options = append(known.Options, o.Name)
	}
	for _, v := range p.Variants {
		known.Variants = append(known.Variants, identity.Variant{Key: v.key, SKU: v.SKU, Values: v.Values})
	}
	return known
}
