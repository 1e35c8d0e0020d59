package importer

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// in encodes text.
func in(e encoding.Encoding, text string) string {
	encoded, err := e.NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	return encoded
}

// garbled returns UTF-8 text as a program shows it that reads it in encoding e.
func garbled(e encoding.Encoding, text string) string {
	decoded, err := e.NewDecoder().String(text)
	if err != nil {
		panic(err)
	}
	return decoded
}

func zipped(names []string, content string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		part, err := w.Create(name)
		if err != nil {
			panic(err)
		}
		part.Write([]byte(content))
	}
	w.Close()
	return b.String()
}

// workbook returns an Excel workbook with the given rows. Numbers become numeric cells.
func workbook(rows ...[]any) string {
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		book.SetSheetRow("Sheet1", cell, &row)
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		panic(err)
	}
	return b.String()
}

// The same export as a spreadsheet, a mail program or a plugin would save it.
func TestFilesAsOwnersHaveThem(t *testing.T) {
	const (
		table = "Tipo,SKU,Nombre,Publicado,Precio rebajado,Precio normal,Categorías\r\n" +
			"simple,J-1,Jarrón añil,1,,\"45,90\",Cerámica fría\r\nsimple,J-2,Tetera,1,\"18,50\",20,Té\r\n"
		want = `[{"id":1,"slug":"jarron-anil","name":"Jarrón añil","price":"45.90","category":"Cerámica fría","sku":"J-1"},` +
			`{"id":2,"slug":"tetera","name":"Tetera","price":"18.50","compareAtPrice":"20.00","category":"Té","sku":"J-2"}]`
	)
	with := func(comma string) string {
		return strings.NewReplacer(`"45,90"`, `45.90`, `"18,50"`, `18.50`, ",", comma).Replace(table)
	}
	utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	tests := []importCase{
		{name: "UTF-16 with tabs", export: in(utf16, with("\t"))},
		{name: "Windows-1252 with semicolons", export: in(charmap.Windows1252, with(";")), notes: "the file is not UTF-8; it was read as Windows-1252"},
		{name: "Mac Roman with semicolons", export: in(charmap.Macintosh, with(";")), notes: "the file is not UTF-8; it was read as Mac Roman"},
		{name: "UTF-8 with a mark and semicolons", export: bom + with(";")},
		{name: "a line that names the separator", export: "sep=;\r\n" + with(";")},
		{name: "tabs", export: with("\t")},
		{name: "pipes", export: with("|")},
		{name: "CR line ends", export: strings.ReplaceAll(table, "\r\n", "\r")},
		{name: "a line break and a tab before the mark", export: "\n\t" + bom + table},
		{name: "trailing empty columns", export: strings.ReplaceAll(table, "\r\n", ",,,\r\n") + ",,,,,,,,,\r\n"},
		{
			name:   "a title above the header",
			export: "Catálogo de otoño,,\r\n,,\r\n" + table,
			notes:  "line 1 is above the header and was not read: “Catálogo de otoño”",
		}, {
			name:   "read as Mac Roman once",
			export: garbled(charmap.Macintosh, table),
			notes: "letters were garbled, such as “√≠” in line 1: the file was saved as UTF-8 and read as Mac Roman; " +
				"it was repaired",
		}, {
			name:   "read as Latin-1 once",
			export: garbled(charmap.ISO8859_1, table),
			notes: "letters were garbled, such as “Ã\u00ad” in line 1: the file was saved as UTF-8 and read as Windows-1252; " +
				"it was repaired",
		}, {
			name:   "rows in one cell each",
			export: "Tipo,SKU,Nombre,Publicado,Precio rebajado,Precio normal,Categorías\n\"simple,J-1,Jarrón añil,1,,\"\"45,90\"\",Cerámica fría\"\nsimple,J-2,Tetera,1,18.50,20,Té\n",
		},
		{name: "zip", export: zipped([]string{"productos.csv"}, table)},
		{name: "zip from a Mac", export: zipped([]string{"productos.csv", "__MACOSX/._productos.csv"}, table)},
		{name: "workbook", export: workbook([]any{"Tipo", "SKU", "Nombre", "Publicado", "Precio rebajado", "Precio normal", "Categorías"},
			[]any{"simple", "J-1", "Jarrón añil", 1, nil, 45.9, "Cerámica fría"}, []any{"simple", "J-2", "Tetera", true, 18.5, 20, "Té"})},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.want = want
			test.run(t)
		})
	}
}

func TestFilesThatHaveAFewOddities(t *testing.T) {
	tests := []importCase{
		{
			name:   "curly quotes, a line separator and hard spaces stay text",
			export: "Tipo,Nombre,Precio normal,Descripción,Categorías\r\nsimple,Mesa “baja”,39.90\u00a0,\"Una\u2028dos\u00a0tres\",“Sala”\r\n",
			want:   `[{"id":1,"slug":"mesa-baja","name":"Mesa “baja”","price":"39.90","category":"“Sala”","description":"Una dos tres"}]`,
		}, {
			name:   "NUL bytes",
			export: "Tipo,Nombre,Precio normal\r\nsimple,Me\x00sa,12\x00\r\nsimple,Silla,13\r\n",
			want:   `[{"id":1,"slug":"mesa","name":"Mesa","price":"12.00"},{"id":2,"slug":"silla","name":"Silla","price":"13.00"}]`,
		}, {
			name:   "capitals and spaces in the header",
			export: "TIPO , nombre,Precio  Normal\r\nsimple,Mesa,12\r\n",
			want:   `[{"id":1,"slug":"mesa","name":"Mesa","price":"12.00"}]`,
		}, {
			name:   "a table in quotation marks, with semicolons",
			export: "\"Nombre\";\"Precio\";\"Categoría\"\n\"Mesa\";\"12,50\";\"Sala\"\n",
			want:   `[{"id":1,"slug":"mesa","name":"Mesa","price":"12.50","category":"Sala"}]`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t) })
	}
}

func TestFilesRefused(t *testing.T) {
	const bare = `<worksheet><sheetData><row><c t="inlineStr"><is><t>Handle</t></is></c></row></sheetData></worksheet>`
	tests := []struct {
		name, export string
		want         []string // within the error
	}{
		{"bare quotation mark", "Tipo,Nombre,Precio normal\r\nsimple,Tubo de 3\" gris,12\r\n",
			[]string{"line 2, column 17", "“imple,Tubo de 3\" gris,12”", "twice"}},
		{"backslash before a quotation mark", "Tipo,Nombre,Precio normal\r\nsimple,\"Tubo de 3\\\" gris, liso\",12\r\n",
			[]string{"line 2", `replace every \" with ""`}},
		{"web page named .xls", "<html><table><tr><td>Handle</td><td>Title</td></tr></table></html>", []string{"web page", ".xlsx"}},
		{"workbook with one cell", zipped([]string{"xl/worksheets/sheet1.xml"}, bare), []string{"line 1 is not the header", `it begins "Handle"`}},
		{"zip of two files", zipped([]string{"a.csv", "b.csv"}, "x"), []string{"2 tables, a.csv, b.csv"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Import(strings.NewReader(test.export), Options{Digits: 2})
			if err == nil {
				t.Fatal("got no error")
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got error %q, want one with %q", err, want)
				}
			}
		})
	}
}
