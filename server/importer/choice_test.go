package importer

import (
	"slices"
	"strings"
	"testing"
)

// A column without a known name is an option if it has few short values in which
// products differ.
func TestChoices(t *testing.T) {
	many := ""
	for i := range 40 {
		many += "Polo," + strings.Repeat("x", i+1) + ",20\n"
	}
	tests := []struct {
		name, export string
		options      string // of the first product: the names, joined with commas
		note         string // within the notes; empty if there are none
	}{
		{"sizes, by name", "Nombre,Talla,Precio\nPolo,S,20\n", "Talla", ""},
		{"values that repeat", "Nombre,Tela,Precio\nPolo,Lino,20\nCamisa,Lino,20\nFalda,Lana,20\nBlusa,Lana,20\n", "Tela", `the column "Tela" is an option of products; its values: Lino; Lana`},
		{"one product with two values", "Nombre,Tela,Precio\nPolo,Lino,20\nPolo,Lana,22\nFalda,Seda,20\n", "Tela", "its values: Lino; Lana; Seda"},
		{"several values in a cell", "Nombre,Tela,Precio\nPolo,\"Lino, Lana\",20\n", "Tela", "its values: Lino; Lana"},
		{"two products with a code", "Nombre,SKU,Referencia,Tela,Precio\nPolo lino,A,P1,Lino,20\nPolo lana,B,P1,Lana,22\n", "Tela", "line 3: Polo lana: is a variant of Polo lino, because both have the same Referencia"},
		{"a value for each product", "Nombre,Lema,Precio\nPolo,Uno,20\nFalda,Dos,20\n", "", `the column "Lema" is not an option of products: its values do not repeat`},
		{"many values", "Nombre,Lema,Precio\n" + many, "", "more than 30 different values"},
		{"long values", "Nombre,Lema,Precio\nPolo," + strings.Repeat("a", 41) + ",20\n", "", "more than 40 letters"},
		{"amounts", "Nombre,Talle cm,Precio\nPolo,10.55,20\nPolo,11.25,20\n", "", "amounts, dates or addresses"},
		{"dates", "Nombre,Llegada,Precio\nPolo,2026-11-27,20\nPolo,2026-11-28,20\n", "", "amounts, dates or addresses"},
		{"yes and no", "Nombre,Nacional,Precio\nPolo,sí,20\nPolo,no,20\n", "", "only yes or no"},
		{"nothing", "Nombre,Tela,Precio\nPolo,,20\n", "", "no values"},
		{"spreadsheet errors", "Nombre,Tela,Precio\nPolo,#N/A,20\n", "", "no values"},
		{"for the owner", "Nombre,Proveedor,Precio\nPolo,Ana,20\nFalda,Ana,20\n", "", ""},
		{"a name twice", "Nombre,Tela,tela,Precio\nPolo,Lino,Seda,20\nFalda,Lino,Lana,20\n", "Tela", "its values: Lino"},
		{"a known name twice", "Nombre,Precio,Precio\nPolo,20,30\nFalda,20,30\n", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := read(t, test.export, nil)
			var names []string
			for _, o := range r.Catalog.Products()[0].Options {
				names = append(names, o.Name)
			}
			if got := strings.Join(names, ","); got != test.options {
				t.Errorf("got options %s, want %s", got, test.options)
			}
			if got := lines(r.Notes); !strings.Contains(got, test.note) || test.note == "" && test.options != "Tela" && got != "" {
				t.Errorf("got notes %q, want one with %q", got, test.note)
			}
		})
	}
}

// The owner may name the options.
func TestChosenOptions(t *testing.T) {
	const export = "Nombre,Talla,Lema,Proveedor,Precio\nPolo,S,Uno,Ana,20\n"
	tests := []struct {
		names []string
		want  string
	}{
		{nil, "Talla"}, {[]string{"lema", "PROVEEDOR"}, "Lema,Proveedor"}, {[]string{}, ""},
	}
	for _, test := range tests {
		opts := peru(nil)
		opts.Choices = test.names
		var names []string
		for _, o := range importAll(t, export, opts).Catalog.Products()[0].Options {
			names = append(names, o.Name)
		}
		if got := strings.Join(names, ","); got != test.want {
			t.Errorf("%q: got %s, want %s", test.names, got, test.want)
		}
	}
	opts := peru(nil)
	opts.Choices = []string{"Tela"}
	if _, err := Import(strings.NewReader(export), opts); err == nil || !strings.Contains(err.Error(), `"tela"`) {
		t.Errorf("got %v, want an error that names the column", err)
	}
}

func TestSplitChoices(t *testing.T) {
	for cell, want := range map[string][]string{
		"S, M,L": {"S", "M", "L"}, "S|M": {"S", "M"}, "38,5": {"38,5"}, "38,5, 39, 39,5": {"38,5", "39", "39,5"}, "36,37": {"36", "37"}, "4,5": {"4", "5"}, "10,55": {"10", "55"},
	} {
		if got := splitChoices(cell); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", cell, got, want)
		}
	}
}
