package sheet

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// libreoffice.ods was written by LibreOffice 7.4, from a workbook of excelize: with a
// title, formats, merged cells, a comment, a hidden row and a hidden sheet.
func TestLibreOffice(t *testing.T) {
	file, err := os.Open("testdata/libreoffice.ods")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s, err := Read(file, known)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var rows []string
	for r, err := range s.Records(nil) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, strings.Join(r.Cells, "|"))
	}
	want := []string{
		"Chompa  de alpaca|129.9|149.9|S|3|00123|7501234567893|Suave\nde 2 hilosfinos|2026-11-27|1",
		"|||M|4|00124|7501234567894||2026-11-27 15:04:05|0",
		"Taza 🏺|1299.5|||0|00125||=1+1",
		"Oculta|5|||1|||مرحبا",
		"501|0.3|||1|||Dos partes",
		"Error|#DIV/0!",
	}
	if !slices.Equal(rows, want) {
		t.Errorf("got %q, want %q", rows, want)
	}
	notes := strings.Join(s.Notes, "\n") + "\n" + s.HiddenNote()
	for _, want := range []string{"“Catálogo de otoño”", "but not “Vieja”", "1 rows are hidden in the spreadsheet, the first is row 7"} {
		if !strings.Contains(notes, want) {
			t.Errorf("got notes %q, want %q", notes, want)
		}
	}
}

// document returns an OpenDocument spreadsheet with the given sheets.
func document(t testing.TB, sheets string, more ...member) string {
	content := `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="` + odfOffice + `" xmlns:table="` + odfTable + `" xmlns:text="` + odfText +
		`" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles><style:style style:name="no" style:family="table">` +
		`<style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>` + sheets +
		`</office:spreadsheet></office:body></office:document-content>`
	return zipped(t, append([]member{{"mimetype", odfSheet}, {"content.xml", content}}, more...)...)
}

const odfHeader = `<table:table-row><table:table-cell><text:p>Nombre</text:p></table:table-cell><table:table-cell><text:p>Precio</text:p></table:table-cell></table:table-row>`

// sheetOf returns a sheet with a header and the given rows.
func sheetOf(rows string) string {
	return `<table:table table:name="Hoja1">` + odfHeader + rows + `</table:table>`
}

// rowOf returns a row with the given cells.
func rowOf(cells string) string { return `<table:table-row>` + cells + `</table:table-row>` }

func TestOpenDocument(t *testing.T) {
	cell := func(content string) string { return `<table:table-cell>` + content + `</table:table-cell>` }
	value := func(kind, attributes, shown string) string {
		return `<table:table-cell office:value-type="` + kind + `" ` + attributes + `><text:p>` + shown + `</text:p></table:table-cell>`
	}
	tests := []struct {
		name, rows string
		want       []string
	}{
		{"spaces, tabs and breaks", rowOf(cell(`<text:p>a <text:s text:c="2"/>b<text:tab/>c<text:line-break/>d  ` + "\n" + ` e</text:p><text:p/><text:p>f</text:p>`)), []string{"a   b\tc\nd e\n\nf"}},
		{"links and spans", rowOf(cell(`<text:p><text:a>x</text:a> <text:span>y<text:span>z</text:span></text:span><text:note>no</text:note></text:p>`)), []string{"x yz"}},
		{"a currency", rowOf(cell(`<text:p>a</text:p>`) + value("currency", `office:value="1500"`, "1.500,00 €")), []string{"a|1500"}},
		{"a percentage", rowOf(cell(`<text:p>a</text:p>`) + value("percentage", `office:value="0.18"`, "18 %")), []string{"a|0.18"}},
		{"an exponent", rowOf(cell(`<text:p>a</text:p>`) + value("float", `office:value="7.501234567893E12"`, "7.50E+12")), []string{"a|7501234567893"}},
		{"a sum that is not quite", rowOf(cell(`<text:p>a</text:p>`) + value("float", `office:value="0.30000000000000004"`, "0.3")), []string{"a|0.3"}},
		{"no number", rowOf(cell(`<text:p>a</text:p>`) + value("float", `office:value="x"`, "x")), []string{"a|x"}},
		{"a time", rowOf(value("time", `office:time-value="PT15H04M05S"`, "3 pm")), []string{"15:04:05"}},
		{"a date with a fraction", rowOf(value("date", `office:date-value="2026-11-27T15:04:05.123"`, "x")), []string{"2026-11-27 15:04:05"}},
		{"true", rowOf(value("boolean", `office:boolean-value="true"`, "VERDADERO")), []string{"TRUE"}},
		{"a text that is only an attribute", rowOf(`<table:table-cell office:value-type="string" office:string-value="a"/>`), []string{"a"}},
		{"repeated cells", rowOf(`<table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell>`), []string{"a|a"}},
		{"repeated rows", `<table:table-row table:number-rows-repeated="3">` + cell(`<text:p>a</text:p>`) + `</table:table-row>`, []string{"a", "a", "a"}},
		{"groups of rows", `<table:table-row-group><table:table-rows>` + rowOf(cell(`<text:p>a</text:p>`)) + `</table:table-rows></table:table-row-group><table:shapes><x/></table:shapes>`, []string{"a"}},
		{"a table in a cell", rowOf(cell(`<table:table><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table><text:p>a</text:p>`)), []string{"a"}},
		{"merged cells", rowOf(`<table:table-cell table:number-columns-spanned="2"><text:p>a</text:p></table:table-cell><table:covered-table-cell><text:p>b</text:p></table:covered-table-cell>` + cell(`<text:p>c</text:p>`)), []string{"a||c"}},
		{"millions of empty rows", `<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>` + rowOf(cell(`<text:p>a</text:p>`)), []string{"a"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rows, _, err := read(document(t, sheetOf(test.rows)))
			if err != nil || !slices.Equal(rows[1:], test.want) {
				t.Errorf("got %q, %v, want %q", rows, err, test.want)
			}
		})
	}
}

