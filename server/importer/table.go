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
	if e.rows, e.skipped, err = readRows(s, columns, e.format.clean, progress); err != nil {
		return nil, err
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
	for record, err := range s.Records(progress) {
		if err != nil {
			return nil, nil, err
		}
		if width := len(s.Header); overflows(record.Cells, width) {
			skipped = append(skipped, Skipped{record.Line, oneLine(record.Cells[0]), fmt.Sprintf(
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
		rows = append(rows, newRow(record.Line, record.Cells, columns))
	}
	return rows, skipped, nil
}

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
	return fmt.Errorf("line %d is not the header of an export of %s; it begins %q",
		unknown.Line, strings.Join(expected, " or "), strings.Join(header, ", "))
}
