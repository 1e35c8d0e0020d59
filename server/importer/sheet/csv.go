package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
)

// maxRecord is the maximum length of a row, in bytes. An unclosed quotation mark makes
// the rest of the file one row.
const maxRecord = 16 << 20

var errLongRecord = errors.New("is longer than any product")

// csvTable is a text whose cells are separated by one character.
type csvTable struct {
	text
	comma rune
}

func (t csvTable) records(progress Progress) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		source, err := t.reader(progress)
		if err != nil {
			yield(Record{}, err)
			return
		}
		defer source.Close()
		metered := &meter{Reader: source, limit: maxRecord}
		r := csv.NewReader(metered)
		r.Comma, r.FieldsPerRecord, r.ReuseRecord = t.comma, -1, true
		for {
			cells, err := r.Read()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Record{}, t.fault(err, metered.quotes%2 == 1))
				return
			}
			metered.limit = r.InputOffset() + maxRecord
			line, _ := r.FieldPos(0)
			if !yield(Record{Line: t.line + line, Cells: cells}, nil) {
				return
			}
		}
	}
}

// meter counts the bytes and quotation marks that it reads, and returns an error beyond
// its limit.
type meter struct {
	io.Reader
	read, limit int64
	quotes      int
}

func (m *meter) Read(p []byte) (int, error) {
	if m.read > m.limit {
		return 0, errLongRecord
	}
	n, err := m.Reader.Read(p)
	m.read += int64(n)
	for _, b := range p[:n] {
		if b == '"' {
			m.quotes++
		}
	}
	return n, err
}

// fault explains an error of encoding/csv to the owner. odd reports whether the number
// of quotation marks read is odd.
func (t csvTable) fault(err error, odd bool) error {
	var parse *csv.ParseError
	if errors.Is(err, errLongRecord) {
		return fmt.Errorf("a row of the export %w: is there a quotation mark that is not closed? Export the products again", err)
	}
	if !errors.As(err, &parse) {
		return err
	}
	begin, line := t.line+parse.StartLine, t.line+parse.Line
	found := t.around(parse.Line, parse.Column)
	switch {
	case errors.Is(err, csv.ErrQuote) && found.atEnd && odd:
		return fmt.Errorf("the export is cut off inside the quoted text that begins in line %d: download or export it again", begin)
	case found.backslash:
		return fmt.Errorf(`the export is not valid CSV: line %d, column %d has \" in a quoted cell, at %s; `+
			`CSV writes a quotation mark in a cell twice: replace every \" with "" and import again`, line, found.column, found.excerpt)
	case errors.Is(err, csv.ErrBareQuote):
		return fmt.Errorf(`the export is not valid CSV: line %d, column %d has a quotation mark in a cell that does not begin with one, at %s; `+
			`put the whole cell in quotation marks and write the one in it twice ("Pantalla de 7"" táctil"), and import again`, line, found.column, found.excerpt)
	case errors.Is(err, csv.ErrQuote):
		return fmt.Errorf(`the export is not valid CSV: line %d, column %d has a quotation mark inside the quoted cell that begins in line %d, at %s; `+
			`write it twice ("Pantalla de 7"" táctil"), and import again`, line, found.column, begin, found.excerpt)
	}
	return fmt.Errorf("the export is not valid CSV: line %d: %w", line, parse.Err)
}
