package importer

import "strings"

// columns returns the places of the columns by their keys. Names that mean one
// key are placed before names that may mean several, exact ones before loose
// ones, and a key's own name before all others. The first of two columns with
// one name counts.
func (n names) columns(header []string) map[string]int {
	columns := map[string]int{}
	placed := map[int]bool{}
	place := func(i int, key string) {
		if _, taken := columns[key]; !taken && !placed[i] {
			columns[key], placed[i] = i, true
		}
	}
	for i, name := range header {
		for _, key := range n.keysOf(name, false) {
			if foldName(name) == foldName(key) {
				place(i, key)
			}
		}
	}
	for _, pass := range []struct{ loose, several bool }{{false, false}, {true, false}, {false, true}, {true, true}} {
		for i, name := range header {
			keys := n.keysOf(name, pass.loose)
			if len(keys) > 1 && !pass.several {
				continue
			}
			for _, key := range keys {
				place(i, key)
			}
		}
	}
	return columns
}

// header is the first row of an export and what became of it.
type header struct {
	cells   []string
	columns map[string]int
}

// name returns what the export calls a column.
func (h header) name(key string) string {
	if i, ok := h.columns[key]; ok {
		return oneLine(h.cells[i])
	}
	return key
}

// unused returns the names of the columns that nothing is read from.
func (h header) unused() []string {
	used := map[int]bool{}
	for _, i := range h.columns {
		used[i] = true
	}
	var unused []string
	for i, cell := range h.cells {
		if name := oneLine(strings.TrimPrefix(cell, bom)); name != "" && !used[i] {
			unused = append(unused, name)
		}
	}
	return unused
}
