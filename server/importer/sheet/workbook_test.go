package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// workbook returns a workbook with one sheet, two cells a row.
func workbook(t testing.TB, cells ...any) string {
	t.Helper()
	var rows [][]any
	for pair := range slices.Chunk(cells, 2) {
		rows = append(rows, pair)
	}
	return saved(t, func(book *excelize.File) { fill(t, book, "Sheet1", rows) })
}

func fill(t testing.TB, book *excelize.File, sheet string, rows [][]any) {
	t.Helper()
	for i, row := range rows {
		if err := book.SetSheetRow(sheet, fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
}

func saved(t testing.TB, edit func(*excelize.File)) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	edit(book)
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Cells are read as their values, not as their formats show them.
func TestWorkbookCells(t *testing.T) {
	day := time.Date(2026, 11, 27, 15, 4, 5, 0, time.UTC)
	tests := []struct {
		name   string
		value  any
		format string
		want   string
	}{
		{"whole number", 12, "", "12"},
		{"fraction", 1.5, "", "1.5"},
		{"fraction that binary numbers lack", 39.9, "", "39.9"},
		{"sum that is not quite", 0.1 + 0.2, "", "0.3"},
		{"more decimals than shown", 39.9, "0", "39.9"},
		{"decimals shown", 39.9, "0.00", "39.9"},
		{"grouped", 1500, "#,##0", "1500"},
		{"grouped with decimals", 1299.5, "#,##0.00", "1299.5"},
		{"currency", 1299.5, `"S/" #,##0.00`, "1299.5"},
		{"currency of a locale", 1299.5, `#,##0.00 [$€-C0A]`, "1299.5"},
		{"accounting", 1500, `_-"$"* #,##0_-;-"$"* #,##0_-`, "1500"},
		{"bar code", 7501234567890, "", "7501234567890"},
		{"bar code shown as 7.5E+12", 7501234567890, "0.00E+00", "7501234567890"},
		{"padded with zeros", 123, "00000", "00123"},
		{"text with zeros in front", "00123", "", "00123"},
		{"text that looks like a number", "1.500", "", "1.500"},
		{"date", day.Truncate(24 * time.Hour), "dd/mm/yyyy", "2026-11-27"},
		{"date in words", day.Truncate(24 * time.Hour), `d" de "mmmm" de "yyyy`, "2026-11-27"},
		{"date with a locale", day.Truncate(24 * time.Hour), "[$-C0A]d-mmm-yy;@", "2026-11-27"},
		{"date and time", day, "d/m/yyyy h:mm", "2026-11-27 15:04:05"},
		{"true", true, "", "TRUE"},
		{"false", false, "", "FALSE"},
		{"several lines", "uno\ndos", "", "uno\ndos"},
		{"letters", "Jarrón “añil” 🏺", "", "Jarrón “añil” 🏺"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := saved(t, func(book *excelize.File) {
				fill(t, book, "Sheet1", [][]any{{"Nombre", "Precio"}, {test.value, 1}})
				if test.format != "" {
					style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &test.format})
					if err != nil {
						t.Fatal(err)
					}
					book.SetCellStyle("Sheet1", "A2", "A2", style)
				}
			})
			rows, _, err := read(file)
			if err != nil || len(rows) != 2 || rows[1] != test.want+"|1" {
				t.Errorf("got %q, %v, want %q", rows, err, test.want)
			}
		})
	}
}

// Formats that every workbook has, by number.
func TestBuiltInFormats(t *testing.T) {
	for id, want := range map[int]string{0: "46353.5", 3: "46353.5", 4: "46353.5", 9: "46353.5", 14: "2026-11-27", 17: "2026-11-27", 22: "2026-11-27 12:00:00", 44: "46353.5"} {
		file := saved(t, func(book *excelize.File) {
			fill(t, book, "Sheet1", [][]any{{"Nombre", "Precio"}, {46353.5, 1}})
			style, err := book.NewStyle(&excelize.Style{NumFmt: id})
			if err != nil {
				t.Fatal(err)
			}
			book.SetCellStyle("Sheet1", "A2", "A2", style)
		})
		rows, _, err := read(file)
		if err != nil || len(rows) != 2 || rows[1] != want+"|1" {
			t.Errorf("format %d: got %q, %v, want %q", id, rows, err, want)
		}
	}
}

