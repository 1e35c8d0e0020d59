// Package plaincsv writes tables for spreadsheets. No cell of them is a formula.
package plaincsv

import (
	"encoding/csv"
	"io"
)

// Writer writes a table as CSV (RFC 4180).
type Writer struct{ to *csv.Writer }

// NewWriter returns a writer. The table begins with a byte order mark, without which
// Excel does not recognize UTF-8.
func NewWriter(to io.Writer) (*Writer, error) {
	if _, err := io.WriteString(to, "\ufeff"); err != nil {
		return nil, err
	}
	w := csv.NewWriter(to)
	w.UseCRLF = true
	return &Writer{w}, nil
}

// Write writes a row. It does not change cells.
func (w *Writer) Write(cells []string) error {
	safe := make([]string, len(cells))
	for i, cell := range cells {
		safe[i] = defuse(cell)
	}
	return w.to.Write(safe)
}

// Flush writes what is buffered, and returns the error of any earlier write.
func (w *Writer) Flush() error {
	w.to.Flush()
	return w.to.Error()
}
