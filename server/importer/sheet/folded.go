package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strings"
)

// folded is a table whose rows stand in their first cells, each as a line of CSV.
// A spreadsheet makes such files of an export with commas where it expects
// semicolons.
type folded struct {
	table
	comma rune
	width int // how many cells a row must have to be taken apart, or 0 for all rows with one cell
}

// mixed returns a table in which only some rows are folded.
func mixed(t table, width int) table {
	if text, ok := t.(csvTable); ok {
		return folded{t, text.comma, width}
	}
	return t
}

func (f folded) records(progress Progress) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for r, err := range f.table.records(progress) {
			if err == nil && f.only(r.Cells) {
				r, err = f.unfold(r)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// only reports whether a row has nothing but its first cell.
func (f folded) only(cells []string) bool {
	for i, cell := range cells {
		if empty := strings.TrimSpace(cell) == ""; empty == (i == 0) {
			return false
		}
	}
	return len(cells) > 0 && strings.ContainsRune(cells[0], f.comma)
}

func (f folded) unfold(r Record) (Record, error) {
	cells, ok := takeApart(r.Cells[0], f.comma)
	switch {
	case f.width > 0 && (!ok || len(cells) != f.width):
		return r, nil
	case !ok:
		return r, fmt.Errorf("line %d holds a whole row in one cell and cannot be taken apart: "+
			"a spreadsheet has damaged the export; export the products anew and import the file without opening it", r.Line)
	}
	return Record{r.Line, cells}, nil
}

// takeApart returns the cells of one line of CSV.
func takeApart(line string, comma rune) (cells []string, ok bool) {
	reader := csv.NewReader(strings.NewReader(line))
	reader.Comma = comma
	cells, err := reader.Read()
	if err != nil {
		return nil, false
	}
	_, err = reader.Read()
	return cells, err == io.EOF
}
