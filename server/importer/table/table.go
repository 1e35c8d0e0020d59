// Package table writes a catalogue as a table that an owner edits in a spreadsheet, and
// that package importer reads back unchanged.
//
// Use [Rows] for the rows, and package sheet to write them to a file. A product without
// variants is one row. A product with variants is one row for the product, followed by
// one row for each variant; all have the product's id and slug, so that rows may be
// sorted.
//
// [Restore] and [SplitList] read what Rows writes.
package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// product is a product of products.json. Fields that are left out in the file stay left
// out.
type product struct {
	ID             int       `json:"id"`
	Slug           string    `json:"slug"`
	Name           string    `json:"name"`
	Price          string    `json:"price"`
	CompareAtPrice string    `json:"compareAtPrice"`
	Category       string    `json:"category"`
	Description    string    `json:"description"`
	Tags           []string  `json:"tags"`
	Stock          *int      `json:"stock"`
	SKU            string    `json:"sku"`
	Brand          string    `json:"brand"`
	Condition      string    `json:"condition"`
	Google         string    `json:"googleCategory"`
	GTIN           string    `json:"gtin"`
	MPN            string    `json:"mpn"`
	Hidden         bool      `json:"hidden"`
	Images         []image   `json:"images"`
	Options        []option  `json:"options"`
	Variants       []variant `json:"variants"`
}

type image struct {
	Src    string `json:"src"`
	Alt    string `json:"alt"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

type option struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

type variant struct {
	ID             int      `json:"id"`
	SKU            string   `json:"sku"`
	GTIN           string   `json:"gtin"`
	MPN            string   `json:"mpn"`
	Values         []string `json:"values"`
	Price          string   `json:"price"`
	CompareAtPrice string   `json:"compareAtPrice"`
	Stock          *int     `json:"stock"`
	Image          *int     `json:"image"`
}

// Options describes the shop whose catalogue is written.
type Options struct {
	Language string // of the column names: es, en or pt
	Decimal  string // the decimal separator of prices
}

// Rows returns the header and the rows of a products.json that package strict has
// checked. It is an error if the file has a field without a column, because that field
// would be lost.
func Rows(catalogue io.Reader, opts Options) ([][]string, error) {
	text, err := io.ReadAll(catalogue)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	decoder.DisallowUnknownFields()
	var products []product
	if err := decoder.Decode(&products); err != nil {
		if field, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
			return nil, fmt.Errorf("a product has the field %s, for which the table has no column", field)
		}
		return nil, err
	}
	options := 0
	for _, p := range products {
		options = max(options, len(p.Options))
	}
	if options > MaxOptions {
		return nil, errors.New("a product has more than " + strconv.Itoa(MaxOptions) + " options")
	}
	w := writer{opts: opts, columns: columnsFor(options)}
	header := make([]string, len(w.columns))
	for i, c := range w.columns {
		header[i] = c.name(opts.Language)
	}
	w.rows = append(w.rows, header)
	for i := range products {
		w.product(&products[i])
	}
	return w.rows, nil
}

// writer collects the rows of a table.
type writer struct {
	opts    Options
	columns []column
	rows    [][]string
}

// add adds a row with the cells of the given keys.
func (w *writer) add(cells map[string]string) {
	row := make([]string, len(w.columns))
	for i, c := range w.columns {
		row[i] = Neutral(cells[c.key])
	}
	w.rows = append(w.rows, row)
}

// own returns the cells that all rows of a product have.
func (p *product) own() map[string]string {
	cells := map[string]string{
		"id": strconv.Itoa(p.ID), "handle": p.Slug, "title": p.Name, "categories": p.Category, "brand": p.Brand,
	}
	for i, option := range p.Options {
		cells[fmt.Sprintf("option%d name", i+1)] = option.Name
	}
	return cells
}

func (w *writer) product(p *product) {
	cells := p.own()
	for key, cell := range map[string]string{
		"price": w.price(p.Price), "compare at price": w.price(p.CompareAtPrice), "stock": number(p.Stock), "sku": p.SKU, "gtin": p.GTIN, "mpn": p.MPN,
		"body (html)": p.Description, "tags": JoinList(p.Tags), "condition": p.Condition, "google category": p.Google,
	} {
		cells[key] = cell
	}
	if p.Hidden {
		cells["hidden"] = "1"
	}
	var sources, alts, sizes []string
	for _, image := range p.Images {
		size := ""
		if image.Width > 0 || image.Height > 0 {
			size = fmt.Sprintf("%d × %d", image.Width, image.Height)
		}
		sources, alts, sizes = append(sources, image.Src), append(alts, image.Alt), append(sizes, size)
	}
	cells["images"], cells["image texts"], cells["image sizes"] = JoinList(sources), JoinList(alts), JoinList(sizes)
	var order []string
	for _, option := range p.Options {
		order = append(order, JoinList(option.Values))
	}
	cells["value order"] = JoinList(order)
	w.add(cells)
	for _, v := range p.Variants {
		w.variant(p, v)
	}
}

func (w *writer) variant(p *product, v variant) {
	cells := p.own()
	cells["variant id"] = strconv.Itoa(v.ID)
	cells["price"], cells["compare at price"], cells["stock"] = w.price(v.Price), w.price(v.CompareAtPrice), number(v.Stock)
	cells["sku"], cells["gtin"], cells["mpn"] = v.SKU, v.GTIN, v.MPN
	if v.Image != nil {
		cells["variant image number"] = strconv.Itoa(*v.Image + 1)
	}
	for i, value := range v.Values {
		cells[fmt.Sprintf("option%d value", i+1)] = value
	}
	w.add(cells)
}

// price writes a price as the shop's locale does, so that a spreadsheet takes it for a
// number.
func (w *writer) price(text string) string { return strings.Replace(text, ".", w.opts.Decimal, 1) }

func number(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}
