package strict

import (
	"cmp"
	"slices"
	"strings"
)

// Fault is a fault in products.json.
type Fault struct {
	Product string // the product, such as `7 "polo-basico"`, or its place in the file; empty for the whole file
	Field   string // the field, such as "price" or "variants[2].stock"; empty for the whole product
	Problem string // reads on from the field's name, such as "is missing"
}

// Error describes the fault in one line.
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

// Faults are all faults of a catalogue, in the order of the file. [Products] returns
// them as its error.
type Faults []Fault

// Error describes every fault, one a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// list collects faults while a catalogue is checked.
type list struct {
	faults  Faults
	at      int   // index of the current product
	indexes []int // index of the product of each fault
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
		keys[i] = key{f, l.indexes[i], fieldRank(root)}
	}
	slices.SortStableFunc(keys, func(a, b key) int {
		return cmp.Or(a.place-b.place, a.rank-b.rank)
	})
	for i, k := range keys {
		l.faults[i] = k.fault
	}
}

func (l *list) add(product, field, problem string) {
	l.indexes = append(l.indexes, l.at)
	l.faults = append(l.faults, Fault{product, field, problem})
}

// fields are the fields of a product, in the order in which their faults are reported.
var fields = []string{"id", "slug", "name", "price", "compareAtPrice", "category", "description", "tags", "stock", "condition", "hidden", "images", "options", "variants"}

// fieldRank returns the index of a field in fields. An unknown field comes last.
func fieldRank(field string) int {
	if rank := slices.Index(fields, field); rank >= 0 {
		return rank
	}
	return len(fields)
}
