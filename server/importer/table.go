package importer

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"carrito/server/importer/sheet"
)

const bom = "\ufeff"

// export holds the rows of an export, with what was skipped and noted while reading
// them.
type export struct {
	format  format
	rows    []row
	skipped []Skipped
	notes   []string
}

// readExport reads the whole export and recognises its format.
func readExport(r io.Reader, progress sheet.Progress) (*export, error) {
	s, err := sheet.Read(r, func(header []string) bool {
		_, _, ok := detect(header)
		return ok
	})
	var unknown *sheet.HeaderError
	if errors.As(err, &unknown) {
		return nil, unknownHeader(unknown)
	}
	if err != nil {
		return nil, err
	}
	defer s.Close()
	e := &export{notes: s.Notes}
	var columns map[string]int
	e.format, columns, _ = detect(s.Header)
	if e.format.name == "Table" {
		e.format.header.addChoices()
	}
	if e.format.header.isOwn() {
		e.format.clean = restore
	}
	if e.rows, e.skipped, err = readRows(s, columns, e.format.clean, progress); err != nil {
		return nil, err
	}
	if note := s.HiddenNote(); note != "" {
		e.notes = append(e.notes, note)
	}
	if len(e.rows)+len(e.skipped) == 0 {
		return nil, errors.New("the export has a header but no products")
	}
	return e, nil
}

// readRows reads all rows below the header. It drops the cells of unused columns and
// passes the others through clean, which may be nil. It skips a record with more cells
// than the header: the record has a stray separator, so its cells are in the wrong
// columns.
func readRows(s *sheet.Sheet, columns map[string]int, clean func([]string), progress sheet.Progress) (rows []row, skipped []Skipped, err error) {
	used := map[int]bool{}
	for _, i := range columns {
		used[i] = true
	}
	bytes, cells := 0, 0
	for record, err := range s.Records(progress) {
		if err != nil {
			return nil, nil, err
		}
		if width := len(s.Header); overflows(record.Cells, width) {
			skipped = append(skipped, Skipped{Line: record.Line, Name: oneLine(record.Cells[0]), Reason: fmt.Sprintf(
				"has more cells than the header (%d, not %d): is there a comma or semicolon in a cell that is not in quotation marks?", len(record.Cells), width)})
			continue
		}
		for i := range record.Cells {
			if !used[i] {
				record.Cells[i] = ""
			}
		}
		if clean != nil {
			clean(record.Cells)
		}
		r := newRow(record.Line, record.Cells, columns)
		if bytes, cells = bytes+len(r.text), cells+len(r.ends); bytes > maxBytes || cells > maxCells {
			return nil, nil, errTooMuch
		}
		rows = append(rows, r)
	}
	return rows, skipped, nil
}

// The maximum size of all rows together. A small spreadsheet can repeat a cell millions
// of times.
const (
	maxBytes = 1 << 29
	maxCells = 100_000_000
)

var errTooMuch = fmt.Errorf("the rows have more than %d MB or %d million cells: import the products in parts", maxBytes>>20, maxCells/1_000_000)

// overflows reports whether any cell beyond width is not empty.
func overflows(cells []string, width int) bool {
	return len(cells) > width && strings.TrimSpace(strings.Join(cells[width:], "")) != ""
}

func unknownHeader(unknown *sheet.HeaderError) error {
	header := unknown.Begins
	if len(header) > 5 {
		header = header[:5]
	}
	var expected []string
	for _, f := range formats {
		expected = append(expected, fmt.Sprintf("%s (columns %s)", f.name, strings.Join(f.required, ", ")))
	}
	return &headerError{unknown, fmt.Sprintf("line %d is not the header of an export of %s; it begins %q",
		unknown.Line, strings.Join(expected, " or "), strings.Join(header, ", "))}
}

// headerError explains a [sheet.HeaderError].
type headerError struct {
	cause *sheet.HeaderError
	text  string
}

func (e *headerError) Error() string { return e.text }
func (e *headerError) Unwrap() error { return e.cause }
