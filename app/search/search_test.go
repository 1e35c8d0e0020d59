package search_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/search"
)

// shop is a list of products with their index.
type shop struct {
	*search.Index
	products []*catalog.Product
}

// open returns the shop with these products, one JSON object each, without id, slug and
// price.
func open(t testing.TB, synonyms []string, objects ...string) shop {
	t.Helper()
	for i, object := range objects {
		objects[i] = fmt.Sprintf(`{"id":%d,"slug":"p%d","price":"10",%s`, i+1, i+1, object[1:])
	}
	c, err := catalog.Parse("["+strings.Join(objects, ",")+"]", 2, nil)
	if err != nil || len(c.Products()) != len(objects) {
		t.Fatalf("got %d products and %v, want %d", len(c.Products()), err, len(objects))
	}
	return openProducts(c.Products(), synonyms)
}

func openProducts(products []*catalog.Product, synonyms []string) shop {
	newest := slices.Clone(products)
	slices.Reverse(newest)
	return shop{search.New(newest, synonyms), products}
}

// find returns the names of the products found, each followed by a semicolon.
func (s shop) find(text string) string { return s.names(s.Search(text).Ordinals) }

func (s shop) names(ordinals []int) string {
	var b strings.Builder
	for _, o := range ordinals {
		b.WriteString(s.products[o].Name + "; ")
	}
	return strings.TrimSuffix(b.String(), "; ")
}

func TestRanking(t *testing.T) {
	const (
		drill = "Pantalón de drill"
		jean  = "PANTALO\u0301N jean"
		aba   = "Ábaco estampado"
		shoe  = "Zapato azul"
		skirt = "Falda pantalón"
	)
	s := open(t, nil,
		`{"name":"Zapato azul","options":[{"name":"Talla","values":["40"]}],"variants":[{"id":1,"values":["40"],"price":"60"}]}`,
		`{"name":"PANTALO\u0301N jean","category":"Pantalones","description":"Denim azul."}`,
		`{"name":"Pantalón de drill","category":"Pantalones","tags":["oficina"]}`,
		`{"name":"Falda pantalón","category":"Faldas","sku":"FAL-01"}`,
		`{"name":"Ábaco estampado","category":"Niños","options":[{"name":"Talla","values":["S","XL"]}],
			"variants":[{"id":1,"values":["S"],"sku":"ABA-CHICO"},{"id":2,"values":["XL"],"price":"120"}]}`,
	)
	tests := []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", nil},
		{"only spaces", " \t", nil},
		{"only signs", "?! %", nil},
		// Names that begin with the word come first.
		{"without accent", "pantalon", []string{drill, jean, skirt}},
		{"with accent", "Pantalón", []string{drill, jean, skirt}},
		{"part of a word", "talon", []string{drill, skirt, jean}},
		{"every word", "pantalon azul", []string{jean}},
		{"words in any order", "jean pantalon", []string{jean}},
		{"beginning of the last word", "pantalon dr", []string{drill}},
		{"beginning of the first word", "pant drill", []string{drill}},
		{"name before description", "azul", []string{shoe, jean}},
		{"tag", "OFICINA", []string{drill}},
		{"category", "niños", []string{aba}},
		{"category without tilde", "ninos", []string{aba}},
		{"SKU", "aba-chico", []string{aba}},
		{"SKU without hyphen", "abachico", []string{aba}},
		{"beginning of a SKU", "aba-ch", []string{aba}},
		{"SKU of a product without variants", "fal-01", []string{skirt}},
		{"option value", "xl", []string{aba}},
		{"option with its name", "abaco talla xl", []string{aba}},
		{"stop words need not be found", "pantalón para la oficina", []string{drill}},
		{"error in the first letter", "bantalon", []string{drill, jean, skirt}},
		{"letter too many", "panttalon", []string{drill, jean, skirt}},
		{"letters in wrong order", "pnatalon", []string{drill, jean, skirt}},
		{"two errors", "pamtaloon", []string{drill, skirt, jean}},
		{"error in a short word", "azl", nil},
		{"error and plural", "patalones", []string{drill, jean, skirt}},
		{"error in a beginning", "oficni", []string{drill}},
		{"error in one of two words", "zapatp azul", []string{shoe}},
		{"three errors", "pomtoloon", nil},
		{"a word across two fields", "pantalonesoficina", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := s.find(tt.text); got != strings.Join(tt.want, "; ") {
				t.Errorf("got %s, want %s", got, strings.Join(tt.want, "; "))
			}
		})
	}
}

