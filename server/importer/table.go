package importer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

const bom = "\ufeff"

// readExport reads the whole export and tells which format it has.
func readExport(r io.Reader) (format, []row, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return format{}, nil, err
	}
	data = bytes.TrimPrefix(data, []byte(bom))
	if len(bytes.TrimSpace(data)) == 0 {
		return format{}, nil, errors.New("the export is empty")
	}
	if !utf8.Valid(data) {
		return format{}, nil, fmt.Errorf("line %d is not UTF-8 text: save the export as UTF-8", invalidLine(data))
	}
	// A spreadsheet set to Spanish saves semicolons where the shop wrote commas.
	for _, comma := range []rune{',', ';', '\t'} {
		header, err := newReader(data, comma).Read()
		if err != nil {
			continue
		}
		if f, columns, ok := detect(header); ok {
			rows, err := readRows(data, comma, f, columns)
			return f, rows, err
		}
	}
	return format{}, nil, unknownHeader(data)
}

func newReader(data []byte, comma rune) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord = comma, -1
	return r
}

func readRows(data []byte, comma rune, f format, columns map[string]int) ([]row, error) {
	reader := newReader(data, comma)
	reader.ReuseRecord = true
	var rows []row
	for first := true; ; first = false {
		cells, err := reader.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, readFault(data, reader, err)
		}
		line, _ := reader.FieldPos(0)
		if f.clean != nil {
			f.clean(cells)
		}
		r := newRow(line, cells, columns)
		if !first && !r.blank() {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return nil, errors.New("the export has a header but no products")
	}
	return rows, nil
}

// readFault words an error of encoding/csv for the shop's owner.
func readFault(data []byte, reader *csv.Reader, err error) error {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return err
	}
	atEnd := reader.InputOffset() == int64(len(data))
	if atEnd && errors.Is(err, csv.ErrQuote) && bytes.Count(data, []byte(`"`))%2 == 1 {
		return fmt.Errorf("the export is cut off inside the quoted text that begins in line %d", parse.StartLine)
	}
	return fmt.Errorf("the export is no valid CSV: %w", err)
}

func unknownHeader(data []byte) error {
	reader := newReader(data, ',')
	header, err := reader.Read()
	if err != nil {
		return readFault(data, reader, err)
	}
	if len(header) > 5 {
		header = header[:5]
	}
	var expected []string
	for _, f := range formats {
		expected = append(expected, fmt.Sprintf("%s (columns %s)", f.name, strings.Join(f.required, ", ")))
	}
	return fmt.Errorf("the first line is not the header of an export of %s; it begins %q",
		strings.Join(expected, " or "), strings.Join(header, ", "))
}

func invalidLine(data []byte) int {
	line := 1
	for text := range bytes.Lines(data) {
		if !utf8.Valid(text) {
			break
		}
		line++
	}
	return line
}
