package importer

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"carrito/app/catalog"
	"carrito/server/identity"
)

var update = flag.Bool("update", false, "rewrite the JSON files in testdata")

// today is the time of all imports in tests.
var today = time.Date(2026, time.November, 27, 12, 0, 0, 0, time.Local)

// peru is the shop that tests import for.
func peru(ledger *identity.Ledger) Options {
	return Options{Digits: 2, Currency: "PEN", Locale: "es-PE", Ledger: ledger, Now: today}
}

// read imports an export that must be valid.
func read(t *testing.T, export string, ledger *identity.Ledger) *Result {
	t.Helper()
	return importAll(t, export, peru(ledger))
}

func importAll(t *testing.T, export string, opts Options) *Result {
	t.Helper()
	r, err := Import(strings.NewReader(export), opts)
	if err != nil {
		t.Fatalf("got error %v, want none", err)
	}
	return r
}

// adopted returns a ledger with the ids of a products.json.
func adopted(t *testing.T, products string) *identity.Ledger {
	t.Helper()
	ledger := new(identity.Ledger)
	if notes, err := ledger.Adopt([]byte(products)); err != nil || len(notes) > 0 {
		t.Fatalf("got %v, %v, want the ids adopted", notes, err)
	}
	return ledger
}

// compact returns the products.json of the result without white space.
func compact(t *testing.T, r *Result) string {
	t.Helper()
	var written, b bytes.Buffer
	if err := r.WriteJSON(&written); err != nil {
		t.Fatal(err)
	}
	if err := json.Compact(&b, written.Bytes()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func skipped(r *Result) string { return lines(r.Skipped) }

func lines(list []Skipped) string {
	var all []string
	for _, s := range list {
		all = append(all, s.String())
	}
	return strings.Join(all, "\n")
}

// importCase is an export and the expected result of its import.
type importCase struct {
	name    string
	export  string
	want    string // products.json without white space; not checked if empty
	skipped string // one a line
	notes   string // one a line
	unused  string // joined with commas; not checked if empty
	missing string // joined with commas; not checked if empty
}

func (c importCase) run(t *testing.T) {
	t.Helper()
	ledger := new(identity.Ledger)
	r := read(t, c.export, ledger)
	if got := compact(t, r); c.want != "" && got != c.want {
		t.Errorf("got  %s\nwant %s", got, c.want)
	}
	if first, again := compact(t, r), compact(t, read(t, c.export, ledger)); again != first {
		t.Errorf("a second import: got\n%s\nwant\n%s", again, first)
	}
	if got := skipped(r); got != c.skipped {
		t.Errorf("got skipped\n%s\nwant\n%s", got, c.skipped)
	}
	if got := lines(r.Notes); got != c.notes {
		t.Errorf("got notes\n%s\nwant\n%s", got, c.notes)
	}
	if got := strings.Join(r.Unused, ","); c.unused != "" && got != c.unused {
		t.Errorf("got unused columns %s, want %s", got, c.unused)
	}
	if got := strings.Join(r.Missing, ","); c.missing != "" && got != c.missing {
		t.Errorf("got missing %s, want %s", got, c.missing)
	}
}

func TestImportFiles(t *testing.T) {
	tests := []struct {
		name   string
		format string
		known  string // slug of a product that has the id 7
		want   catalog.Counts
	}{
		{"shopify", "Shopify", "taza-barro", catalog.Counts{Products: 3, Variants: 5, Images: 3, Categories: 3}},
		{"woocommerce", "WooCommerce", "chalina", catalog.Counts{Products: 3, Variants: 6, Images: 3, Categories: 3}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			export, err := os.ReadFile("testdata/" + test.name + ".csv")
			if err != nil {
				t.Fatal(err)
			}
			r := read(t, string(export), adopted(t, `[{"id": 7, "slug": "`+test.known+`"}, {"id": 9, "slug": "retirado"}]`))
			if r.Format != test.format {
				t.Errorf("got format %q, want %q", r.Format, test.format)
			}
			if got := r.Catalog.Counts(); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
			golden(t, "testdata/"+test.name+".json", r)
		})
	}
}

// golden compares the products.json and the skipped lines of the result with golden
// files.
func golden(t *testing.T, file string, r *Result) {
	t.Helper()
	var got bytes.Buffer
	if err := r.WriteJSON(&got); err != nil {
		t.Fatal(err)
	}
	skippedFile := strings.TrimSuffix(file, ".json") + ".skipped.txt"
	if *update {
		os.WriteFile(file, got.Bytes(), 0o644)
		os.WriteFile(skippedFile, []byte(skipped(r)+"\n"), 0o644)
	}
	want, _ := os.ReadFile(file)
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("got\n%s\nwant what %s has", got.Bytes(), file)
	}
	want, _ = os.ReadFile(skippedFile)
	if got := skipped(r) + "\n"; got != string(want) {
		t.Errorf("got skipped\n%s\nwant what %s has", got, skippedFile)
	}
}

