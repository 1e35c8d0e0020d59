package importer

import (
	"errors"
	"fmt"
	"strings"
)

// expand turns variations into items, one for each combination of values that they
// stand for. A variation that names all its values takes precedence over one that
// leaves a value open, wherever they are in the file.
func (j *job) expand(w *wooProduct, options []attribute, sold []variation, images *gallery) []item {
	owner := map[string]int{} // the index of the variation that has the combination
	for i, v := range sold {
		choices := v.choices(options)
		if key := strings.Join(firsts(choices), "\x00"); count(choices) == 1 {
			if _, taken := owner[key]; !taken {
				owner[key] = i
			}
		}
	}
	var items []item
	for i, v := range sold {
		own, err := v.items(options, owner, i)
		if err != nil {
			j.skip(v.row.line, w.variationName(v.row), "%v", err)
			continue
		}
		picture := j.variantImage(images, v.row, firstOf(splitAddresses(v.row.get("images"))), w.name)
		for k := range own {
			own[k].image = picture
		}
		items = append(items, own...)
	}
	return items
}

// items returns an item for each combination of variation i that no other variation
// has.
func (v variation) items(options []attribute, owner map[string]int, i int) ([]item, error) {
	choices := v.choices(options)
	if n := count(choices); n == 0 {
		return nil, errors.New("leaves open an attribute that has no values")
	} else if n > maxVariants {
		return nil, fmt.Errorf("stands for more than %d variants", maxVariants)
	}
	var items []item
	for _, values := range combinations(choices) {
		key := strings.Join(values, "\x00")
		if first, taken := owner[key]; taken && first != i {
			continue
		}
		owner[key] = i
		it := v.item
		it.values = values
		items = append(items, it)
	}
	if len(items) == 0 {
		return nil, errors.New("has only values that other variations have")
	}
	return items, nil
}

// choices returns the values that the variation may have for each option.
func (v variation) choices(options []attribute) [][]string {
	choices := make([][]string, len(options))
	for i, o := range options {
		choices[i] = o.values
		if own := find(v.attributes, o.name); own != nil && len(own.values) > 0 {
			choices[i] = []string{o.spelling(own.values[0])}
		}
	}
	return choices
}

// count returns the number of combinations of the choices. It stops counting above
// maxVariants, so that it cannot overflow.
func count(choices [][]string) int {
	n := 1
	for _, values := range choices {
		n = min(n, maxVariants+1) * len(values)
	}
	return n
}

// combinations returns every way to take one value of each choice. The last choice
// changes fastest.
func combinations(choices [][]string) [][]string {
	all := [][]string{{}}
	for _, values := range choices {
		var longer [][]string
		for _, head := range all {
			for _, value := range values {
				longer = append(longer, append(head[:len(head):len(head)], value))
			}
		}
		all = longer
	}
	return all
}

func firsts(choices [][]string) []string {
	var values []string
	for _, c := range choices {
		values = append(values, firstOf(c))
	}
	return values
}

func firstOf(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}
