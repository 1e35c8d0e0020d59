package strict

import (
	"cmp"
	"slices"
	"strings"
)

// Fault is one thing that is wrong in products.json.
type Fault struct {
	Product string // which product: `7 "polo-basico"`, or its place in the file; empty for the file itself
	Field   string // which field: "price", "variants[2].stock"; empty for the product as a whole
	Problem string // what is wrong with it, after the field's name
}

// Error says the fault in one line.
func (f Fault) Error() string {
	var b strings.Builder
	if f.Product != "" {
		b.WriteString("product " + f.Product + ": ")
	}
	if f.Field != "" {
		b.WriteString(f.Field + " ")
	}
	b.WriteString(f.Problem)
	return b.String()
}

// Faults is every fault of a catalogue, in the order of the file. It is the
// error [Products] returns for a file that could be read but not used.
type Faults []Fault

// Error says every fault, a line each.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// list collects faults while a catalogue is checked.
type list struct {
	faults Faults
	at     int   // place of the product at hand
	places []int // of each fault's product
}

// sort puts the faults in the order of the file.
func (l *list) sort() {
	type key struct {
		fault       Fault
		place, rank int
	}
	keys := make([]key, len(l.faults))
	for i, f := range l.faults {
		root, _, _ := strings.Cut(f.Field, ".")
		root, _, _ = strings.Cut(root, "[")
		keys[i] = key{f, l.places[i], fieldRank(root)}
	}
	slices.SortStableFunc(keys, func(a, b key) int {
		return cmp.Or(a.place-b.place, a.rank-b.rank)
	})
	for i, k := range keys {
		l.faults[i] = k.fault
	}
}

func (l *list) add(product, field, problem string) {
	l.places = append(l.places, l.at)
	l.faults = append(l.faults, Fault{product, field, problem})
}

// fields are those of a product, in the order in which their faults are told.
var fields = []string{"id", "slug", "name", "price", "compareAtPrice", "category", "description", "tags", "stock", "images", "options", "variants"}

// fieldRank is the place of a field among those of a product; what is none of
// them comes last.
func fieldRank(field string) int {
	if rank := slices.Index(fields, field); rank >= 0 {
		return rank
	}
	return len(fields)
}
