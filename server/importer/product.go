package importer

import (
	"slices"

	"carrito/app/money"
)

// product is a product as products.json has it, in the order of its fields.
type product struct {
	ID             int       `json:"id"`
	Slug           string    `json:"slug"`
	Name           string    `json:"name"`
	Price          string    `json:"price"`
	CompareAtPrice string    `json:"compareAtPrice,omitempty"`
	Category       string    `json:"category,omitempty"`
	Description    string    `json:"description,omitempty"`
	Tags           []string  `json:"tags,omitempty"`
	Stock          *int      `json:"stock,omitempty"`
	SKU            string    `json:"sku,omitempty"`
	Images         []image   `json:"images,omitempty"`
	Options        []option  `json:"options,omitempty"`
	Variants       []variant `json:"variants,omitempty"`

	key string // the exporter's own, such as the ID of WooCommerce; see package identity
	sku string // of the product itself, not of a variant, by which it is known
}

type image struct {
	Src string `json:"src"`
	Alt string `json:"alt"`
}

type option struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

type variant struct {
	ID             int      `json:"id"`
	SKU            string   `json:"sku,omitempty"`
	Values         []string `json:"values"`
	Price          string   `json:"price"`
	CompareAtPrice string   `json:"compareAtPrice,omitempty"`
	Stock          *int     `json:"stock,omitempty"`
	Image          *int     `json:"image,omitempty"`

	key string // the exporter's own; may be empty
}

// offer is one thing to be bought: a variant, or the whole of a product that
// turns out to have no options.
type offer struct {
	key       string // the exporter's own; may be empty
	sku       string
	values    []string
	price     money.Amount
	compareAt money.Amount // zero where there is none
	stock     *int         // nil where units are not counted
	pool      pool         // what counts the stock
	image     *int         // nil where it has none of its own
}

// sell puts the offers, at least one, into the product. The names are those of
// the options; order is how their values are sorted as far as the export says.
func (p *product) sell(names []string, order [][]string, offers []offer) {
	cheapest := slices.MinFunc(offers, func(a, b offer) int {
		return int(a.price.Minor() - b.price.Minor())
	})
	p.Price = cheapest.price.String()
	if len(names) == 0 {
		p.CompareAtPrice, p.Stock, p.SKU = amountText(cheapest.compareAt), cheapest.stock, cheapest.sku
		p.sku = p.SKU
		return
	}
	for i, name := range names {
		p.Options = append(p.Options, option{name, usedValues(i, order, offers)})
	}
	for _, o := range offers {
		p.Variants = append(p.Variants, variant{
			key: o.key, SKU: o.sku, Values: o.values, Price: o.price.String(),
			CompareAtPrice: amountText(o.compareAt), Stock: o.stock, Image: o.image,
		})
	}
}

// usedValues returns the values that the offers have for option i: first those
// of the given order, then the rest as they come.
func usedValues(i int, order [][]string, offers []offer) []string {
	var rest []string
	used := map[string]bool{}
	for _, o := range offers {
		rest = append(rest, o.values[i])
		used[o.values[i]] = true
	}
	all := rest
	if i < len(order) {
		all = slices.Concat(order[i], rest)
	}
	var values []string
	for _, value := range all {
		if used[value] {
			values = append(values, value)
			delete(used, value)
		}
	}
	return values
}

func amountText(a money.Amount) string {
	if a.Zero() {
		return ""
	}
	return a.String()
}
