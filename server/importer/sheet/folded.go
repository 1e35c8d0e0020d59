package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strings"
)

// folded is a table in which the first cell of a row holds the whole row as a line of
// CSV. A spreadsheet that expects semicolons makes such files of an export with commas.
type folded struct {
	table
	comma rune
	width int // the number of cells in a folded row, or 0 if every row with one cell is folded
}

// mixed returns a table in which some rows may be folded.
func mixed(t table, width int) table {
	if text, ok := t.(csvTable); ok {
		return folded{t, text.comma, width}
	}
	return t
}

func (f folded) records(progress Progress) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for r, err := range f.table.records(progress) {
			if err == nil && f.single(r.Cells) {
				r, err = f.unfold(r)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// single reports whether the first cell of a row is its only one, and contains a comma.
func (f folded) single(cells []string) bool {
	for i, cell := range cells {
		if empty := strings.TrimSpace(cell) == ""; empty == (i == 0) {
			return false
		}
	}
	return len(cells) > 0 && strings.ContainsRune(cells[0], f.comma)
}

// unfold splits the first cell of r into the cells of the row.
func (f folded) unfold(r Record) (Record, error) {
	cells, ok := splitLine(r.Cells[0], f.comma)
	switch {
	case f.width > 0 && (!ok || len(cells) != f.width):
		return r, nil
	case !ok:
		return r, fmt.Errorf("line %d holds a whole row in one cell and cannot be split: "+
			"a spreadsheet has damaged the export; export the products again and import the file without opening it", r.Line)
	}
	return Record{Line: r.Line, Cells: cells}, nil
}

// splitLine returns the cells of one line of CSV.
func splitLine(line string, comma rune) (cells []string, ok bool) {
	reader := csv.NewReader(strings.NewReader(line))
	reader.Comma = comma
	cells, err := reader.Read()
	if err != nil {
		return nil, false
	}
	_, err = reader.Read()
	return cells, err == io.EOF
}
