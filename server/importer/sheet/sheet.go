// Package sheet reads the rows of a shop owner's file. The file may be a CSV file in
// any common encoding and with any common separator, compressed or not, an Excel
// workbook or an OpenDocument spreadsheet.
//
// Use [Read] with a function that recognises a header. Read determines the kind of file
// by its content, never by its name. If it cannot read a file with certainty, it
// returns an error that tells the owner what to do next. It reads files as streams, so
// its use of memory does not grow with the file.
package sheet

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// Record is one row of cells.
type Record struct {
	Line  int      // its first line in the file, from 1; in a workbook, the number of the row
	Cells []string // not trimmed; valid until the next record

	hidden bool // whether a spreadsheet does not show the row
}

// blank reports whether all cells are empty.
func (r Record) blank() bool {
	return !slices.ContainsFunc(r.Cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

// Sheet is a table of cells with a known header.
type Sheet struct {
	Header []string
	Notes  []string // for the owner: what was guessed, repaired or not read

	table  table
	top    int // the line of the header
	hidden hiddenRows
	close  func() error
}

// A table is a sequence of rows that can be read any number of times. An error ends the
// sequence.
type table interface {
	records(progress Progress) iter.Seq2[Record, error]
}

// Progress is called with how much of a file has been read. It may be nil.
type Progress func(done, total int64)

// Read finds the header of a file, which is the first row for which known reports true.
// Rows above it are not read, but noted. If there is no such row, the error is a
// [HeaderError].
//
// If r is an io.ReaderAt and an io.Seeker, the file is not held in memory. The caller
// must close the sheet.
func Read(r io.Reader, known func(header []string) bool) (*Sheet, error) {
	file, err := openFile(r)
	if err != nil {
		return nil, err
	}
	opened, err := open(file)
	if err != nil {
		return nil, err
	}
	sheet, err := opened.find(known)
	if err != nil {
		opened.close()
		return nil, err
	}
	return sheet, nil
}

// The maximum size of a sheet. Spreadsheets have no more columns, and a catalogue of
// the largest size has fewer rows.
const (
	maxColumns = 16_384
	maxRows    = 2_000_000
)

var (
	errTooManyRows    = fmt.Errorf("the sheet has more than %d rows: import the products in parts", maxRows)
	errTooManyColumns = fmt.Errorf("a row has more than %d cells", maxColumns)
)

// Records returns the rows below the header that are not blank. Rows that a spreadsheet
// hides are among them.
func (s *Sheet) Records(progress Progress) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		rows := 0
		for r, err := range s.table.records(progress) {
			if err == nil && (r.Line <= s.top || r.blank()) {
				continue
			}
			if rows++; err == nil && rows > maxRows {
				err = errTooManyRows
			}
			if err == nil && r.size() > maxRecord {
				err = fmt.Errorf("row %d %w", r.Line, errLongRecord)
			}
			if r.hidden {
				s.hidden.add(r.Line)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// size returns the number of bytes in all cells.
func (r Record) size() int {
	size := 0
	for _, cell := range r.Cells {
		size += len(cell)
	}
	return size
}

// hiddenRows counts rows that a spreadsheet does not show.
type hiddenRows struct{ count, first int }

func (h *hiddenRows) add(line int) {
	if h.count++; h.count == 1 {
		h.first = line
	}
}

// HiddenNote returns a note on the hidden rows among the records that were read, or "".
func (s *Sheet) HiddenNote() string {
	if s.hidden.count == 0 {
		return ""
	}
	return fmt.Sprintf("%d rows are hidden in the spreadsheet, the first is row %d; they were read like all others", s.hidden.count, s.hidden.first)
}

// Close removes temporary files.
func (s *Sheet) Close() error { return s.close() }
