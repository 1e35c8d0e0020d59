// Package queries has 200 searches in Spanish and what their first results must
// be, to compare rankings: of our own and of other search engines.
//
// 120 are for the 10,000 products of package shoptest/large, 80 for the demo shop.
// [Tuning] returns two thirds of them. [Aside] returns a third, which is set aside:
// whoever tunes a ranking never reads aside.txt, only the share that is found.
//
// A line of the files has what the shopper types, its kind and terms. A product
// fits if all terms hold. A term is a field and words, of which one must be in the
// field, without accents:
//
//	name:      words of the name
//	option:    words of the option values
//	category:  the category's slug
//	sku:       beginning of the product's code
//	any:       words of name, category, tags, option values or description
//	id:        ids of products
//
// So no expectation depends on how an engine ranks products that are equally good.
package queries

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"carrito/app/catalog"
)

// First is how many results count.
const First = 5

// Query is a search and what it must find.
type Query struct {
	Text string // as the shopper types it
	Kind string // such as typo or plural
	want []term
}

// term is one condition.
type term struct {
	field string
	words []string
}

//go:embed tuning.txt
var tuning string

//go:embed aside.txt
var aside string

// The shops that queries are for.
const (
	Large = "large" // 10,000 products of package large
	Demo  = "demo"  // the demo shop
)

// Tuning returns the queries for a shop that a ranking may be tuned with.
func Tuning(shop string) []Query { return parse(tuning, shop) }

// Aside returns the queries for a shop that are set aside.
func Aside(shop string) []Query { return parse(aside, shop) }

// parse returns the queries of a file for a shop. It panics on a faulty line.
func parse(file, shop string) []Query {
	var all []Query
	section := ""
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if name, ok := strings.CutPrefix(line, "= "); ok {
			section = name
			continue
		}
		parts := strings.Split(line, " | ")
		if len(parts) != 3 {
			panic(fmt.Sprintf("%q: want a search, its kind and terms", line))
		}
		q := Query{Text: parts[0], Kind: parts[1]}
		for field := range strings.FieldsSeq(parts[2]) {
			name, words, ok := strings.Cut(field, ":")
			if !ok {
				panic(fmt.Sprintf("%q: %q is no term", line, field))
			}
			q.want = append(q.want, term{name, strings.Split(words, ",")})
		}
		if section == shop {
			all = append(all, q)
		}
	}
	return all
}

// Judge knows which products of a shop fit a query.
type Judge struct{ products []fields }

// fields are the words of a product, by the field of a term.
type fields struct {
	id    int
	words map[string][]string
}

// NewJudge returns a judge for the products of a shop.
func NewJudge(products []*catalog.Product) *Judge {
	j := &Judge{}
	for _, p := range products {
		var values []string
		for _, o := range p.Options {
			values = append(values, words(strings.Join(o.Values, " "))...)
		}
		name := words(p.Name)
		everything := slices.Concat(name, values, words(p.Category), words(strings.Join(p.Tags, " ")), words(p.Description))
		j.products = append(j.products, fields{p.ID, map[string][]string{
			"name": name, "option": values, "any": everything,
			"category": {catalog.Slug(p.Category)}, "sku": {catalog.Fold(p.SKU)}, "id": {strconv.Itoa(p.ID)},
		}})
	}
	return j
}

// words returns the words of a text in lower case and without accents.
func words(text string) []string {
	return strings.FieldsFunc(catalog.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Fitting returns the ids of all products that fit a query.
func (j *Judge) Fitting(q Query) []int {
	var ids []int
	for _, p := range j.products {
		if p.fits(q) {
			ids = append(ids, p.id)
		}
	}
	return ids
}

func (f fields) fits(q Query) bool {
	for _, term := range q.want {
		if !slices.ContainsFunc(f.words[term.field], func(word string) bool { return slices.Contains(term.words, word) }) {
			return false
		}
	}
	return true
}

// Share returns how much of what queries must find is found, from 0 to 1: for each
// query, how many of the first five results fit, of five or of all that fit if they
// are fewer; the mean of these. search returns the ids of the results, best first.
func (j *Judge) Share(all []Query, search func(text string) []int) float64 {
	sum := 0.0
	for _, q := range all {
		sum += j.found(q, search(q.Text))
	}
	return sum / float64(len(all))
}

// found returns how much of what one query must find is among its results.
func (j *Judge) found(q Query, results []int) float64 {
	fitting := j.Fitting(q)
	hits := 0
	for i, id := range results[:min(First, len(results))] {
		if slices.Contains(fitting, id) && !slices.Contains(results[:i], id) {
			hits++
		}
	}
	return float64(hits) / float64(min(First, max(1, len(fitting))))
}
