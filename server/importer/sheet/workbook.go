package sheet

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/xuri/excelize/v2"
)

// inMemoryPart is the size, in bytes, above which a part of a workbook is unpacked to a
// temporary file.
const inMemoryPart = 4 << 20

// openWorkbook opens an Excel workbook (.xlsx).
func openWorkbook(f file, r *zip.Reader) (*opened, error) {
	contents, err := readContents(r)
	if err != nil {
		return nil, damaged(err)
	}
	whole := io.Reader(io.NewSectionReader(f, 0, f.size))
	if contents.missing {
		if whole, err = contents.complete(r); err != nil {
			return nil, damaged(err)
		}
	}
	book, err := excelize.OpenReader(whole, excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: inMemoryPart})
	if err != nil {
		return nil, damaged(err)
	}
	o := &opened{close: book.Close}
	if err := plainFormats(book); err != nil {
		o.close()
		return nil, damaged(err)
	}
	for _, s := range contents.sorted() {
		last, err := s.lastRow()
		if err != nil {
			o.close()
			return nil, damaged(err)
		}
		o.tables = append(o.tables, []candidate{{workbookTable{book, s.name, last}, s.name}})
	}
	return o, nil
}

// damaged explains an error in a workbook to the owner.
func damaged(err error) error {
	if strings.Contains(err.Error(), "unzip size exceeds") {
		return errTooLarge
	}
	return fmt.Errorf("the workbook is damaged: open it in a spreadsheet and save it again as .xlsx (%w)", err)
}

// workbookTable is one sheet of a workbook.
type workbookTable struct {
	book *excelize.File
	name string
	last int // the number of its last row
}

var errStops = errors.New("its sheet stops before its last row")

func (t workbookTable) records(progress Progress) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		rows, err := t.book.Rows(t.name)
		if err != nil {
			yield(Record{}, damaged(err))
			return
		}
		defer rows.Close()
		line := 0
		for rows.Next() {
			line++
			hidden := rows.GetRowOpts().Hidden
			cells, err := rows.Columns()
			if err != nil {
				yield(Record{}, damaged(fmt.Errorf("row %d: %w", line, err)))
				return
			}
			if progress != nil {
				progress(int64(line), int64(t.last))
			}
			if !yield(Record{line, cells, hidden}, nil) {
				return
			}
		}
		// Excelize stops at faulty XML without an error.
		if err := rows.Error(); err != nil {
			yield(Record{}, damaged(err))
		} else if line < t.last {
			yield(Record{}, damaged(fmt.Errorf("row %d: %w", line, errStops)))
		}
	}
}