func TestSheets(t *testing.T) {
	file := saved(t, func(book *excelize.File) {
		fill(t, book, "Sheet1", [][]any{{"Ayuda"}, {"Lee esto"}})
		book.NewSheet("Productos")
		fill(t, book, "Productos", [][]any{{"Lista de otoño"}, {}, {"Nombre", "Precio"}, {}, {"Mesa", 1}})
		book.NewSheet("Viejos")
		fill(t, book, "Viejos", [][]any{{"Nombre", "Precio"}, {"Silla", 1}})
	})
	s, err := Read(strings.NewReader(file), known)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for r, err := range s.Records(nil) {
		if err != nil || r.Line != 5 || strings.Join(r.Cells, "|") != "Mesa|1" {
			t.Errorf("got %v, %v, want row 5 of the second sheet", r, err)
		}
	}
	notes := strings.Join(s.Notes, "\n")
	for _, want := range []string{"“Lista de otoño”", "the sheet “Productos” was read, but not “Sheet1”, “Viejos”"} {
		if !strings.Contains(notes, want) {
			t.Errorf("got notes %q, want %q", notes, want)
		}
	}
}

// parts returns a workbook as some programs write it: a sheet and little else.
func parts(t testing.TB, rows string) string {
	return zipped(t, member{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		member{"xl/worksheets/sheet1.xml", `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`})
}

const header = `<row><c t="inlineStr"><is><t>Nombre</t></is></c><c t="inlineStr"><is><t>Precio</t></is></c></row>`

func TestBareWorkbook(t *testing.T) {
	rows, _, err := read(parts(t, header+`<row><c t="inlineStr"><is><r><t>Me</t></r><r><t>sa</t></r></is></c><c><v>1.5</v></c></row>`+
		`<row><c t="str"><f>A1</f><v>Silla</v></c><c t="b"><v>1</v></c></row><row><c t="e"><v>#N/A</v></c><c><f>A1</f></c></row>`))
	if want := []string{"Nombre|Precio", "Mesa|1.5", "Silla|TRUE", "#N/A|"}; err != nil || !slices.Equal(rows, want) {
		t.Errorf("got %q, %v, want %q", rows, err, want)
	}
}

func TestWorkbookRefused(t *testing.T) {
	whole := workbook(t, "Nombre", "Precio", "Mesa", 1)
	tests := []struct {
		name, file string
		want       string // within the error
	}{
		{"rows in one column that do not come apart", workbook(t, "Nombre,Precio", nil, "\"Mesa,1", nil), "line 2 holds a whole row in one cell"},
		{"faulty XML in a sheet", parts(t, header+`<row><c><v>1</v></c></row><row><c><v>a & b</v></c></row><row r="4"><c><v>1</v></c></row>`), "stops before its last row"},
		{"cut off", whole[:len(whole)-400], "damaged"},
		{"nothing in it", parts(t, ""), "empty"},
		{"no sheets", zipped(t, member{"xl/workbook.xml", "<workbook/>"}, member{"xl/_rels/workbook.xml.rels", "<Relationships/>"}), "no sheet"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if rows, _, err := read(test.file); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %q, %v, want an error with %q", rows, err, test.want)
			}
		})
	}
}

func TestRowsInOneColumnOfAWorkbook(t *testing.T) {
	rows, notes, err := read(workbook(t, "Nombre,Precio,Talla", nil, "Mesa,1,\"S, M\"", nil))
	if want := []string{"Nombre|Precio|Talla", "Mesa|1|S, M"}; err != nil || !slices.Equal(rows, want) || len(notes) != 1 {
		t.Errorf("got %q, %q, %v, want %q", rows, notes, err, want)
	}
}
