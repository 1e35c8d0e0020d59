// Package sheet reads the rows of a shop owner's file. The file may be a CSV file in
// any common encoding and with any common separator, compressed or not, or an Excel
// workbook.
//
// Use [Read] with a function that recognises a header. Read determines the kind of file
// by its content, never by its name. If it cannot read a file with certainty, it
// returns an error that tells the owner what to do next. It reads files as streams, so
// its use of memory does not grow with the file.
package sheet

import (
	"io"
	"iter"
	"slices"
	"strings"
)

// Record is one row of cells.
type Record struct {
	Line  int      // its first line in the file, from 1; in a workbook, the number of the row
	Cells []string // not trimmed; valid until the next record
}

// blank reports whether all cells are empty.
func (r Record) blank() bool {
	return !slices.ContainsFunc(r.Cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

// Sheet is a table of cells with a known header.
type Sheet struct {
	Header []string
	Notes  []string // for the owner: what was guessed, repaired or not read

	table table
	top   int // the line of the header
	close func() error
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

// Records returns the rows below the header that are not blank.
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

// Close removes temporary files.
func (s *Sheet) Close() error { return s.close() }
