package importer

import (
	"slices"

	"carrito/app/money"
)

// product is a product in products.json. The fields are in the order in which they are
// written.
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
	Brand          string    `json:"brand,omitempty"`
	Condition      string    `json:"condition,omitempty"`
	Google         string    `json:"googleCategory,omitempty"`
	GTIN           string    `json:"gtin,omitempty"`
	MPN            string    `json:"mpn,omitempty"`
	Hidden         bool      `json:"hidden,omitempty"`
	Images         []image   `json:"images,omitempty"`
	Options        []option  `json:"options,omitempty"`
	Variants       []variant `json:"variants,omitempty"`

	key    string // the exporter's own key, such as the ID of WooCommerce; see package identity
	sku    string // of the product itself, not of a variant; identifies it
	number string // what the table calls its id; see package identity
	wanted int    // the id that it should get, if it is new; 0 for any
}

type image struct {
	Src    string `json:"src"`
	Alt    string `json:"alt"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

type option struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

type variant struct {
	ID             int      `json:"id"`
	SKU            string   `json:"sku,omitempty"`
	GTIN           string   `json:"gtin,omitempty"`
	MPN            string   `json:"mpn,omitempty"`
	Values         []string `json:"values"`
	Price          string   `json:"price,omitempty"` // empty for that of the product
	CompareAtPrice string   `json:"compareAtPrice,omitempty"`
	Stock          *int     `json:"stock,omitempty"`
	Image          *int     `json:"image,omitempty"`

	key    string // the exporter's own key; may be empty
	wanted int    // the id that it should get, if it is new; 0 for any
}

// item is one thing to buy: a variant, or a product without options.
type item struct {
	key       string // the exporter's own key; may be empty
	sku       string
	values    []string
	price     money.Amount
	compareAt money.Amount // zero if there is none
	stock     *int         // nil if units are not counted
	pool      pool         // the row that counts the stock
	image     *int         // nil if it has none of its own
	gtin, mpn string
	inherits  bool // whether the price is that of the product
	wanted    int  // see variant
}

// sell fills in the product from its items, of which there must be at least one. names
// are the names of the options. order is the order of each option's values, as far as
// the export gives one.
func (p *product) sell(names []string, order [][]string, items []item) {
	cheapest := slices.MinFunc(items, func(a, b item) int {
		return int(a.price.Minor() - b.price.Minor())
	})
	p.Price = cheapest.price.String()
	if len(names) == 0 {
		p.CompareAtPrice, p.Stock, p.SKU = amountText(cheapest.compareAt), cheapest.stock, cheapest.sku
		p.GTIN, p.MPN, p.sku = cheapest.gtin, cheapest.mpn, p.SKU
		return
	}
	for i, name := range names {
		p.Options = append(p.Options, option{name, usedValues(i, order, items)})
	}
	for _, it := range items {
		p.Variants = append(p.Variants, variant{
			key: it.key, SKU: it.sku, Values: it.values, Price: it.price.String(),
			CompareAtPrice: amountText(it.compareAt), Stock: it.stock, Image: it.image,
			GTIN: it.gtin, MPN: it.mpn, wanted: it.wanted,
		})
		if it.inherits {
			p.Variants[len(p.Variants)-1].Price = ""
		}
	}
}

// usedValues returns the values that the items have for option i: first those in order,
// then the rest in the order of the items.
func usedValues(i int, order [][]string, items []item) []string {
	var rest []string
	used := map[string]bool{}
	for _, it := range items {
		rest = append(rest, it.values[i])
		used[it.values[i]] = true
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