func TestImportFaults(t *testing.T) {
	tests := []struct {
		name   string
		export string
		want   string // within the error
	}{
		{"empty file", "", "the export is empty"},
		{"nothing but a mark", "\ufeff\r\n ", "the export is empty"},
		{"unknown header", "código,precio\n1,2\n", `Shopify (columns Handle, Title, Variant Price) or WooCommerce (columns Name, Regular price) or Table (columns Name, Price); it begins "código, precio"`},
		{"long unknown header", "a,b,c,d,e,f\n", `it begins "a, b, c, d, e"`},
		{"header only", "Handle,Title,Variant Price\n", "has a header but no products"},
		{"blank rows only", "Handle,Title,Variant Price\n,,\n\n", "has a header but no products"},
		{"cut off", "Handle,Title,Variant Price\na,A,1\nb,\"B", "cut off inside the quoted text that begins in line 3"},
		{"cut off in the header", "Handle,\"Title", "cut off inside the quoted text that begins in line 1"},
		{"stray quote", "Handle,Title,Variant Price\na,\"A\"b\",1\nc,C,1\n", "not valid CSV"},
		{"UTF-8 but for one letter", "Handle,Title,Variant Price\na,Año,1\nb,Té,1\nc,A\xf1o,1\n", "line 4 is not UTF-8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Import(strings.NewReader(test.export), Options{Digits: 2})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestHeaders(t *testing.T) {
	tests := []importCase{
		{
			name:   "capitals, spaces and a mark",
			export: "\ufeffHANDLE, title ,variant PRICE\na,A,1\n",
			want:   `[{"id":1,"slug":"a","name":"A","price":"1.00"}]`,
		}, {
			name:   "semicolons",
			export: "Handle;Title;Variant Price\na;Año, nuevo;1,50\n",
			want:   `[{"id":1,"slug":"a","name":"Año, nuevo","price":"1.50"}]`,
		}, {
			name: "new names of Shopify",
			export: "Title,URL handle,Description,Published on online store,SKU,Option1 name,Option1 value,Price,Compare-at price,Inventory tracker,Inventory quantity,Continue selling when out of stock,Product image URL,Variant image URL\n" +
				"A,a,Hola,TRUE,A-1,Talla,S,5,6,shopify,2,DENY,https://x.example/1,https://x.example/2\n" +
				"B,b,,TRUE,,,,5,,shopify,2,CONTINUE,,\nC,c,,FALSE,,,,5,,,,,,\n",
			want: `[{"id":1,"slug":"a","name":"A","price":"5.00","description":"Hola",` +
				`"images":[{"src":"https://x.example/1","alt":"A"},{"src":"https://x.example/2","alt":"A"}],"options":[{"name":"Talla","values":["S"]}],` +
				`"variants":[{"id":1,"sku":"A-1","values":["S"],"price":"5.00","compareAtPrice":"6.00","stock":2,"image":1}]},{"id":2,"slug":"b","name":"B","price":"5.00"}]`,
			skipped: "line 4: C: is not published",
		}, {
			name: "WooCommerce in Spanish",
			export: "Tipo,SKU,Nombre,Publicado,Descripción corta,Descripción,¿Existencias?,Inventario,Precio rebajado,Precio normal,Categorías,Etiquetas,Imágenes,Superior,Nombre del atributo 1,Valor(es) del atributo 1\n" +
				"variable,P,Polo,1,Corta,Larga,1,,,,Ropa,nuevo,https://x.example/1,,Talla,\"S, M\"\n" +
				"variation,P-S,Polo - S,1,,,1,4,8,10,,,,P,Talla,S\n",
			want: `[{"id":1,"slug":"polo","name":"Polo","price":"8.00","category":"Ropa","description":"Corta\n\nLarga","tags":["nuevo"],` +
				`"images":[{"src":"https://x.example/1","alt":"Polo"}],"options":[{"name":"Talla","values":["S"]}],` +
				`"variants":[{"id":1,"sku":"P-S","values":["S"],"price":"8.00","compareAtPrice":"10.00","stock":4}]}]`,
		}, {
			name:   "first of two columns with one name",
			export: "Handle,Title,Title,Variant Price\na,A,B,1\n",
			want:   `[{"id":1,"slug":"a","name":"A","price":"1.00"}]`,
		}, {
			name:   "rows too short and too long",
			export: "Handle,Title,Variant Price,Tags\na,A,1\nb,B,2,t,u,v\n",
			want:   `[{"id":1,"slug":"a","name":"A","price":"1.00"}]`,
			skipped: "line 3: b: has more cells than the header (6, not 4): " +
				"is there a comma or semicolon in a cell that is not in quotation marks?",
		}, {
			name:   "a comma outside quotation marks that moves the price",
			export: "Nombre,Precio,Categoría\nCable de 1,5 m,12,Cables\nMesa,30,Muebles\n",
			want:   `[{"id":1,"slug":"mesa","name":"Mesa","price":"30.00","category":"Muebles"}]`,
			skipped: "line 2: Cable de 1: has more cells than the header (4, not 3): " +
				"is there a comma or semicolon in a cell that is not in quotation marks?",
		}, {
			name:   "empty cells beyond the header",
			export: "Handle,Title,Variant Price,Tags\na,A,1,t, ,,\n",
			want:   `[{"id":1,"slug":"a","name":"A","price":"1.00","tags":["t"]}]`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t) })
	}
}

func TestWriteJSONKeepsMarkup(t *testing.T) {
	r := read(t, "Handle,Title,Variant Price\na,Polo <b> & más,1\n", nil)
	var b bytes.Buffer
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	want := "[\n  {\n    \"id\": 1,\n    \"slug\": \"a\",\n    \"name\": \"Polo <b> & más\",\n    \"price\": \"1.00\"\n  }\n]\n"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func TestOtherCurrencies(t *testing.T) {
	for digits, want := range map[int]string{0: `"price":"36"`, 3: `"price":"36.000"`} {
		r, err := Import(strings.NewReader("Handle,Title,Variant Price\na,A,36.00\n"), Options{Digits: digits})
		if err != nil {
			t.Fatal(err)
		}
		if got := compact(t, r); !strings.Contains(got, want) {
			t.Errorf("with %d decimals: got %s, want %s", digits, got, want)
		}
	}
}

func containsAll(text string, parts ...string) bool {
	for _, part := range parts {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}
