package table

import (
	"slices"
	"strings"
	"testing"
)

func TestRows(t *testing.T) {
	const catalogue = `[{"id": 7, "slug": "polo", "name": "=Polo", "price": "39.90", "compareAtPrice": "49.90", "category": "Ropa", "tags": ["a", "b\nc"], "stock": 0, "hidden": true,
		"brand": "Andes", "images": [{"src": "/web/images/p.jpg", "alt": "", "width": 3, "height": 4}], "options": [{"name": "Talla", "values": ["M", "S"]}],
		"variants": [{"id": 2, "values": ["S"], "sku": "P-S", "gtin": "111", "image": 0}, {"id": 1, "values": ["M"], "price": "41.00", "stock": 3}]}]`
	rows, err := Rows(strings.NewReader(catalogue), Options{Language: "es", Decimal: ","})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"ID|ID de la variante|Nombre|Nombre de opción 1|Valor de opción 1|Precio|Precio anterior|Stock|SKU|Categoría|Marca|Descripción|Etiquetas|Fotos|Textos de las fotos|" +
			"Tamaños de las fotos|Número de foto de la variante|Código de barras|MPN|Condición|Categoría de Google|Orden de los valores|Identificador de URL|Oculto",
		`7||'=Polo|Talla||39,90|49,90|0||Ropa|Andes||a⏎b\nc|/web/images/p.jpg|\0|3 × 4||||||M\nS|polo|1`,
		`7|2|'=Polo|Talla|S||||P-S|Ropa|Andes||||||1|111|||||polo|`,
		`7|1|'=Polo|Talla|M|41,00||3||Ropa|Andes||||||||||||polo|`,
	}
	for i, row := range rows {
		if got := strings.ReplaceAll(strings.Join(row, "|"), "\n", "⏎"); i >= len(want) || got != want[i] {
			t.Errorf("row %d: got\n%s", i, got)
		}
	}
	if len(rows) != len(want) {
		t.Errorf("got %d rows, want %d", len(rows), len(want))
	}
}

// A field that would be lost is an error.
func TestRowsRefused(t *testing.T) {
	for catalogue, want := range map[string]string{
		`[{"id": 1, "secret": true}]`: `the field "secret"`, `{}`: "cannot unmarshal", `[`: "unexpected",
		`[{"options": [` + strings.TrimSuffix(strings.Repeat(`{"name": "x"},`, 21), ",") + `]}]`: "more than 20 options",
	} {
		if _, err := Rows(strings.NewReader(catalogue), Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want an error with %q", catalogue, err, want)
		}
	}
}

func TestNeutral(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "Polo": "Polo", "=1+1": "'=1+1", "+51": "'+51", "-1": "'-1", "@A1": "'@A1", "\t=1": "'\t'=1", "  =1": "'  =1", `"=1`: `'"=1`, "＝1": "'＝1",
		"a;=1;b": "a;'=1;b", "a\n@b": "a\n'@b", "a=b": "a=b", "'a": "''a", "a;'b": "a;''b",
	} {
		if got := Neutral(cell); got != want {
			t.Errorf("%q: got %q, want %q", cell, got, want)
		}
	}
}

// FuzzCell makes a cell of any text. It has no formula and comes back unchanged.
func FuzzCell(f *testing.F) {
	for _, seed := range []string{"=1", "a;\"=1", "\t\r\n;;+", "＝", "'=1", "''"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cell := Neutral(text)
		if got := Restore(cell); got != text {
			t.Errorf("%q became %q and then %q", text, cell, got)
		}
		for part := range strings.FieldsFuncSeq(cell, func(c rune) bool { return strings.ContainsRune(";\t\r\n", c) }) {
			if strings.ContainsAny(part[:1], "=+-@") {
				t.Errorf("%q became %q, which has a formula in it", text, cell)
			}
		}
	})
}

// FuzzList makes a cell of any list without white space around its elements.
func FuzzList(f *testing.F) {
	f.Add("a", "b\nc")
	f.Add("", `\0`)
	f.Add(`\`, "\\\n\\n")
	f.Fuzz(func(t *testing.T, a, b string) {
		list := []string{strings.TrimSpace(a), strings.TrimSpace(b)}
		if got := SplitList(JoinList(list)); !slices.Equal(got, list) {
			t.Errorf("%q became %q", list, got)
		}
	})
}
