package check

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"carrito/app/catalog"
	"carrito/app/filter"
	"carrito/app/shop"
)

// optionHints returns hints about options and their values, as filters show them.
func optionHints(s *shop.Shop, c *catalog.Catalog) []string {
	names, values := optionNames(c)
	hints := sameFilter(names, values)
	hints = append(hints, unfiltered("all products", c.Products(), c)...)
	for _, category := range c.Categories() {
		hints = append(hints, unfiltered(category.Name, category.Products, c)...)
	}
	return append(hints, swatches(s, names, values)...)
}

// spellings are the ways in which something is written, in the order of the file.
type spellings []string

func (s *spellings) add(text string) {
	if !slices.Contains(*s, text) {
		*s = append(*s, text)
	}
}

// optionNames returns the spellings of each option by its key, and those of each of its
// values.
func optionNames(c *catalog.Catalog) (names map[string]*spellings, values map[string]map[string]*spellings) {
	names, values = map[string]*spellings{}, map[string]map[string]*spellings{}
	keys := map[string]string{}
	keyOf := func(text string) string {
		if _, ok := keys[text]; !ok {
			keys[text] = filter.Key(text)
		}
		return keys[text]
	}
	for _, p := range c.Products() {
		for _, o := range p.Options {
			key := keyOf(o.Name)
			if names[key] == nil {
				names[key], values[key] = &spellings{}, map[string]*spellings{}
			}
			names[key].add(o.Name)
			for _, v := range o.Values {
				at := values[key]
				if at[keyOf(v)] == nil {
					at[keyOf(v)] = &spellings{}
				}
				at[keyOf(v)].add(v)
			}
		}
	}
	return names, values
}

// sameFilter returns hints about options and values that filters take for one although
// products spell them in several ways, and about those without letters.
func sameFilter(names map[string]*spellings, values map[string]map[string]*spellings) []string {
	var filters, choices, blank []string
	for _, key := range slices.Sorted(maps.Keys(names)) {
		option := strconv.Quote((*names[key])[0])
		if key == "" {
			blank = append(blank, "an option named "+option)
			continue
		}
		if len(*names[key]) > 1 {
			filters = append(filters, "products.json: the options "+and(*names[key])+" are one filter")
		}
		for _, value := range slices.Sorted(maps.Keys(values[key])) {
			switch all := *values[key][value]; {
			case value == "":
				blank = append(blank, "the value "+strconv.Quote(all[0])+" of option "+option)
			case len(all) > 1:
				choices = append(choices, "products.json: of option "+option+", "+and(all)+" are one value in filters")
			}
		}
	}
	for i := range blank {
		blank[i] = "products.json: " + blank[i] + " is in no filter"
	}
	return slices.Concat(first(filters), first(choices), first(blank))
}

// unfiltered returns a hint if the products of a list have more options than can become
// filters.
func unfiltered(list string, products []*catalog.Product, c *catalog.Catalog) []string {
	options := map[string]string{}
	for _, p := range products {
		for _, o := range p.Options {
			if _, known := options[o.Name]; !known {
				options[o.Name] = filter.Key(o.Name)
			}
		}
	}
	left := map[string]string{}
	for name, key := range options {
		if first, known := left[key]; key != "" && (!known || name < first) {
			left[key] = name
		}
	}
	all := len(left)
	if all <= filter.MostOptions {
		return nil
	}
	for _, g := range filter.New(products, c).Groups() {
		if g.Name != "" {
			delete(left, filter.Key(g.Name))
		}
	}
	if len(left) == 0 { // a small shop has a filter of each option
		return nil
	}
	return []string{fmt.Sprintf("products.json: %s have %d options, and the %d that most products have are filters; not %s",
		list, all, filter.MostOptions, quoted(slices.Sorted(maps.Values(left))))}
}

// swatches returns a hint for each option some of whose values have a colour in shop.json
// and others do not.
func swatches(s *shop.Shop, names map[string]*spellings, values map[string]map[string]*spellings) []string {
	colored := map[string]bool{}
	for name := range s.Swatches {
		colored[filter.Key(name)] = true
	}
	var hints []string
	for _, key := range slices.Sorted(maps.Keys(values)) {
		var without []string
		for value, spelled := range values[key] {
			if !colored[value] {
				without = append(without, (*spelled)[0])
			}
		}
		if len(without) > 0 && len(without) < len(values[key]) {
			slices.Sort(without)
			hints = append(hints, fmt.Sprintf("shop.json: swatches has colours for values of option %q, but none for %s", (*names[key])[0], quoted(without)))
		}
	}
	return first(hints)
}

// first returns the first hints of one kind, and how many more there are.
func first(hints []string) []string {
	if more := len(hints) - maxNamed; more > 0 {
		return append(slices.Clone(hints[:maxNamed]), fmt.Sprintf("and %d more like this", more))
	}
	return hints
}

// quoted returns the first of some names, each in quotes, and how many more there are.
func quoted(names []string) string {
	var quotes []string
	for _, name := range names[:min(len(names), maxNamed)] {
		quotes = append(quotes, strconv.Quote(name))
	}
	line := strings.Join(quotes, ", ")
	if more := len(names) - len(quotes); more > 0 {
		line += fmt.Sprintf(" and %d more", more)
	}
	return line
}

// and joins quoted names by "and".
func and(names []string) string {
	quotes := make([]string, len(names))
	for i, name := range names {
		quotes[i] = strconv.Quote(name)
	}
	return strings.Join(quotes, " and ")
}
