package importer

import "strings"

// columns returns the index of each column by its key. It assigns a key's own name
// first, then names that mean only one key, then names that may mean several; each time
// exact names come before loose ones. Of two columns with the same name, the first
// counts.
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

// header is the first row of an export, with the columns that were recognised in it.
type header struct {
	cells   []string
	columns map[string]int // the index of each column by its key
}

// name returns the name of a column in the export, or its key if the export lacks it.
func (h header) name(key string) string {
	if i, ok := h.columns[key]; ok {
		return oneLine(h.cells[i])
	}
	return key
}

// unused returns the names of the columns that the import does not read.
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
