package sheet

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
)

// Rows are read as they were written, in every encoding, with every separator and in
// every container.
func TestEveryWayToSaveRows(t *testing.T) {
	encodings := map[string]func(text string) string{
		"UTF-8":                     func(text string) string { return text },
		"UTF-8 with a mark":         func(text string) string { return bom + text },
		"UTF-8 behind junk":         func(text string) string { return "\n\t" + bom + text },
		"UTF-16 LE":                 func(text string) string { return in(t, utf16LE, text) },
		"UTF-16 BE":                 func(text string) string { return in(t, utf16BE, text) },
		"UTF-16 LE with a mark":     func(text string) string { return in(t, utf16LE, bom+text) },
		"UTF-16 BE with a mark":     func(text string) string { return in(t, utf16BE, bom+text) },
		"Windows-1252":              func(text string) string { return in(t, charmap.Windows1252, text) },
		"Mac Roman":                 func(text string) string { return in(t, charmap.Macintosh, text) },
		"garbled by Mac Roman":      func(text string) string { return decoded(t, charmap.Macintosh, text) },
		"garbled by Windows-1252":   func(text string) string { return decoded(t, charmap.Windows1252, text) },
		"garbled by Latin-1, twice": func(text string) string { return decoded(t, charmap.ISO8859_1, decoded(t, charmap.ISO8859_1, text)) },
	}
	containers := map[string]func(file string) string{
		"plain": func(file string) string { return file },
		"gzip":  func(file string) string { return gzipped(t, file) },
		"zip": func(file string) string {
			return zipped(t, member{"a/productos.csv", file}, member{"__MACOSX/a/._productos.csv", "x"})
		},
	}
	random := rand.New(rand.NewPCG(1, 2))
	for encoding, encode := range encodings {
		for container, pack := range containers {
			for _, comma := range ",;\t|" {
				for _, crlf := range []bool{false, true} {
					rows := randomRows(random)
					t.Run(encoding+"/"+container+"/"+string(comma), func(t *testing.T) {
						expectRows(t, pack(encode(csvText(t, rows, comma, crlf))), rows)
					})
				}
			}
		}
	}
	for range 20 {
		rows := randomRows(random)
		t.Run("workbook", func(t *testing.T) {
			expectRows(t, saved(t, func(book *excelize.File) {
				for i, row := range rows {
					cell, _ := excelize.CoordinatesToCellName(1, i+1)
					if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
						t.Fatal(err)
					}
				}
			}), rows)
		})
	}
}

func csvText(t testing.TB, rows [][]string, comma rune, crlf bool) string {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = comma, crlf
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// randomRows returns a header and rows with everything that CSV has to quote.
func randomRows(random *rand.Rand) [][]string {
	cells := []string{"", "", "12.50", "1,5", "Jarrón añil", "Té; menta", "Muñeca \"Lupe\"", "dos\nlíneas", "a|b", "tab\tulador", "¿Cuál?", "Sofá, 3 plazas",
		"'=1+1", "<p>Edredón</p>", "Pingüino", "0012", " espacio ", "\\n", "Camión"}
	rows := [][]string{{"ID", "Nombre", "Precio", "Descripción", "Categoría"}}
	for i := range 3 + random.IntN(30) {
		row := []string{string(rune('A' + i%26)), "Jarrón", "", "", ""}
		for k := 2; k < len(row); k++ {
			row[k] = cells[random.IntN(len(cells))]
		}
		rows = append(rows, row)
	}
	return rows
}

// expectRows checks the rows of a file. It ignores empty cells at the end of a row.
func expectRows(t testing.TB, file string, want [][]string) {
	t.Helper()
	s, err := Read(strings.NewReader(file), known)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if !slices.Equal(s.Header, want[0]) {
		t.Fatalf("got header %q, want %q", s.Header, want[0])
	}
	n := 1
	for r, err := range s.Records(nil) {
		if err != nil {
			t.Fatal(err)
		}
		if n == len(want) || !slices.Equal(trimmed(r.Cells), trimmed(want[n])) {
			t.Fatalf("got row %q at %d, want %q", r.Cells, n, want[min(n, len(want)-1)])
		}
		n++
	}
	if n != len(want) {
		t.Errorf("got %d rows, want %d", n, len(want))
	}
}

func trimmed(cells []string) []string {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}
