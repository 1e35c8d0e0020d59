package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// Table is a table to write to a file.
type Table struct {
	Rows    [][]string // the first is the header; all have the same length
	Numbers []bool     // which columns hold numbers; shorter than a row if the others hold text
	Decimal string     // the decimal separator in numbers, "." or ","
}

// WriteCSV writes the table as CSV (RFC 4180) in UTF-8. It begins with a byte order mark,
// without which Excel does not recognise UTF-8. Cells are separated by semicolons if
// numbers have a decimal comma, as spreadsheets expect.
func (t Table) WriteCSV(w io.Writer) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if t.Decimal == "," {
		c.Comma = ';'
	}
	return c.WriteAll(t.Rows)
}

// The formats of cells in a workbook: text stays as it is typed, such as 00123.
const (
	textFormat  = 49
	columnWidth = 18
)

// WriteWorkbook writes the table as an Excel workbook (.xlsx). It is an error if the table
// has more than a workbook can hold.
func (t Table) WriteWorkbook(w io.Writer) error {
	if len(t.Rows) > excelize.TotalRows {
		return fmt.Errorf("the table has %d rows, and a workbook holds %d: write a .csv file", len(t.Rows), excelize.TotalRows)
	}
	book := excelize.NewFile()
	defer book.Close()
	text, err := book.NewStyle(&excelize.Style{NumFmt: textFormat})
	if err != nil {
		return err
	}
	bold, err := book.NewStyle(&excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	rows, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	if len(t.Rows) > 0 {
		rows.SetColWidth(1, max(len(t.Rows[0]), 1), columnWidth)
	}
	rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	for i, row := range t.Rows {
		style := text
		if i == 0 {
			style = bold
		}
		cells, err := t.cells(row, style, i == 0)
		if err == nil {
			err = rows.SetRow("A"+strconv.Itoa(i+1), cells)
		}
		if err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	if err := rows.Flush(); err != nil {
		return err
	}
	_, err = book.WriteTo(w)
	return err
}

// cells returns the cells of a row.
func (t Table) cells(row []string, style int, isHeader bool) ([]any, error) {
	cells := make([]any, len(row))
	for i, cell := range row {
		if n := len(utf16.Encode([]rune(cell))); n > excelize.TotalCellChars {
			return nil, fmt.Errorf("%q has a text of %d letters, and a cell of a workbook holds %d: write a .csv file", t.Rows[0][i], n, excelize.TotalCellChars)
		}
		if !isHeader && i < len(t.Numbers) && t.Numbers[i] {
			if n, ok := t.number(cell); ok {
				cells[i] = n
				continue
			}
		}
		if cell != "" {
			cells[i] = excelize.Cell{StyleID: style, Value: cell}
		}
	}
	return cells, nil
}

// number returns the number in a cell, if a workbook keeps all its digits.
func (t Table) number(cell string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.Replace(cell, t.Decimal, ".", 1), 64)
	return n, err == nil && len(cell) <= 15
}
