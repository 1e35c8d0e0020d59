package search_test

import (
	"fmt"
	"math/rand/v2"
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

// TestCodes checks that a whole SKU comes first, and no more of it.
func TestCodes(t *testing.T) {
	s := open(t, nil,
		`{"name":"Words","sku":"CAMISA AZUL M"}`,
		`{"name":"Polos largos","category":"Polos","sku":"POLO-S"}`,
		`{"name":"Gorra, marca Polo","category":"Polos","sku":"POLO-M","options":[{"name":"Talla","values":["S"]}],"variants":[{"id":1,"values":["S"],"sku":"POLOS-42"}]}`,
		`{"name":"Azul de metileno"}`,
		`{"name":"Camisa azul, talla M"}`,
		`{"name":"Polos cortos"}`,
		`{"name":"Letters","sku":"AZULES"}`, `{"name":"Two codes","options":[{"name":"Talla","values":["S","M"]}],
			"variants":[{"id":1,"values":["S"],"sku":"ZETAS"},{"id":2,"values":["M"],"sku":"ZETA-S"}]}`, `{"name":"Zetas"}`,
	)
	for _, tt := range []struct{ name, text, want string }{
		{"a word of a SKU is none", "azul", "Azul de metileno; Camisa azul, talla M; Words; Letters"},
		{"all words of a SKU", "camisa-azul-m", "Words; Camisa azul, talla M"},
		{"all words of a SKU together", "camisaazulm", "Words"},
		{"a SKU that is a plural when joined", "polos", "Polos cortos; Polos largos; Gorra, marca Polo"},
		{"the same SKU with its hyphen", "polo-s", "Polos largos; Gorra, marca Polo; Polos cortos"},
		{"a SKU of one word", "azules", "Letters; Azul de metileno; Camisa azul, talla M; Words"},
		{"a SKU beside one that is the same when joined", "zetas", "Two codes; Zetas"},
		{"a SKU with digits", "polos42", "Gorra, marca Polo"},
		{"beginning of a SKU", "polos-4", "Gorra, marca Polo"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := s.find(tt.text); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
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

// A Portuguese shop finds its blue products by the plural, however many names have it.
func TestPortuguesePlurals(t *testing.T) {
	objects := []string{`{"name":"Meias azuis"}`, `{"name":"Anéis"}`}
	for range 50 {
		objects = append(objects, `{"name":"Camisa azul infantil"}`)
	}
	s := open(t, nil, objects...)
	for text, want := range map[string]int{"azuis": 51, "azul": 51, "infantis": 50, "anel": 1, "camisas azuis infantis": 50} {
		if got := len(s.Search(text).Ordinals); got != want {
			t.Errorf("%s: got %d products, want %d", text, got, want)
		}
	}
	if got := s.find("azuis"); !strings.HasPrefix(got, "Meias azuis; ") {
		t.Errorf("got %s, want the word as it is typed first", got)
	}
	if got := s.Suggest("azul").Completed; len(got) > 0 {
		t.Errorf("got %q offered for azul, want no plural of it", got)
	}
}

func TestNothingFound(t *testing.T) {
	s := open(t, nil,
		`{"name":"Zapatilla azul"}`, `{"name":"Polo verde"}`, `{"name":"Polo azul"}`, `{"name":"Casaca verde impermeable"}`, `{"name":"Algodón T-shirt"}`,
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
		{"sapatila asul", "Zapatilla azul", []string{"zapatilla azul"}, nil},
		{"Sapatila para ASUL, sapatila", "Zapatilla azul", []string{"zapatilla para azul, zapatilla"}, nil},
		{"t-shrt", "Algodón T-shirt", []string{"tshirt", "t-shirt"}, nil},
		{"polo AB-12/N", "Polo azul; Polo verde", nil, []string{"ab-12/n"}},
		{"polo ¿Fucsia?", "Polo azul; Polo verde", nil, []string{"fucsia"}},
	} {
		t.Run(tt.text, func(t *testing.T) {
			got := s.Search(tt.text)
			if s.names(got.Ordinals) != tt.want || !slices.Equal(got.Near, tt.near) || !slices.Equal(got.Left, tt.left) {
				t.Errorf("got %s, near %q, without %q, want %s, %q, %q", s.names(got.Ordinals), got.Near, got.Left, tt.want, tt.near, tt.left)
			}
			if left := s.Suggest(tt.text).Left; !slices.Equal(left, tt.left) {
				t.Errorf("got suggestions without %q, want without %q", left, tt.left)
			}
		})
	}
}

// Shoppers of a bookshop type the number in the bar code, grouped or not.
func TestBarCodes(t *testing.T) {
	objects := []string{
		`{"name":"Rayuela","gtin":"978-84-376-0494-7"}`,
		`{"name":"Ficciones","options":[{"name":"Tapa","values":["dura","blanda"]}],
			"variants":[{"id":1,"values":["dura"],"gtin":"9788420674209"},{"id":2,"values":["blanda"],"gtin":"97 884206 33121"}]}`,
		`{"name":"84 376 palabras","description":"Cerca de 978."}`,
		`{"name":"Caja","gtin":"73513537"}`,
		`{"name":"Pomo","gtin":"7501234567890"}`,
		`{"name":"Lego 75192 y 75313"}`,
	}
	s := open(t, nil, objects...)
	built := s.Index
	dictionary, parts := built.Files()
	large, err := search.Open(dictionary, len(objects), func(part int) ([]byte, bool) { return parts[part], true })
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ text, want string }{
		{"9788437604947", "Rayuela"},
		{"978-84-376-0494-7", "Rayuela"},
		{"978 84 376 0494 7", "Rayuela"},
		{"978843760", "Rayuela"},
		{"rayuela 978-84-376-0494-7", "Rayuela"},
		{"9788420674209", "Ficciones"},
		{"978-84-206-3312-1", "Ficciones"},
		{"73513537", "Caja"},
		{"9788437604948", ""},
		{"7 501234 567890", "Pomo"},
		{"lego 75192 75313", "Lego 75192 y 75313"},
		{"75192 75313", "Lego 75192 y 75313"},
	} {
		if got := s.find(tt.text); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.text, got, tt.want)
		}
		if got := s.names(large.Search(tt.text).Ordinals); got != tt.want {
			t.Errorf("%s, in parts: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

// A query costs no more than one of twelve words, however it is written.
func TestFewWords(t *testing.T) {
	products := crowded(rand.New(rand.NewPCG(1, 6)), 100)
	dictionary, parts := search.FilesOf(openProducts(products, nil).Index, 30)
	read := 0
	x, err := search.Open(dictionary, len(products), func(part int) ([]byte, bool) { read++; return parts[part], true })
	if err != nil {
		t.Fatal(err)
	}
	cost := func(text string) int {
		read = 0
		x.Search(text)
		return read
	}
	var words []string
	for a := 'a'; a <= 'z'; a++ {
		words = append(words, "pe"+string(a), "so"+string(a))
	}
	for _, between := range []string{" ", ".", ". ", "-", "/"} {
		most := cost(strings.Join(words[:12], between))
		for _, n := range []int{13, 24, 52} {
			text := strings.Join(words[:n], between)
			if got := search.QueryWords(x, text); got > 12 {
				t.Errorf("%q: got %d words, want 12", text, got)
			}
			if got := cost(text); got > most+8 { // the joined word is another
				t.Errorf("%q: got %d parts read, want about the %d of its first twelve words", text, got, most)
			}
		}
	}
	if got := search.QueryWords(x, strings.Repeat("d.e ", 40)); got > 12 {
		t.Errorf("got %d stop words, want 12", got)
	}
}

func TestSynonyms(t *testing.T) {
	s := open(t, []string{"polera = polo", "móveis = mobiliário", "buzo = pantalón deportivo = jogger"},
		`{"name":"Polos básicos"}`, `{"name":"Pantalón deportivo gris"}`, `{"name":"Pantalón jean"}`, `{"name":"Jogger"}`, `{"name":"Polera larga"}`, `{"name":"Móvel baixo"}`,
	)
	for _, tt := range []struct{ text, want string }{
		{"polera", "Polera larga; Polos básicos"},
		{"poleras", "Polera larga; Polos básicos"},
		{"polo", "Polos básicos; Polera larga"},
		{"mobiliario", "Móvel baixo"},
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
		{"cam", "Camisa azul; Camisón azul; Camiseta azul; Camisa de lino; Vela", "Camas y mesas; Camisas", "camisa; camiseta; camisón"},
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
			for _, place := range search.NewNames(categories, nil).Meant(got) {
				names = append(names, categories[place])
			}
			if s.names(got.Products) != tt.products || strings.Join(names, "; ") != tt.categories || strings.Join(got.Completed, "; ") != tt.completed {
				t.Errorf("got %s; categories %q; completed %q", s.names(got.Products), names, got.Completed)
			}
		})
	}
}

// TestNames finds categories by what is typed, by the rules for products.
func TestNames(t *testing.T) {
	names := []string{"Camisas", "Teléfonos", "T-shirts", "Polos", "Libros de arte", "Libros de cocina", "Libros de viaje", "Libros", "Ropa de cama", "Camisetas"}
	var objects []string
	for _, name := range names {
		objects = append(objects, fmt.Sprintf(`{"name":"Uno","category":%q}`, name))
	}
	synonyms := []string{"polera = polo"}
	s := open(t, synonyms, objects...)
	for _, tt := range []struct{ name, text, want string }{
		{"beginning", "cami", "Camisas; Camisetas"},
		{"plural", "camisa", "Camisas"},
		{"a word with the same beginning", "cama", "Ropa de cama"},
		{"a word with the same stem's beginning", "tela", ""},
		{"hyphen", "t-shirt", "T-shirts"},
		{"without hyphen", "tshirt", "T-shirts"},
		{"synonym", "polera", "Polos"},
		{"plural of a synonym", "Poleras", "Polos"},
		{"typing error", "camizeta", "Camisetas"},
		{"few of many, the whole name first", "libro", "Libros; Libros de arte; Libros de cocina"},
		{"two words", "libros viaje", "Libros de viaje"},
		{"a word that no name has", "libros fucsia", ""},
		{"nothing", "", ""},
		{"signs", "%", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, place := range search.NewNames(names, synonyms).Meant(s.Suggest(tt.text)) {
				got = append(got, names[place])
			}
			if strings.Join(got, "; ") != tt.want {
				t.Errorf("%s: got %q, want %s", tt.text, got, tt.want)
			}
		})
	}
}
