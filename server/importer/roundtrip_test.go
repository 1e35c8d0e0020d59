package importer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"carrito/server/identity"
	"carrito/server/importer/sheet"
	"carrito/server/importer/table"
)

// textsOfOwners are texts that a spreadsheet or an importer may take for something else.
var textsOfOwners = []string{
	"Polo básico", "=1+1", "=HYPERLINK(\"https://x.example\")", "+51 999 999 999", "-5 grados", "@casa", "'entre comillas'", "\"q\"", "<b>Hola</b> & <script>alert(1)</script>",
	"Taza 🏺👩‍👧", "مرحبا بالعالم", "a,b;c|d\te", "1.500", "501", "00123", "2026-11-27", "TRUE", "sí", "no", "línea 1\nlínea 2\n\nlínea 4", `a\nb\\c`, "a;=1", "Talla única", "_x0041_",
	"S/ 20", "https://x.example/a.jpg", strings.Repeat("Lana de alpaca. ", 625) + "fin", "日本語", "e\u0301", "«»", "100 %", "#1", "[gallery]", "Default Title",
}

// catalogueOf returns a random catalogue.
func catalogueOf(r *rand.Rand) []product {
	pick := func() string { return textsOfOwners[r.IntN(len(textsOfOwners))] }
	maybe := func(text string) string {
		if r.IntN(2) == 0 {
			return ""
		}
		return text
	}
	price := func() string { return fmt.Sprintf("%d.%02d", r.IntN(100_000), r.IntN(100)) }
	stock := func() *int {
		if r.IntN(2) == 0 {
			return nil
		}
		return new(r.IntN(2000))
	}
	products := make([]product, r.IntN(8))
	ids := r.Perm(1000)
	for i := range products {
		p := &products[i]
		*p = product{
			ID: ids[i] + 1, Slug: fmt.Sprintf("%s %d", pick(), i), Name: pick(), Price: price(), CompareAtPrice: maybe(price()), Category: maybe(pick()), Description: maybe(pick()),
			Stock: stock(), SKU: maybe(pick()), Brand: maybe(pick()), Condition: maybe(conditions[r.IntN(3)]), Google: maybe("Ropa > Polos"), GTIN: maybe("7501234567893"), MPN: maybe("M-1"),
			Hidden: r.IntN(3) == 0,
		}
		p.Slug = strings.TrimSpace(p.Slug)
		for range r.IntN(3) {
			p.Tags = append(p.Tags, pick())
			p.Images = append(p.Images, image{"https://x.example/" + fmt.Sprint(r.IntN(9)), maybe(pick()), r.IntN(2) * 800, r.IntN(2) * 600})
		}
		for range r.IntN(4) {
			name := pick()
			p.Options = append(p.Options, option{Name: name})
		}
		p.Variants = variantsOf(r, p, pick, maybe, price, stock)
	}
	return products
}

func variantsOf(r *rand.Rand, p *product, pick func() string, maybe func(string) string, price func() string, stock func() *int) []variant {
	if len(p.Options) == 0 {
		return nil
	}
	var variants []variant
	ids, seen := r.Perm(50), map[string]bool{}
	for n := range 1 + r.IntN(5) {
		v := variant{ID: ids[n] + 1, SKU: maybe(pick()), GTIN: maybe("73513537"), MPN: maybe("M"), Price: maybe(price()), CompareAtPrice: maybe(price()), Stock: stock()}
		for range p.Options {
			v.Values = append(v.Values, textsOfOwners[r.IntN(4)])
		}
		if len(p.Images) > 0 && r.IntN(2) == 0 {
			v.Image = new(r.IntN(len(p.Images)))
		}
		if key := strings.Join(v.Values, "\x00"); !seen[key] {
			seen[key] = true
			variants = append(variants, v)
		}
	}
	for i := range p.Options {
		for _, v := range variants {
			if !slices.Contains(p.Options[i].Values, v.Values[i]) {
				p.Options[i].Values = append(p.Options[i].Values, v.Values[i])
			}
		}
		r.Shuffle(len(p.Options[i].Values), func(a, b int) {
			p.Options[i].Values[a], p.Options[i].Values[b] = p.Options[i].Values[b], p.Options[i].Values[a]
		})
	}
	return variants
}

