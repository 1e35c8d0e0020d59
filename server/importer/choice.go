package importer

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"carrito/app/catalog"
)

// choiceColumns are the columns of a plain table that are product options by their
// names.
var choiceColumns = []string{"size", "color", "model", "flavour"}

// internalNames are the names of columns that are for the owner, never for shoppers.
var internalNames = loadNames("internal.txt")

// The rules for a column whose name says nothing: it is an option of products if it has
// few and short values, and if products differ in them.
const (
	maxChoices      = 30  // different values
	maxChoiceLength = 40  // letters of a value
	maxOffered      = 400 // columns that are looked at
)

// choiceKey returns the key of a column without a known name.
func choiceKey(index int) string { return "choice " + strconv.Itoa(index) }

// addChoices adds the columns without a known name, which may be options of products.
// Of two columns with the same name, the first counts.
func (h header) addChoices() {
	used := map[int]bool{}
	for _, i := range h.columns {
		used[i] = true
	}
	seen := map[string]bool{}
	for i, cell := range h.cells {
		name := foldName(cell)
		if name != "" && !used[i] && !seen[name] && len(tableNames.keysOf(cell, true)) == 0 && len(seen) < maxOffered {
			h.columns[choiceKey(i)] = i
		}
		seen[name] = true
	}
}

// choose decides which columns are options of products, and notes why. It forgets the
// other columns without a known name. If wanted is not nil, it names the options. The
// columns named by keep are options whatever their cells are.
func (j *job) choose(rows []row, wanted, keep []string) error {
	folded, kept := foldedNames(wanted), foldedNames(keep)
	products := productsOf(rows)
	for _, key := range j.header.ordered() {
		known := slices.Contains(choiceColumns, key)
		if !known && !strings.HasPrefix(key, "choice ") {
			continue
		}
		name := j.header.name(key)
		why := ""
		switch {
		case wanted == nil && kept[foldName(name)]:
		case wanted == nil && !known && len(internalNames.keysOf(name, true)) > 0:
			delete(j.header.columns, key)
			continue
		case wanted != nil && !folded[foldName(name)]:
			why = "-options does not name it"
		case wanted == nil && !known:
			why = j.judge(key, rows, products)
		}
		delete(folded, foldName(name))
		if why != "" {
			j.note(0, "", "the column %q is not an option of products: %s", name, why)
			delete(j.header.columns, key)
			continue
		}
		j.choices = append(j.choices, key)
	}
	if len(folded) > 0 {
		return fmt.Errorf("there is no column %q that could be an option of products", slices.Sorted(maps.Keys(folded))[0])
	}
	return nil
}

func foldedNames(list []string) map[string]bool {
	folded := map[string]bool{}
	for _, name := range list {
		folded[foldName(name)] = true
	}
	return folded
}

// choiceNames returns the names of the columns that are options of products.
func (j *job) choiceNames() []string {
	var names []string
	for _, key := range j.choices {
		names = append(names, j.header.name(key))
	}
	return names
}

// meanings returns the names of the columns by what they mean. A column without a known
// name means itself.
func (h header) meanings() map[string]string {
	meanings := map[string]string{}
	for key := range h.columns {
		name := h.name(key)
		if strings.HasPrefix(key, "choice ") {
			key = "option " + foldName(name)
		}
		meanings[key] = name
	}
	return meanings
}

// ordered returns the keys of the columns in the order of the file.
func (h header) ordered() []string {
	keys := make([]string, 0, len(h.columns))
	for key := range h.columns {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int { return h.columns[a] - h.columns[b] })
	return keys
}

// productsOf returns a text for each row that is the same for rows that may belong to
// one product, or "".
func productsOf(rows []row) []string {
	products := make([]string, len(rows))
	last := ""
	for i, r := range rows {
		for _, column := range []string{"handle", "code", "title"} {
			if text := r.get(column); text != "" {
				last = column + catalog.Fold(text)
				break
			}
		}
		products[i] = last
	}
	return products
}

var notChoice = regexp.MustCompile(`^(\d+[.,]\d{2,}|\d{4}-\d{2}-\d{2}.*|\d{1,2}/\d{1,2}/\d{2,4}.*|\d{6,}|[a-z]+://.*|www\..*|.*@.*\..*)$`)

// judge returns why a column is not an option of products, or "". It notes an option
// with its values.
func (j *job) judge(key string, rows []row, products []string) string {
	name := j.header.name(key)
	var values []string
	known, first := map[string]bool{}, map[string]string{}
	filled, several, differ, words, amounts := 0, false, false, 0, 0
	for i, r := range rows {
		cell := r.get(key)
		if cell == "" || errorValue.MatchString(cell) {
			continue
		}
		filled++
		list := splitChoices(cell)
		several = several || len(list) > 1
		if before, ok := first[products[i]]; ok && products[i] != "" && before != cell {
			differ = true
		} else if !ok {
			first[products[i]] = cell
		}
		for _, value := range list {
			if len([]rune(value)) > maxChoiceLength {
				return fmt.Sprintf("it has values of more than %d letters", maxChoiceLength)
			}
			if known[value] {
				continue
			}
			known[value] = true
			if values = append(values, value); len(values) > maxChoices {
				return fmt.Sprintf("it has more than %d different values", maxChoices)
			}
			if isYesOrNo(value) {
				words++
			}
			if notChoice.MatchString(strings.ToLower(value)) {
				amounts++
			}
		}
	}
	switch {
	case filled == 0:
		return "it has no values"
	case words == len(values):
		return "it says only yes or no"
	case 2*amounts > len(values):
		return "it has amounts, dates or addresses"
	case !differ && !several && filled < 2*len(values):
		return "its values do not repeat, and no product has several"
	}
	j.note(0, "", "the column %q is an option of products; its values: %s", name, sample{len(values), values[:min(5, len(values))]})
	return ""
}

func isYesOrNo(text string) bool {
	_, err := strconv.Atoi(text)
	return err != nil && (words.has(text, "yes") || words.has(text, "no"))
}

var halfSize = regexp.MustCompile(`(^|[^\d])(\d{2}),5($|[^\d])`)

// splitChoices splits a cell such as "S, M | L" into values. The comma in the size 38,5
// is part of a number.
func splitChoices(cell string) []string {
	cell = halfSize.ReplaceAllString(cell, `$1$2\,5$3`)
	return splitList(strings.ReplaceAll(cell, "|", ","))
}
