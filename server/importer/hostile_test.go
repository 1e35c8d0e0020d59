package importer

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// What owners' tables have in their cells stays text, and nothing else is lost.
func TestHostileTables(t *testing.T) {
	long := strings.Repeat("á", 10_000)
	day := time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)
	tests := []importCase{
		{
			name:   "HTML",
			export: "Nombre,Precio,Descripción\n<img src=x onerror=alert(1)>,1,<script>alert(1)</script><p>Uno</p><p>Dos</p>\n",
			want:   `[{"id":1,"slug":"img-src-x-onerror-alert-1","name":"<img src=x onerror=alert(1)>","price":"1.00","description":"Uno\n\nDos"}]`,
		}, {
			name:   "formulas",
			export: "Nombre,Precio,Categoría\n\"=HYPERLINK(\"\"https://x.example\"\")\",1,@SUM(A1)\n+51 999,2,-5\n",
			want: `[{"id":1,"slug":"hyperlink-https-x-example","name":"=HYPERLINK(\"https://x.example\")","price":"1.00","category":"@SUM(A1)"},` +
				`{"id":2,"slug":"51-999","name":"+51 999","price":"2.00","category":"-5"}]`,
		}, {
			name:   "emoji and right-to-left text",
			export: "Nombre,Precio\n👩‍👧 🏺,1\nمرحبا \u202eabc,2\n",
		}, {
			name:   "10,000 letters",
			export: "Nombre,Precio,Descripción\n" + long + ",1," + long + "\n",
		}, {
			name:   "numbers and dates as names",
			export: workbook([]any{"Nombre", "Precio"}, []any{501, 1}, []any{day, 2}, []any{true, 3}),
		}, {
			name:    "empty rows, empty columns and a mark",
			export:  "\ufeff,,\n\nNombre,,Precio\n,,\n\nJarra,,1\n , ,\n",
			want:    `[{"id":1,"slug":"jarra","name":"Jarra","price":"1.00"}]`,
			missing: "stock,published,pictures",
		}, {
			name:   "names of columns twice",
			export: "Nombre,Precio,Nombre,Precio,Foto,Foto\nJarra,1,Otra,2,https://x.example/1,https://x.example/2\n",
			want:   `[{"id":1,"slug":"jarra","name":"Jarra","price":"1.00","images":[{"src":"https://x.example/1","alt":"Jarra"}]}]`,
			unused: "Nombre,Precio,Foto",
		}, {
			name:    "too many cells",
			export:  "Nombre,Precio\nJarra, azul,1\nTaza,2\n",
			want:    `[{"id":1,"slug":"taza","name":"Taza","price":"2.00"}]`,
			skipped: "line 2: Jarra: has more cells than the header (3, not 2): is there a comma or semicolon in a cell that is not in quotation marks?",
		}, {
			name:    "an address with a wildcard",
			export:  "Nombre,Precio,Foto\nJarra,1,https://*.example/a.jpg\n",
			skipped: `line 2: Jarra: the image "https://*.example/a.jpg" has no host`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t) })
	}
}

// A workbook by excelize with merged cells, a hidden row, a row at the very end and a
// second sheet.
func TestHostileWorkbook(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	for cell, value := range map[string]any{
		"A1": "Nombre", "B1": "Precio", "C1": "Talla", "D1": "Stock",
		"A2": "Polo", "B2": 20, "C2": "S", "D2": 1, "C3": "M", "D3": 2,
		"A4": "Oculto", "B4": 5, "A1048576": "Último", "B1048576": 7,
	} {
		book.SetCellValue("Sheet1", cell, value)
	}
	book.MergeCell("Sheet1", "A2", "A3")
	book.MergeCell("Sheet1", "B2", "B3")
	book.SetRowVisible("Sheet1", 4, false)
	book.NewSheet("Vieja")
	book.SetCellValue("Vieja", "A1", "Nombre")
	var b strings.Builder
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	r := read(t, b.String(), nil)
	want := `[{"id":1,"slug":"polo","name":"Polo","price":"20.00","options":[{"name":"Talla","values":["S","M"]}],"variants":[{"id":1,"values":["S"],"price":"20.00","stock":1},` +
		`{"id":2,"values":["M"],"price":"20.00","stock":2}]},{"id":2,"slug":"oculto","name":"Oculto","price":"5.00"},{"id":3,"slug":"ultimo","name":"Último","price":"7.00"}]`
	if got := compact(t, r); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, note := range []string{"1 rows are hidden in the spreadsheet, the first is row 4", "but not “Vieja”", "it is sold at 20.00, the price of line 2"} {
		if !strings.Contains(lines(r.Notes), note) {
			t.Errorf("got notes %q, want %q", lines(r.Notes), note)
		}
	}
}

// FuzzOwnTable reads any table with the columns of package table.
func FuzzOwnTable(f *testing.F) {
	f.Add("7", "3", "Polo", "polo", "20", "M\\nS", "https://x.example/a\n/web/b", "2")
	f.Add("0", "", "'=1", "a;'b", "-1", `\0`, "x", "99999999999999999999")
	f.Fuzz(func(t *testing.T, id, variant, name, slug, price, order, photos, image string) {
		cells := []string{id, variant, name, "Talla", order, price, slug, order, photos, image}
		for i, cell := range cells {
			cells[i] = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		row := strings.Join(cells, ",")
		checkExport(t, fmt.Sprintf("ID,ID de variante,Nombre,Nombre de opción 1,Valor de opción 1,Precio,Identificador de URL,Orden de los valores,Fotos,Número de foto de la variante\n%s\n%s\n", row, row))
	})
}
