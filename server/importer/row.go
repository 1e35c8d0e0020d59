package importer

import "strings"

// row is one record of the export. It holds its cells in one string, because a large
// export has millions of cells and most of them are empty.
type row struct {
	line    int            // its first line, from 1
	text    string         // the cells, joined
	ends    []uint32       // the end of each cell in text; trailing empty cells are left out
	columns map[string]int // index of each column by its key, shared by all rows
}

// newRow returns a row with a copy of the cells.
func newRow(line int, cells []string, columns map[string]int) row {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	ends, end := make([]uint32, len(cells)), 0
	for i, cell := range cells {
		end += len(cell)
		ends[i] = uint32(end)
	}
	return row{line, strings.Join(cells, ""), ends, columns}
}

// get returns the cell of a column, trimmed. It returns "" if the export lacks the
// column or the row is too short.
func (r row) get(column string) string {
	i, ok := r.columns[column]
	if !ok || i >= len(r.ends) {
		return ""
	}
	return strings.TrimSpace(r.text[r.begin(i):r.ends[i]])
}

// begin returns where cell i begins in text.
func (r row) begin(i int) uint32 {
	if i == 0 {
		return 0
	}
	return r.ends[i-1]
}

// empty clears the cell of a column.
func (r *row) empty(column string) {
	i, ok := r.columns[column]
	if !ok || i >= len(r.ends) {
		return
	}
	begin, end := r.begin(i), r.ends[i]
	r.text = r.text[:begin] + r.text[end:]
	for k := i; k < len(r.ends); k++ {
		r.ends[k] -= end - begin
	}
}
