package sheet

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// FuzzRead reads any file. Read returns an error, or reads the same rows twice, with
// increasing line numbers.
func FuzzRead(f *testing.F) {
	const table = "Nombre,Precio\nJarrón,1\n"
	for _, file := range []string{
		table, bom + table, in(f, utf16LE, table), in(f, charmap.Macintosh, table), decoded(f, charmap.Macintosh, table), "sep=;\nNombre;Precio\n",
		strings.ReplaceAll(table, "\n", "\r"), "\"Nombre,Precio\"\n\"a,\"\"b\"\"\"\n", "Nombre,Precio\na\"b,1\n", zipped(f, member{"a.csv", table}), gzipped(f, table),
		workbook(f, "Nombre", "Precio", "Mesa", 1), parts(f, header+"<row><c><v>1</v></c></row>"),
	} {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file string) {
		s, err := Read(strings.NewReader(file), known)
		if err != nil {
			return
		}
		defer s.Close()
		rows, failed := texts(t, s)
		again, failedAgain := texts(t, s)
		if !slices.Equal(rows, again) || failed != failedAgain {
			t.Errorf("got %q and %q of one file", rows, again)
		}
	})
}

// texts returns the rows of a sheet and reports whether they end with an error.
func texts(t *testing.T, s *Sheet) (rows []string, failed bool) {
	line := 0
	for r, err := range s.Records(nil) {
		if err != nil {
			return rows, true
		}
		if r.Line <= line {
			t.Fatalf("got line %d after %d", r.Line, line)
		}
		line = r.Line
		rows = append(rows, strings.Join(r.Cells, "\x1f"))
	}
	return rows, false
}

// FuzzCleanCSV writes any two cells to a CSV file in UTF-8 with commas. They are read
// unchanged.
func FuzzCleanCSV(f *testing.F) {
	for _, cell := range []string{"Jarrón", "TÃ©", "Ã", "a;b;c", "a\nb", "\"", "’é", "sep=;", "日本", "<b>", "{}", "a\tb"} {
		f.Add(cell, "1")
	}
	f.Fuzz(func(t *testing.T, name, price string) {
		file := name + price
		if !utf8.ValidString(name) || !utf8.ValidString(price) || strings.ContainsFunc(file, unclean) || garbled(file) {
			return
		}
		rows := [][]string{{"Nombre", "Precio", "Categoría"}, {"x" + name, price, "y"}}
		expectRows(t, csvText(t, rows, ',', false), rows)
	})
}

// unclean reports whether r never occurs in a clean CSV file, or may be written in two
// ways.
func unclean(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == '\ufeff' }

// garbled reports whether file may contain letters that were read in a wrong encoding.
func garbled(file string) bool {
	seen, err := (&text{source: inText(file)}).surveyText()
	return err != nil || slices.ContainsFunc(seen.repairs[:], func(t repairs) bool { return t.repaired > 0 })
}

// FuzzExcerpt makes an excerpt at any place of any text.
func FuzzExcerpt(f *testing.F) {
	f.Add("Nombre,Precio\na\"b,1\n", 2, 2)
	f.Add("\"ñ\\\"", 1, 5)
	f.Fuzz(func(t *testing.T, file string, line, column int) {
		if !utf8.ValidString(file) || column > 1<<20 {
			return
		}
		s, err := examine(inText(file), nil)
		if err != nil {
			return
		}
		if p := s.around(line, column); p.column < 1 || utf8.RuneCountInString(p.excerpt) > 32 {
			t.Errorf("got %+v, want a column above 0 and at most 32 letters", p)
		}
	})
}

func inText(text string) source {
	f, _ := openFile(strings.NewReader(text))
	return f.source()
}
