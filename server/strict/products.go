// Package strict reads the owner's files, products.json and shop.json, and refuses
// files with faults.
//
// Use [Products] and [Shop] wherever the server reads these files, and [Builder] to
// make a products.json. The error describes every fault for the owner. A file without
// faults is read by packages catalog and shop, as in the browser. They read leniently
// and do not describe faults.
package strict

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"carrito/app/catalog"
	"carrito/app/json"
)

// Rules are the properties of a shop that its catalogue is checked against.
type Rules struct {
	// Digits is the number of decimals of the shop's currency, as in ISO 4217.
	Digits int
	// ImageSize returns the size in pixels of a local image by its address, such as
	// "/web/images/polo.jpg". If it is nil, images are not checked.
	ImageSize func(src string) (width, height int, err error)
}

// Products reads and checks products.json. The error is of type [Faults] and names
// every fault, or is the error of r.
func Products(r io.Reader, rules Rules) (*catalog.Catalog, error) {
	var text collector
	if _, err := io.Copy(&text, r); err != nil {
		return nil, err
	}
	return parseProducts(strings.TrimPrefix(text.String(), "\ufeff"), rules)
}

// collector collects a text. It takes the text of a [strings.Reader] as it is,
// without a copy, because a large catalogue has 100 MB.
type collector struct {
	first string
	rest  strings.Builder
}

// WriteString implements [io.StringWriter], which [strings.Reader] uses.
func (c *collector) WriteString(s string) (int, error) {
	if c.first == "" && c.rest.Len() == 0 {
		c.first = s
		return len(s), nil
	}
	return c.rest.WriteString(s)
}

func (c *collector) Write(p []byte) (int, error) { return c.rest.Write(p) }

func (c *collector) String() string {
	if c.rest.Len() == 0 {
		return c.first
	}
	return c.first + c.rest.String()
}

func parseProducts(text string, rules Rules) (*catalog.Catalog, error) {
	var c *catalog.Catalog
	var err error
	var reading sync.WaitGroup
	reading.Go(func() { c, err = catalog.Parse(text, rules.Digits, nil) }) // while the text is checked
	b := NewBuilder(rules)
	fault := b.file(text)
	reading.Wait()
	if fault != "" {
		return nil, Faults{{Problem: fault}}
	}
	if err := b.faults(); err != nil {
		return nil, err
	}
	if err == nil && len(c.Products()) != b.count {
		return nil, errLeftOut
	}
	return c, err
}

// file checks the products of a file. It returns the fault of the file as a whole, or
// "".
func (b *Builder) file(text string) (fault string) {
	if strings.TrimSpace(text) == "" {
		return "the file is empty"
	}
	if !utf8.ValidString(text) {
		return "the file is not UTF-8 text"
	}
	r := json.NewReader(text)
	isList := r.Array(func(int) { b.check(r) })
	if err := r.End(); err != nil {
		return fileFault(text, err)
	}
	if !isList {
		return "the file is not a list of products"
	}
	return ""
}

func fileFault(text string, err error) string {
	if errors.Is(err, json.ErrCutOff) {
		return "the file is cut off before its end"
	}
	line := 0
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		line = 1 + strings.Count(text[:syntax.Offset], "\n")
	}
	return "the file is not JSON: line " + strconv.Itoa(line) + ": " + err.Error()
}
