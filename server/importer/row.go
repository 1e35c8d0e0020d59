package importer

import "strings"

// row is one record of the export. It holds its cells in one text, since a large
// export has millions of cells and most of them are empty.
type row struct {
	line    int            // where it begins, counted from 1
	text    string         // the cells, one after another
	ends    []uint32       // where each cell ends in text; empty cells at the end are left out
	columns map[string]int // by canonical name, shared by all rows
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

// get returns the cell of a column, trimmed. It is empty where the export lacks
// the column or the row ends before it.
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

// empty takes the text out of the cell of a column.
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
