package identity

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// export parses products, one a line: key, SKU, slug and name, each "-" if
// there is none. A product with variants has the names of its options in
// brackets, then the values of each variant, with its SKU after a # and its key
// after an @.
func export(t *testing.T, text string) []Product {
	t.Helper()
	value := func(word string) string { return strings.TrimPrefix(word, "-") }
	var products []Product
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		p := Product{Key: value(words[0]), SKU: value(words[1]), Slug: words[2], Name: value(words[3])}
		for _, word := range words[4:] {
			if names, ok := strings.CutPrefix(word, "["); ok {
				p.Options = strings.Split(strings.Trim(names, "]"), "/")
				continue
			}
			values, sku, _ := strings.Cut(word, "#")
			values, key, _ := strings.Cut(values, "@")
			p.Variants = append(p.Variants, Variant{Key: key, SKU: sku, Values: strings.Split(values, "/")})
		}
		products = append(products, p)
	}
	return products
}

// identified returns the products with their ids and those of their variants,
// such as "1 polo 1=S 2=M".
func identified(products []Product) string {
	var lines []string
	for _, p := range products {
		line := fmt.Sprint(p.ID, " ", p.Slug)
		for _, v := range p.Variants {
			line += fmt.Sprint(" ", v.ID, "=", strings.Join(v.Values, "/"))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, ", ")
}

// reread writes a ledger and parses it again, as the next import does.
func reread(t *testing.T, l *Ledger) *Ledger {
	t.Helper()
	again, err := Parse(written(t, l))
	if err != nil {
		t.Fatalf("the ledger cannot be read again: %v\n%s", err, written(t, l))
	}
	return again
}

func written(t *testing.T, l *Ledger) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := l.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// identify imports an export twice, and checks that the second import changes
// nothing.
func identify(t *testing.T, l *Ledger, exporter, text string, leftOut ...string) (*Ledger, string) {
	t.Helper()
	var got [2]string
	var after [2]string
	for i := range got {
		products := export(t, text)
		keys := map[string]bool{}
		for _, p := range products {
			keys[p.Key] = true
		}
		for _, key := range leftOut {
			keys[key] = true
		}
		l.Identify(exporter, products, keys)
		got[i], after[i] = identified(products), string(written(t, l))
		l = reread(t, l)
	}
	if got[0] != got[1] || after[0] != after[1] {
		t.Errorf("a second import of the same export: got\n%s\n%s\nafter\n%s\n%s", got[1], after[1], got[0], after[0])
	}
	return l, got[0]
}

// step is one import.
type step struct {
	exporter string // "woo" if empty
	export   string
	leftOut  []string // keys of products that the export has but the shop does not sell
	want     string
}

var stories = []struct {
	name  string
	steps []step
}{
	{"a size is added before the others", []step{
		{export: "polo - polo Polo [Talla] S#P-S M#P-M", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla] XS#P-XS S#P-S M#P-M", want: "1 polo 3=XS 1=S 2=M"},
	}},
	{"without SKUs", []step{
		{export: "polo - polo Polo [Talla] S M", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla] XS M S", want: "1 polo 3=XS 2=M 1=S"},
	}},
	{"a variant goes and comes back", []step{
		{export: "polo - polo Polo [Talla] S M", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla] M", want: "1 polo 2=M"},
		{export: "polo - polo Polo [Talla] L M", want: "1 polo 3=L 2=M"},
		{export: "polo - polo Polo [Talla] S L M", want: "1 polo 1=S 3=L 2=M"},
	}},
	{"a value is renamed, with the SKU", []step{
		{export: "polo - polo Polo [Talla] S#1 M#2", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla] S#1 Mediana#2", want: "1 polo 1=S 2=Mediana"},
	}},
	{"a value is renamed, with the exporter's key", []step{
		{export: "8 - polo Polo [Talla] S@31 M@32", want: "1 polo 1=S 2=M"},
		{export: "8 - polo Polo [Talla] Mediana@32 S@31", want: "1 polo 2=Mediana 1=S"},
	}},
	{"a value is renamed, with neither", []step{
		{export: "polo - polo Polo [Talla] S M", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla] S Mediana", want: "1 polo 1=S 3=Mediana"},
	}},
	{"values in other capitals", []step{
		{export: "polo - polo Polo [Color] rojo AZUL", want: "1 polo 1=rojo 2=AZUL"},
		{export: "polo - polo Polo [color] Azul Rojo", want: "1 polo 2=Azul 1=Rojo"},
	}},
	{"a SKU that two variants share is ignored", []step{
		{export: "polo - polo Polo [Talla] S#P M#P", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla] XS#P S#P M#P", want: "1 polo 3=XS 1=S 2=M"},
	}},
	{"SKUs are exchanged: the values win", []step{
		{export: "polo - polo Polo [Talla] S#1 M#2", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla] S#2 M#1", want: "1 polo 1=S 2=M"},
	}},
	{"SKUs count the rows: the values win", []step{
		{export: "polo - polo Polo [Talla] S#1 M#2", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla] XS#1 S#2 M#3", want: "1 polo 3=XS 1=S 2=M"},
	}},
	{"all SKUs change", []step{
		{export: "polo - polo Polo [Talla] S#1 M#2", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla] S#P-S M#P-M", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla] Chica#P-S M#P-M", want: "1 polo 1=Chica 2=M"},
	}},
	{"a SKU moves to another value and back", []step{
		{export: "polo - polo Polo [Talla] S#1 M#2", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla] S#2", want: "1 polo 2=S"},
		{export: "polo - polo Polo [Talla] S", want: "1 polo 2=S"},
		{export: "polo - polo Polo [Talla] S#1 M#2", want: "1 polo 1=S 2=M"},
	}},
	{"options in another order", []step{
		{export: "polo - polo Polo [Talla/Color] S/Rojo M/Azul", want: "1 polo 1=S/Rojo 2=M/Azul"},
		{export: "polo - polo Polo [Color/Talla] Azul/M Rojo/S", want: "1 polo 2=Azul/M 1=Rojo/S"},
	}},
	{"options in another order, with values that both have", []step{
		{export: "jean - jean Jean [Cintura/Largo] 30/32 32/30", want: "1 jean 1=30/32 2=32/30"},
		{export: "jean - jean Jean [Largo/Cintura] 30/32 32/30", want: "1 jean 2=30/32 1=32/30"},
	}},
	{"an option is renamed", []step{
		{export: "polo - polo Polo [Talla/Color] S/Rojo M/Azul", want: "1 polo 1=S/Rojo 2=M/Azul"},
		{export: "polo - polo Polo [Color/Tamaño] Azul/M Rojo/S", want: "1 polo 2=Azul/M 1=Rojo/S"},
	}},
	{"an option is renamed while a variant is gone", []step{
		{export: "polo - polo Polo [Talla] S M", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Tamaño] M", want: "1 polo 2=M"},
		{export: "polo - polo Polo [Tamaño] S M", want: "1 polo 1=S 2=M"},
	}},
	{"an option is added: S becomes several variants", []step{
		{export: "polo - polo Polo [Talla] S M", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla/Color] S/Rojo S/Azul M/Rojo", want: "1 polo 3=S/Rojo 4=S/Azul 5=M/Rojo"},
		{export: "polo - polo Polo [Talla] M S", want: "1 polo 2=M 1=S"},
	}},
	{"an option is added, with the SKUs", []step{
		{export: "polo - polo Polo [Talla] S#1 M#2", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo [Talla/Color] S/Rojo#1 S/Azul#3 M/Rojo#2", want: "1 polo 1=S/Rojo 3=S/Azul 2=M/Rojo"},
	}},
	{"a product loses its options and has them again", []step{
		{export: "polo - polo Polo [Talla] S M", want: "1 polo 1=S 2=M"},
		{export: "polo - polo Polo", want: "1 polo"},
		{export: "polo - polo Polo [Talla] L S", want: "1 polo 3=L 1=S"},
	}},

	{"a product goes, another comes, the first comes back", []step{
		{export: "a - a A\nb - b B\nc - c C", want: "1 a, 2 b, 3 c"},
		{export: "a - a A\nb - b B", leftOut: []string{"c"}, want: "1 a, 2 b"},
		{export: "a - a A\nb - b B\nd - d D", leftOut: []string{"c"}, want: "1 a, 2 b, 4 d"},
		{export: "a - a A\nb - b B\nc - c C\nd - d D", want: "1 a, 2 b, 3 c, 4 d"},
	}},
	{"renamed with the same key", []step{
		{export: "8 T-A taza-roja Taza", want: "1 taza-roja"},
		{export: "8 T-A taza-azul Azul", want: "1 taza-roja"},
	}},
	{"one of two products with the same name is deleted", []step{
		{export: "1 - taza Taza\n2 - taza-2 Taza", want: "1 taza, 2 taza-2"},
		{export: "2 - taza Taza", want: "2 taza-2"},
		{export: "2 - taza Taza\n3 - taza-2 Taza", want: "2 taza-2, 3 taza-2-2"},
		{export: "1 - taza Taza\n2 - taza-2 Taza\n3 - taza-3 Taza", want: "1 taza, 2 taza-2, 3 taza-2-2"},
	}},
	{"a new product with the name and the SKU of one that is left out", []step{
		{export: "1 T taza Taza", want: "1 taza"},
		{export: "2 T taza Taza", leftOut: []string{"1"}, want: "2 taza-2"},
	}},
	{"created again with the same SKU and name", []step{
		{export: "1 T taza Taza", want: "1 taza"},
		{export: "55 T taza-nueva Taza", want: "1 taza"},
	}},
	{"created again with the same name only", []step{
		{export: "1 T taza Taza", want: "1 taza"},
		{export: "55 U taza Taza", want: "2 taza-2"},
	}},
	{"the SKU of a product that is gone, on another", []step{
		{export: "1 T taza Taza", want: "1 taza"},
		{export: "55 T vaso Vaso", want: "2 vaso"},
	}},
	{"a key twice", []step{
		{export: "1 T taza Taza\n1 V vaso Vaso", want: "1 taza, 2 vaso"},
	}},

	{"from WooCommerce to Shopify and back", []step{
		{export: "1 T-R taza-roja Roja\n2 - vaso Vaso\n3 - jarra Jarra\n4 - polo Polo [Talla] S#P-S M#P-M", want: "1 taza-roja, 2 vaso, 3 jarra, 4 polo 1=S 2=M"},
		{exporter: "shopify", export: "taza-de-barro T-R taza-de-barro Barro\nvaso - vaso Vaso\njarra-grande - jarra-grande Jarra\nel-polo - el-polo Polo [Talla] M#P-M S#P-S",
			want: "1 taza-roja, 2 vaso, 5 jarra-grande, 4 polo 2=M 1=S"},
		{export: "1 - taza-azul Azul\n2 - vaso Vaso\n3 - jarra Jarra\n5 - taza-de-barro Otra", want: "1 taza-roja, 2 vaso, 3 jarra, 6 taza-de-barro"},
	}},
	{"two products claim the SKUs of one", []step{
		{export: "1 - polo Polo [Talla] S#P-S M#P-M", want: "1 polo 1=S 2=M"},
		{exporter: "shopify", export: "polo-s P-S polo-s PoloS\npolo-m P-M polo-m PoloM", want: "2 polo-s, 3 polo-m"},
	}},
	{"without keys: renamed, by SKU", []step{
		{export: "- 7 vaso Vaso\n- 8 taza Taza", want: "1 vaso, 2 taza"},
		{export: "- 7 jarra Jarra\n- 8 taza Taza", want: "1 vaso, 2 taza"},
		{export: "- 7 jarra Jarra\n- 9 vaso Vaso\n- 8 taza Taza", want: "1 vaso, 3 vaso-2, 2 taza"},
	}},
	{"without keys: the SKU wins over a slug that is free", []step{
		{export: "- 7 vaso Vaso\n- 8 taza Taza", want: "1 vaso, 2 taza"},
		{export: "- 7 vaso Vaso", want: "1 vaso"},
		{export: "- 7 taza Taza", want: "1 vaso"},
	}},
	{"without keys: SKUs count the rows", []step{
		{export: "- 1 vaso Vaso\n- 2 taza Taza", want: "1 vaso, 2 taza"},
		{export: "- 1 jarra Jarra\n- 2 vaso Vaso\n- 3 taza Taza", want: "3 jarra, 1 vaso, 2 taza"},
	}},
}

func TestIdentify(t *testing.T) {
	for _, story := range stories {
		t.Run(story.name, func(t *testing.T) {
			l := new(Ledger)
			for i, s := range story.steps {
				exporter := s.exporter
				if exporter == "" {
					exporter = "woo"
				}
				var got string
				if l, got = identify(t, l, exporter, s.export, s.leftOut...); got != s.want {
					t.Errorf("import %d: got %s, want %s", i+1, got, s.want)
				}
			}
		})
	}
}