// tableFile returns a catalogue as a table file.
func tableFile(t *testing.T, catalogue []byte, language, decimal string, write func(sheet.Table, io.Writer) error) string {
	t.Helper()
	rows, err := table.Rows(bytes.NewReader(catalogue), table.Options{Language: language, Decimal: decimal})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := write(sheet.Table{Rows: rows, Numbers: table.Numbers(rows[0]), Decimal: decimal}, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A catalogue that is written as a table comes back unchanged, ids included: into an
// empty shop, and into its own.
func TestTableComesBack(t *testing.T) {
	seeds := 60
	if testing.Short() {
		seeds = 15
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		want := catalogueOf(r)
		if len(want) == 0 {
			continue
		}
		catalogue, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		language, decimal := []string{"es", "en", "pt"}[seed%3], []string{".", ","}[seed%2]
		for kind, write := range map[string]func(sheet.Table, io.Writer) error{"CSV": sheet.Table.WriteCSV, "workbook": sheet.Table.WriteWorkbook} {
			file := tableFile(t, catalogue, language, decimal, write)
			for shop, ledger := range map[string]*identity.Ledger{"an empty shop": new(identity.Ledger), "its own shop": adopted(t, string(catalogue))} {
				result := read(t, file, ledger)
				var got []product
				if err := json.Unmarshal([]byte(compact(t, result)), &got); err != nil {
					t.Fatal(err)
				}
				if len(result.Skipped)+len(result.Notes) > 0 {
					t.Errorf("seed %d, %s, %s: got %q, %q, want no remarks", seed, kind, shop, skipped(result), lines(result.Notes))
				}
				for i := range max(len(got), len(want)) {
					if i >= len(got) || i >= len(want) || !reflect.DeepEqual(got[i], want[i]) {
						g, _ := json.Marshal(got[min(i, len(got)-1)])
						w, _ := json.Marshal(want[min(i, len(want)-1)])
						t.Fatalf("seed %d, %s, %s: product %d of %d\ngot  %s\nwant %s", seed, kind, shop, i, len(want), g, w)
					}
				}
			}
		}
	}
}

// An owner edits the table: products keep their ids.
func TestEditedTable(t *testing.T) {
	const catalogue = `[{"id":7,"slug":"polo","name":"Polo","price":"20.00","stock":4,"options":[{"name":"Talla","values":["S","M"]}],` +
		`"variants":[{"id":3,"values":["S"]},{"id":5,"values":["M"],"price":"25.00"}]},{"id":9,"slug":"gorra","name":"Gorra","price":"10.00"}]`
	file := tableFile(t, []byte(catalogue), "es", ".", sheet.Table.WriteCSV)
	edits := []struct{ name, from, to, want string }{
		{"nothing", "", "", "7 polo Polo 3=S 5=M, 9 gorra Gorra"},
		{"a new name", "Gorra", "Gorro", "7 polo Polo 3=S 5=M, 9 gorra Gorro"},
		{"a new value", ",S,", ",Chica,", "7 polo Polo 3=Chica 5=M, 9 gorra Gorra"},
		{"the slug is lost", ",gorra,\r", ",,\r", "7 polo Polo 3=S 5=M, 9 gorra Gorra"},
		{"a product is added", "\r\n9,", "\r\n,,Falda,,,30.00,,,,,,,,,,,,,,,,,\r\n9,", "7 polo Polo 3=S 5=M, 10 falda Falda, 9 gorra Gorra"},
		{"a variant is added", "\r\n7,5,", "\r\n,,Polo,,L,,,,,,,,,,,,,,,,,,polo\r\n7,5,", "7 polo Polo 3=S 6=L 5=M, 9 gorra Gorra"},
	}
	for _, edit := range edits {
		t.Run(edit.name, func(t *testing.T) {
			changed := file
			if edit.from != "" {
				changed = strings.ReplaceAll(file, edit.from, edit.to)
			}
			if edit.from != "" && changed == file {
				t.Fatalf("%q is not in\n%s", edit.from, file)
			}
			if got := idsOf(read(t, changed, adopted(t, catalogue))); got != edit.want {
				t.Errorf("got %s, want %s", got, edit.want)
			}
		})
	}
}

// Every column has a name that the importer knows as exactly this column.
func TestTableColumns(t *testing.T) {
	const catalogue = `[{"id":1,"slug":"a","name":"A","price":"1.00","options":[{"name":"x","values":["y"]},{"name":"z","values":["y"]}],"variants":[{"id":1,"values":["y","y"]}]}]`
	var before map[string]int
	for _, language := range []string{"es", "en", "pt", "fr"} {
		rows, err := table.Rows(strings.NewReader(catalogue), table.Options{Language: language, Decimal: "."})
		if err != nil {
			t.Fatal(err)
		}
		f, columns, ok := detect(rows[0])
		if !ok || f.name != "Table" || !f.header.isOwn() || len(columns) != len(rows[0]) {
			t.Errorf("%s: got %s, %v, want each of %q known", language, f.name, columns, rows[0])
		}
		if before != nil && !reflect.DeepEqual(columns, before) {
			t.Errorf("%s: got %v, want %v", language, columns, before)
		}
		before = columns
	}
}