// A sheet that is shown is read before a hidden one.
func TestHiddenSheets(t *testing.T) {
	hidden := strings.Replace(sheetOf(rowOf(`<table:table-cell><text:p>a</text:p></table:table-cell>`)), `table:name="Hoja1"`, `table:name="Vieja" table:style-name="no"`, 1)
	shown := sheetOf(rowOf(`<table:table-cell><text:p>b</text:p></table:table-cell>`))
	rows, notes, err := read(document(t, hidden+shown))
	if err != nil || rows[1] != "b" || !strings.Contains(strings.Join(notes, ""), "“Hoja1” was read, but not “Vieja”") {
		t.Errorf("got %q, %q, %v, want the sheet that is shown", rows, notes, err)
	}
	if rows, _, err := read(document(t, hidden)); err != nil || rows[1] != "a" {
		t.Errorf("got %q, %v, want the only sheet", rows, err)
	}
}

// Small files that would need much memory, and files that are no spreadsheet.
func TestOpenDocumentRefused(t *testing.T) {
	text := strings.Repeat("a", 1<<20)
	many := func(rows, columns string) string {
		return sheetOf(`<table:table-row table:number-rows-repeated="` + rows + `"><table:table-cell table:number-columns-repeated="` + columns + `"><text:p>a</text:p></table:table-cell></table:table-row>`)
	}
	tests := []struct{ name, file, want string }{
		{"millions of rows", document(t, many("99999999999999999999", "2")), "more than 2000000 rows"},
		{"millions of columns", document(t, many("1", "999999999")), "more than 16384 cells"},
		{"a long text, repeated", document(t, sheetOf(rowOf(`<table:table-cell table:number-columns-repeated="99"><text:p>`+text+`</text:p></table:table-cell>`))), "is longer than any product"},
		{"a text of 20 MB", document(t, sheetOf(rowOf(`<table:table-cell><text:p>`+strings.Repeat(text, 20)+`</text:p></table:table-cell>`))), "is longer than any product"},
		{"spaces", document(t, sheetOf(rowOf(`<table:table-cell><text:p>`+strings.Repeat(`<text:s text:c="999999999"/>`, 20_000)+`</text:p></table:table-cell>`))), "is longer than any product"},
		{"deep elements", document(t, sheetOf(rowOf(strings.Repeat(`<a>`, 1000)))), "nested too deeply"},
		{"an entity", document(t, sheetOf(rowOf(`<table:table-cell><text:p>&lol;</text:p></table:table-cell>`))), "damaged"},
		{"cut off", document(t, sheetOf("<table:table-row>")), "damaged"},
		{"no sheet", document(t, ""), "no sheet"},
		{"no content", zipped(t, member{"mimetype", odfSheet}, member{"content.xml", ""}), "damaged"},
		{"a text document", zipped(t, member{"mimetype", "application/vnd.oasis.opendocument.text"}, member{"content.xml", "<x/>"}), "not a spreadsheet"},
		{"a password", document(t, sheetOf(""), member{odfManifest, `<manifest:encryption-data/>`}), "password"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rows, _, err := read(test.file)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %d rows, %v, want an error with %q", len(rows), err, test.want)
			}
		})
	}
}

// FuzzOpenDocument reads any content of a spreadsheet.
func FuzzOpenDocument(f *testing.F) {
	f.Add(sheetOf(rowOf(`<table:table-cell office:value-type="float" office:value="1"><text:p>1<text:s/></text:p></table:table-cell>`)))
	f.Add(sheetOf(`<table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:covered-table-cell/></table:table-row>`))
	f.Fuzz(func(t *testing.T, sheets string) {
		s, err := Read(strings.NewReader(document(t, sheets)), known)
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