// TestFields checks the order of the fields in which a word is.
func TestFields(t *testing.T) {
	s := open(t, nil,
		`{"name":"In description","description":"Con forro y funda."}`,
		`{"name":"In category","category":"Funda"}`,
		`{"name":"In option","options":[{"name":"Tipo","values":["funda"]}],"variants":[{"id":1,"values":["funda"]}]}`,
		`{"name":"In tags","tags":["funda"]}`,
		`{"name":"A funda in name"}`,
		`{"name":"Fundas plural"}`,
		`{"name":"Funda at the beginning"}`,
		`{"name":"Code","sku":"FUNDA"}`,
		`{"name":"Fundación, a longer word"}`,
		`{"name":"Futda, an error"}`,
	)
	want := "Code; Funda at the beginning; Fundas plural; A funda in name; In tags; In option; In category; Fundación, a longer word; In description"
	if got := s.find("funda"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLetters(t *testing.T) {
	s := open(t, nil,
		`{"name":"Libro del ano"}`, `{"name":"Libro del año"}`, `{"name":"Papá"}`, `{"name":"Papa"}`, `{"name":"Otro","description":"Del año pasado."}`,
	)
	for _, tt := range []struct{ text, want string }{
		{"año", "Libro del año; Otro; Libro del ano"},
		{"ano", "Libro del ano; Libro del año; Otro"},
		{"papá", "Papá; Papa"},
		{"papa", "Papa; Papá"},
		{"PAPÁ", "Papá; Papa"},
	} {
		if got := s.find(tt.text); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

// TestAsPeopleType searches with punctuation and in singular and plural.
func TestAsPeopleType(t *testing.T) {
	s := open(t, nil,
		`{"name":"Gorra snapback"}`,
		`{"name":"T-shirt básico","description":"Para él y ella; algodón."}`,
		`{"name":"Tshirt kids"}`,
		`{"name":"Polo “Costa”"}`,
		`{"name":"Pantalón jean"}`,
		`{"name":"Luces de jardín"}`,
		`{"name":"Vela tres mechas"}`,
		`{"name":"Bastón de trekking","variants":[{"id":1,"values":["A/B"],"sku":"BAS-10.5/N"}],"options":[{"name":"Tipo","values":["A/B"]}]}`,
		`{"name":"Curso de C++"}`,
		`{"name":"Baby dress, 6–9 months"}`,
		`{"name":"เสื้อสีแดง"}`,
		`{"name":"Gift boxes"}`,
		`{"name":"Crema de 500 ml"}`,
		`{"name":"Aceite 250ml"}`,
		`{"name":"قميص رجالي"}`,
		`{"name":"Taza 👕"}`,
	)
	tests := []struct{ text, want string }{
		{"gorras", "Gorra snapback"},
		{"¿gorra?", "Gorra snapback"},
		{"¡GORRAS!", "Gorra snapback"},
		{"gorra, snapback.", "Gorra snapback"},
		{`"gorra snapback"`, "Gorra snapback"},
		{"gorra-snapback", "Gorra snapback"},
		{"gorra/snapback", "Gorra snapback"},
		{"gora", "Gorra snapback"},
		{"goras", "Gorra snapback"},
		{"t-shirt", "T-shirt básico; Tshirt kids"},
		{"t shirt", "T-shirt básico; Tshirt kids"},
		{"tshirt", "Tshirt kids; T-shirt básico"},
		{"t‑shirts", "T-shirt básico; Tshirt kids"}, // U+2011
		{"tshirts", "Tshirt kids; T-shirt básico"},
		{"polos,", "Polo “Costa”"},
		{"“polo costa”", "Polo “Costa”"},
		{"polo costa", "Polo “Costa”"},
		{"pantalones", "Pantalón jean"},
		{"jeans", "Pantalón jean"},
		{"luz", "Luces de jardín"},
		{"luces", "Luces de jardín"},
		{"tres", "Vela tres mechas"}, // and no trekking
		{"bas-10.5/n", "Bastón de trekking"},
		{"bastón a/b", "Bastón de trekking"},
		{"c++", "Curso de C++"},
		{"babies", "Baby dress, 6–9 months"},
		{"dresses", "Baby dress, 6–9 months"},
		{"6-9 month", "Baby dress, 6–9 months"},
		{"box", "Gift boxes"},
		{"500ml", "Crema de 500 ml"},
		{"500 ml", "Crema de 500 ml"},
		{"250 ml", "Aceite 250ml"},
		{"สีแดง", "เสื้อสีแดง"},
		{"สี้แดง", ""},
		{"قميص", "قميص رجالي"},
		{"👕", "Taza 👕"},
		{"👖", ""},
		{"gorra\u200b", "Gorra snapback"},
		{"gor\u00adra", "Gorra snapback"},
		{"gas", ""},
		{".*", ""},
		{"gor.*", "Gorra snapback"},
		{"^gorra$", "Gorra snapback"},
		{"100%", ""},
		{"?!", ""},
		{strings.Repeat("g", 5000), ""},
		{strings.Repeat("gorra ", 1000), "Gorra snapback"},
	}
	for _, tt := range tests {
		t.Run(tt.text[:min(len(tt.text), 30)], func(t *testing.T) {
			if got := s.find(tt.text); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestNothingFound(t *testing.T) {
	s := open(t, nil,
		`{"name":"Zapatilla azul"}`, `{"name":"Polo verde"}`, `{"name":"Polo azul"}`, `{"name":"Casaca verde impermeable"}`,
	)
	for _, tt := range []struct {
		text, want string
		near, left []string
	}{
		{"polo azul", "Polo azul", nil, nil},
		{"sapatila azul", "Zapatilla azul", []string{"zapatilla azul"}, nil},
		{"polo fucsia", "Polo azul; Polo verde", nil, []string{"fucsia"}},
		{"polo verde impermeable", "Polo verde", nil, []string{"impermeable"}},
		{"polo fucsia cuadriculado", "Polo azul; Polo verde", nil, []string{"cuadriculado", "fucsia"}},
		{"fucsia", "", nil, nil},
		{"sapatina", "", []string{"zapatilla"}, nil},
	} {
		t.Run(tt.text, func(t *testing.T) {
			got := s.Search(tt.text)
			if s.names(got.Ordinals) != tt.want || !slices.Equal(got.Near, tt.near) || !slices.Equal(got.Left, tt.left) {
				t.Errorf("got %s, near %q, without %q, want %s, %q, %q", s.names(got.Ordinals), got.Near, got.Left, tt.want, tt.near, tt.left)
			}
		})
	}
}

func TestSynonyms(t *testing.T) {
	s := open(t, []string{"polera = polo", "buzo = pantalón deportivo = jogger"},
		`{"name":"Polos básicos"}`, `{"name":"Pantalón deportivo gris"}`, `{"name":"Pantalón jean"}`, `{"name":"Jogger"}`, `{"name":"Polera larga"}`,
	)
	for _, tt := range []struct{ text, want string }{
		{"polera", "Polera larga; Polos básicos"},
		{"poleras", "Polera larga; Polos básicos"},
		{"polo", "Polos básicos; Polera larga"},
		{"buzo", "Jogger; Pantalón deportivo gris"},
		{"buzo gris", "Pantalón deportivo gris"},
		{"pantalon deportivo", "Pantalón deportivo gris; Jogger"},
	} {
		if got := s.find(tt.text); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestSuggest(t *testing.T) {
	s := open(t, nil,
		`{"name":"Camisa de lino","category":"Camisas"}`, `{"name":"Camiseta azul","category":"Polos"}`, `{"name":"Camisón azul","category":"Pijamas"}`,
		`{"name":"Casaca azul","category":"Casacas"}`, `{"name":"Camisa azul","category":"Camisas"}`, `{"name":"Vela","description":"Aroma de camelia."}`,
	)
	categories := []string{"Camisas", "Polos", "Pijamas", "Casacas", "Camas y mesas"}
	for _, tt := range []struct {
		text, products, categories, completed string
	}{
		{"cam", "Camisa azul; Camisón azul; Camiseta azul; Camisa de lino; Vela", "Camisas; Camas y mesas", "camisa; camiseta; camisón"},
		{"azul cam", "Camisa azul; Camisón azul; Camiseta azul", "", "azul camisa; azul camiseta; azul camisón"},
		{"Azul Camisas", "Camisa azul", "", ""},
		{"camizeta", "Camiseta azul", "", "camiseta"},
		{"camel", "Vela", "", "camelia"},
		{"", "", "", ""},
		{"%", "", "", ""},
	} {
		t.Run(tt.text, func(t *testing.T) {
			got := s.Suggest(tt.text)
			var names []string
			for _, name := range categories {
				if got.Names(name) {
					names = append(names, name)
				}
			}
			if s.names(got.Products) != tt.products || strings.Join(names, "; ") != tt.categories || strings.Join(got.Completed, "; ") != tt.completed {
				t.Errorf("got %s; categories %q; completed %q", s.names(got.Products), names, got.Completed)
			}
		})
	}
}
