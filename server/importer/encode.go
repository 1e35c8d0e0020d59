package importer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"carrito/app/catalog"
	"carrito/server/strict"
)

// encoder encodes products as JSON, one at a time.
type encoder struct {
	buffer bytes.Buffer
	json   *json.Encoder
}

func newEncoder() *encoder {
	var e encoder
	e.json = json.NewEncoder(&e.buffer)
	e.json.SetEscapeHTML(false)
	return &e
}

// text returns the JSON of a product, without white space.
func (e *encoder) text(p *product) (string, error) {
	e.buffer.Reset()
	err := e.json.Encode(p)
	return strings.TrimSuffix(e.buffer.String(), "\n"), err
}

// encode returns the JSON of each product, and the catalogue that the shop reads from
// it. It clears each product in the list after encoding it, so that a large catalogue
// is not in memory twice. It calls report with the number of products done; report may
// be nil.
func encode(products []product, rules strict.Rules, report func(done, total int64)) ([]string, *catalog.Catalog, error) {
	texts := make([]string, len(products))
	e, b := newEncoder(), strict.NewBuilder(rules)
	for i := range products {
		var err error
		if texts[i], err = e.text(&products[i]); err != nil {
			return nil, nil, err
		}
		if err := b.Add(texts[i]); err != nil {
			return nil, nil, err
		}
		products[i] = product{}
		if report != nil {
			report(int64(i+1), int64(len(products)))
		}
	}
	c, err := b.Catalog()
	return texts, c, err
}

// Hide hides the products with the given ids.
func (r *Result) Hide(ids map[int]bool) error {
	e := newEncoder()
	for i, text := range r.json {
		var p product
		digits, _, _ := strings.Cut(strings.TrimPrefix(text, `{"id":`), ",")
		if id, err := strconv.Atoi(digits); err != nil || !ids[id] {
			continue
		}
		err := json.Unmarshal([]byte(text), &p)
		p.Hidden = true
		if err == nil {
			r.json[i], err = e.text(&p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// WriteJSON writes products.json, indented for human readers.
func (r *Result) WriteJSON(w io.Writer) error {
	b := bufio.NewWriter(w)
	separator, end := "[\n  ", "[]\n"
	var indented bytes.Buffer
	for _, text := range r.json {
		indented.Reset()
		if err := json.Indent(&indented, []byte(text), "  ", "  "); err != nil {
			return err
		}
		b.WriteString(separator)
		b.Write(indented.Bytes())
		separator, end = ",\n  ", "\n]\n"
	}
	b.WriteString(end)
	return b.Flush()
}
