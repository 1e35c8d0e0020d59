// Package sheet reads the rows of cells in a shop owner's file, whatever it is:
// a CSV file in any common encoding and with any common separator, packed or not,
// or an Excel workbook.
//
// Use [Read] with a function that knows a header when it sees one. Read tells the
// kind of file by its content and never by its name. A file that it cannot read
// for certain is refused in words for the owner, with what to do next. Files are
// read as a stream: the memory that Read takes does not grow with the file.
package sheet

import (
	"io"
	"iter"
	"slices"
	"strings"
)

// Record is one row of cells.
type Record struct {
	Line  int      // where it begins in the file, counted from 1; in a workbook the number of the row
	Cells []string // the cells as they stand; valid until the next record
}

// blank reports whether no cell has anything in it.
func (r Record) blank() bool {
	return !slices.ContainsFunc(r.Cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

// Sheet is a table of cells with a known header.
type Sheet struct {
	Header []string
	Notes  []string // what was guessed, mended or passed over, for the owner

	table table
	top   int // the line of the header
	close func() error
}

// A table is rows of cells that can be read from the first any number of times.
// After an error there are no more rows.
type table interface {
	records(progress Progress) iter.Seq2[Record, error]
}

// Progress is told how much of a file has been read. It may be nil.
type Progress func(done, total int64)

// Read finds the rows of a file. The header is the first row for which known
// reports true; rows above it are passed over and noted. If there is no such row,
// the error is a [HeaderError].
//
// A file that can be read at any place is not held in memory. The sheet must be
// closed.
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

// Records returns the rows below the header that have anything in them.
func (s *Sheet) Records(progress Progress) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for r, err := range s.table.records(progress) {
			if err == nil && (r.Line <= s.top || r.blank()) {
				continue
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// Close removes what reading has left on disk.
func (s *Sheet) Close() error { return s.close() }
