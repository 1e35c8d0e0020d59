package importer

import (
	"slices"
	"strconv"
	"strings"

	"carrito/app/catalog"
)

// maxVariants is how many variants one variation may stand for. An attribute with more
// values is not meant as a choice.
const maxVariants = 1000

// attribute is an attribute of a product with all its values, or of a variation with
// its only value. A variation without a value stands for all values of the product.
type attribute struct {
	name   string
	values []string
}

// variation is a variation that can be sold. Its attributes are not yet matched with
// the options of the product.
type variation struct {
	row        row
	item       item
	attributes []attribute
}

func attributes(r row) []attribute {
	var found []attribute
	for n := 1; n <= len(r.columns); n++ {
		column := "attribute " + strconv.Itoa(n)
		name := wooText(r.get(column + " name"))
		if name != "" && find(found, name) == nil {
			found = append(found, attribute{name, wooList(r.get(column + " value(s)"))})
		}
	}
	return found
}

// find returns the attribute with that name, or nil. It ignores case, because a
// variation may write the name in other letters than its parent.
func find(in []attribute, name string) *attribute {
	for i := range in {
		if catalog.Fold(in[i].name) == catalog.Fold(name) {
			return &in[i]
		}
	}
	return nil
}

func namesAndValues(options []attribute) (names []string, values [][]string) {
	for _, o := range options {
		names = append(names, o.name)
		values = append(values, o.values)
	}
	return names, values
}

// wooVariants returns the options of a variable product and its items.
func (j *job) wooVariants(w *wooProduct, images *gallery) ([]attribute, []item) {
	var sold []variation
	for _, r := range w.variations {
		it, err := j.wooItem(r, w.variationName(r), w)
		if err != nil {
			j.skip(r.line, w.variationName(r), "%v", err)
			continue
		}
		v := variation{r, it, attributes(r)}
		// A variation has only one value, which may contain a comma.
		for i := range v.attributes {
			v.attributes[i].values = oneValue(v.attributes[i].values)
		}
		sold = append(sold, v)
	}
	options := usedAttributes(attributes(w.row), sold)
	return options, j.expand(w, options, sold, images)
}

func oneValue(values []string) []string {
	if len(values) < 2 {
		return values
	}
	return []string{strings.Join(values, ", ")}
}

func (w *wooProduct) variationName(r row) string {
	if name := wooText(r.get("name")); name != "" {
		return name
	}
	return w.name
}

// usedAttributes returns the attributes that variations use, with every value that a
// variation has. The parent's attributes come first, in its order.
func usedAttributes(parent []attribute, sold []variation) []attribute {
	all := parent
	used := map[string]bool{}
	for _, v := range sold {
		for _, a := range v.attributes {
			known := find(all, a.name)
			if known == nil {
				all = append(all, a)
			} else {
				known.include(a.values)
			}
			used[catalog.Fold(a.name)] = true
		}
	}
	var options []attribute
	for _, a := range all {
		if used[catalog.Fold(a.name)] {
			options = append(options, a)
		}
	}
	return options
}

func (a *attribute) include(values []string) {
	for _, value := range values {
		if a.spelling(value) == "" {
			a.values = append(a.values, value)
		}
	}
}

// spelling returns the value as the product writes it, or "" if the product lacks it.
func (a *attribute) spelling(value string) string {
	if slices.Contains(a.values, value) {
		return value
	}
	for _, own := range a.values {
		if strings.EqualFold(own, value) {
			return own
		}
	}
	return ""
}
