package sheet

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// known reports whether header is that of a table in these tests.
func known(header []string) bool {
	return slices.Contains(header, "Nombre") && slices.Contains(header, "Precio")
}

// read returns the header and the rows of a file, each with its cells joined by a pipe.
func read(file string) (rows []string, notes []string, err error) {
	s, err := Read(strings.NewReader(file), known)
	if err != nil {
		return nil, nil, err
	}
	defer s.Close()
	rows = append(rows, strings.Join(s.Header, "|"))
	for r, err := range s.Records(nil) {
		if err != nil {
			return nil, nil, err
		}
		rows = append(rows, strings.Join(r.Cells, "|"))
	}
	return rows, s.Notes, nil
}

// in encodes text.
func in(t testing.TB, e encoding.Encoding, text string) string {
	t.Helper()
	encoded, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

var (
	utf16LE = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16BE = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

func TestRead(t *testing.T) {
	const plain = "Nombre,Precio,Categoría\nJarrón,18.50,Cerámica\nCuña,7,Tés\n"
	semicolons := strings.ReplaceAll(plain, ",", ";")
	want := []string{"Nombre|Precio|Categoría", "Jarrón|18.50|Cerámica", "Cuña|7|Tés"}
	tests := []struct {
		name, file string
		want       []string
		note       string // within the only note; empty if there is none
	}{
		{"UTF-8", plain, want, ""},
		{"UTF-8 with a mark", bom + plain, want, ""},
		{"UTF-8 with two marks", bom + bom + plain, want, ""},
		{"a line break and a tab before the mark", "\r\n\t" + bom + plain, want, ""},
		{"UTF-16 LE with a mark, tabs", in(t, utf16LE, bom+strings.ReplaceAll(plain, ",", "\t")), want, ""},
		{"UTF-16 BE with a mark, tabs", in(t, utf16BE, bom+strings.ReplaceAll(plain, ",", "\t")), want, ""},
		{"UTF-16 LE without a mark", in(t, utf16LE, plain), want, ""},
		{"UTF-16 BE without a mark", in(t, utf16BE, semicolons), want, ""},
		{"Windows-1252, semicolons", in(t, charmap.Windows1252, semicolons), want, "read as Windows-1252"},
		{"Latin-1", in(t, charmap.ISO8859_1, plain), want, "read as Windows-1252"},
		{"Mac Roman", in(t, charmap.Macintosh, semicolons), want, "read as Mac Roman"},
		{"MS-DOS", in(t, charmap.CodePage850, semicolons), want, "read as MS-DOS"},
		{"read as Mac Roman once", decoded(t, charmap.Macintosh, plain), want, "saved as UTF-8 and read as Mac Roman; it was repaired"},
		{"read as Windows-1252 once", decoded(t, charmap.Windows1252, plain), want, "read as Windows-1252; it was repaired"},
		{"read as Latin-1 once", decoded(t, charmap.ISO8859_1, plain), want, "was repaired"},
		{"CRLF", strings.ReplaceAll(plain, "\n", "\r\n"), want, ""},
		{"CR", strings.ReplaceAll(plain, "\n", "\r"), want, ""},
		{"CR, with line breaks in cells", "Nombre,Precio\r\"a\nb\",1\rc,2\r", []string{"Nombre|Precio", "a\nb|1", "c|2"}, ""},
		{"CR in cells only", "Nombre,Precio\n\"a\rb\",1\n", []string{"Nombre|Precio", "a\rb|1"}, ""},
		{"no line break at the end", strings.TrimSpace(plain), want, ""},
		{"tabs", strings.ReplaceAll(plain, ",", "\t"), want, ""},
		{"pipes", strings.ReplaceAll(plain, ",", "|"), want, ""},
		{"a line that names the separator", "sep=;\n" + semicolons, want, ""},
		{"a quoted line that names an odd separator", "\"sep=~\"\r\n" + strings.ReplaceAll(plain, ",", "~"), want, ""},
		{"another separator inside the cells", "Nombre;Precio\nMesa, roja;1,50\n", []string{"Nombre|Precio", "Mesa, roja|1,50"}, ""},
		{"quoted header with semicolons", "\"Nombre\";\"Precio\"\n\"Mesa\";\"1,50\"\n", []string{"Nombre|Precio", "Mesa|1,50"}, ""},
		{"a title above the header", "Precios de otoño,,\n,,\n" + plain, want, "line 1 is above the header and was not read: “Precios de otoño”"},
		{"trailing empty columns and rows", "Nombre,Precio,,\nMesa,1,,\n,,,\n,,,\n", []string{"Nombre|Precio||", "Mesa|1||"}, ""},
		{"rows too short and too long", "Nombre,Precio\nMesa\nSilla,1,x\n", []string{"Nombre|Precio", "Mesa", "Silla|1|x"}, ""},
		{"NUL bytes", "Nombre,Precio\nMe\x00sa,1\x00\nSilla,2\n", []string{"Nombre|Precio", "Mesa|1", "Silla|2"}, ""},
		{"curly quotes, a line separator and a hard space", "Nombre,Precio\nMesa “alta”\u2028o baja,1\u00a0\n",
			[]string{"Nombre|Precio", "Mesa “alta”\u2028o baja|1\u00a0"}, ""},
		{"rows in one cell each", "Nombre,Precio,Talla\n\"Mesa,1,\"\"S, M\"\"\"\nSilla,2,L\n", []string{"Nombre|Precio|Talla", "Mesa|1|S, M", "Silla|2|L"}, ""},
		{"rows and header in one cell each", "\"Nombre,Precio,Talla\"\n\"Mesa,1,\"\"S, M\"\"\"\n", []string{"Nombre|Precio|Talla", "Mesa|1|S, M"}, "were in one cell"},
		{"a lone cell that is no row", "Nombre,Precio,Talla\n\"Mesa, roja\"\n", []string{"Nombre|Precio|Talla", "Mesa, roja"}, ""},
		{"a letter that looks garbled", "Nombre,Precio\nTÃ©,1\nJarrón,2\nAño,3\nCuña,4\n", []string{"Nombre|Precio", "TÃ©|1", "Jarrón|2", "Año|3", "Cuña|4"}, "line 2 has “Ã©”"},
		{"nothing below the header", "Nombre,Precio\n\n,\n", []string{"Nombre|Precio"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rows, notes, err := read(test.file)
			if err != nil {
				t.Fatalf("got error %v, want none", err)
			}
			if !slices.Equal(rows, test.want) {
				t.Errorf("got rows %q\nwant %q", rows, test.want)
			}
			if test.note == "" && len(notes) > 0 || test.note != "" && (len(notes) != 1 || !strings.Contains(notes[0], test.note)) {
				t.Errorf("got notes %q, want one with %q", notes, test.note)
			}
		})
	}
}

// decoded returns UTF-8 text as a program shows it that reads it in encoding e.
func decoded(t testing.TB, e encoding.Encoding, text string) string {
	t.Helper()
	garbled, err := e.NewDecoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return garbled
}

func TestRefused(t *testing.T) {
	tests := []struct {
		name, file string
		want       []string // within the error
	}{
		{"empty", "", []string{"the export is empty"}},
		{"nothing but a mark and white space", bom + "\r\n \t", []string{"the export is empty"}},
		{"cut off", "Nombre,Precio\na,1\n\"b", []string{"cut off inside the quoted text that begins in line 3"}},
		{"cut off in the header", "Nombre,\"Precio", []string{"cut off inside the quoted text that begins in line 1"}},
		{"cut off inside a letter", "Nombre,Precio\nJarrón,1\nA\xc3", []string{"cut off inside a letter at the end of line 3"}},
		{"bare quotation mark", "Nombre,Precio\nTubo de 3\" ancho,1\n", []string{"line 2, column 10", "“Tubo de 3\" ancho,1”", "twice"}},
		{"quotation mark in a quoted cell", "Nombre,Precio\n\n\"Niño\" feliz\",1\n", []string{"line 3, column 6", "begins in line 3", "twice"}},
		{"backslash before a quotation mark", "Nombre,Precio\n\"Tubo de 3\\\" ancho\",1\n", []string{"line 2, column 12", `replace every \" with ""`}},
		{"cells after junk before the mark", "\n\n" + bom + "Nombre,Precio\na\"b,1\n", []string{"line 4, column 2"}},
		{"UTF-8 with a damaged letter", "Nombre,Precio\nJarrón,1\nCuña,2\nT\xe9,3\n", []string{"line 4", "column 2", "export the products again"}},
		{"garbled letters of which some are lost", "Nombre,Precio\nTÃ©,1\nJarrÃ³n,2\nPERÃš,3\n\ufffdlamo,3\n", []string{"garbled", "“Ã©” in line 2", "“\ufffd” in line 5", "export the products again"}},
		{"a web page", "<html><table><tr><td>Nombre</td></tr></table></html>", []string{"web page", ".xlsx"}},
		{"a web page in UTF-16", in(t, utf16LE, bom+"<table><tr><td>Nombre</td><td>Precio</td></tr></table>"), []string{"web page"}},
		{"XML", "<?xml version=\"1.0\"?><rss></rss>", []string{"XML", "CSV"}},
		{"a workbook in XML", "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", []string{"Excel workbook in XML of 2003"}},
		{"JSON", "[\n {\"Nombre\": \"Mesa\"}]", []string{"JSON", "products.json"}},
		{"an old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), []string{"old Excel workbook (.xls)", ".xlsx"}},
		{"a locked workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + in(t, utf16LE, "EncryptedPackage"), []string{"locked with a password"}},
		{"PDF", "%PDF-1.7\n%\xe2\xe3", []string{"PDF"}},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01", []string{"image"}},
		{"some binary file", strings.Repeat("\x01\x02\x03Nombre", 20), []string{"not text"}},
		{"a damaged zip file", "PK\x03\x04 and no more", []string{"damaged", "download it again"}},
		{"a damaged gzip file", "\x1f\x8b and no more", []string{"damaged", "download it again"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rows, _, err := read(test.file)
			if err == nil {
				t.Fatalf("got rows %q, want an error", rows)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got error %q, want one with %q", err, want)
				}
			}
		})
	}
}

func TestUnknownHeader(t *testing.T) {
	tests := []struct {
		name, file string
		line       int
		begins     string
	}{
		{"commas", "código,importe\n1,2\n", 1, "código|importe"},
		{"semicolons", "código;importe, bruto;IVA\n1;2;3\n", 1, "código|importe, bruto|IVA"},
		{"quoted, with semicolons", "\"código\";\"importe\"\n", 1, "código|importe"},
		{"below blank lines", "\n\ncódigo,importe\n", 3, "código|importe"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := read(test.file)
			var unknown *HeaderError
			if !errors.As(err, &unknown) {
				t.Fatalf("got %v, want a HeaderError", err)
			}
			if got := strings.Join(unknown.Begins, "|"); got != test.begins || unknown.Line != test.line {
				t.Errorf("got line %d, %q, want line %d, %q", unknown.Line, got, test.line, test.begins)
			}
		})
	}
}

func TestLines(t *testing.T) {
	s, err := Read(strings.NewReader("\r\n"+bom+"Título\r\n\r\nNombre,Precio\r\n\"a\r\nb\",1\r\n\r\nc,2\r\n"), known)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var lines []int
	for r, err := range s.Records(nil) {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, r.Line)
	}
	if want := []int{5, 8}; !slices.Equal(lines, want) {
		t.Errorf("got lines %v, want %v", lines, want)
	}
}

func TestRecordThatDoesNotEnd(t *testing.T) {
	file := "Nombre,Precio\n\"" + strings.Repeat("a,1\n", maxRecord/4+100_000)
	if _, _, err := read(file); err == nil || !strings.Contains(err.Error(), "quotation mark that is not closed") {
		t.Errorf("got %v, want an error about a row that is too long", err)
	}
}

// copies is a table that repeats one row.
type copies struct {
	row   Record
	times int
}

func (c copies) records(Progress) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for i := range c.times {
			if !yield(Record{Line: i + 1, Cells: c.row.Cells}, nil) {
				return
			}
		}
	}
}

// A table of too many rows, or with too long a row, ends with an error.
func TestRecordsLimits(t *testing.T) {
	for want, c := range map[string]copies{
		"more than 2000000 rows":           {Record{Cells: []string{"a"}}, maxRows + 1},
		"row 1 is longer than any product": {Record{Cells: slices.Repeat([]string{strings.Repeat("a", 1<<20)}, 17)}, 1},
	} {
		var last error
		for _, err := range (&Sheet{table: c}).Records(nil) {
			last = err
		}
		if last == nil || last.Error() == "" || !strings.Contains(last.Error(), want) {
			t.Errorf("got %v, want an error with %q", last, want)
		}
	}
}
