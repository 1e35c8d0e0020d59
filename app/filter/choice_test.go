package filter_test

import (
	"fmt"
	"testing"

	"carrito/app/catalog"
	"carrito/app/filter"
)

const shirts = `[
	{"id": 1, "name": "Polo", "price": "20.00", "category": "Polos", "options": [{"name": "Talla", "values": ["M", "L"]}, {"name": "Año", "values": ["1/2 %", "☂"]}],
	 "variants": [{"id": 1, "values": ["M", "1/2 %"]}, {"id": 2, "values": ["L", "☂"], "stock": 0, "price": "30.00"}]},
	{"id": 2, "name": "Camisa", "price": "40.00", "compareAtPrice": "50.00", "category": "C#", "options": [{"name": "TALLA", "values": ["S", "m", "XL"]}],
	 "variants": [{"id": 1, "values": ["S"]}, {"id": 2, "values": ["m"]}, {"id": 3, "values": ["XL"]}]},
	{"id": 3, "name": "Gorra", "price": "10.00"}
]`

func shirtColumns(t testing.TB) *filter.Columns {
	t.Helper()
	c, err := catalog.Parse(shirts, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	return columns(t, c, c.Products())
}

// Names and values that differ only in case and accents are one. The values have the
// order of the shop.
func TestGroups(t *testing.T) {
	got := fmt.Sprint(shirtColumns(t).Groups())
	want := "[{categoria  [{polos Polos} {c C#}]} {stock  [{1 }]} {oferta  [{1 }]} {o.talla Talla [{s S} {m M} {l L} {xl XL}]} {o.ano Año [{1/2 % 1/2 %} {☂ ☂}]}]"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestChoice(t *testing.T) {
	tests := []struct {
		name      string
		picks     []filter.Pick
		want      string // the known choice
		wantWhole bool
		matches   string // positions
	}{
		{"nothing", nil, "[]", true, "[0 1 2]"},
		{"a value", []filter.Pick{{"o.talla", "m"}}, "[{o.talla m}]", true, "[0 1]"},
		{"written otherwise", []filter.Pick{{"o.TALLA", " M "}, {"o.talla", "m"}}, "[{o.talla m}]", true, "[0 1]"},
		{"values of one filter", []filter.Pick{{"o.talla", "xl"}, {"o.talla", "l"}}, "[{o.talla l} {o.talla xl}]", true, "[0 1]"},
		{"two filters of one variant", []filter.Pick{{"o.talla", "l"}, {"o.ano", "☂"}}, "[{o.ano ☂} {o.talla l}]", true, "[0]"},
		{"two filters of different variants", []filter.Pick{{"o.talla", "m"}, {"o.año", "☂"}}, "[{o.ano ☂} {o.talla m}]", true, "[]"},
		{"a sold-out variant", []filter.Pick{{"o.talla", "l"}, {"stock", "1"}}, "[{o.talla l} {stock 1}]", true, "[]"},
		{"a price of another variant", []filter.Pick{{"o.talla", "m"}, {"desde", "30"}}, "[{desde 30} {o.talla m}]", true, "[1]"},
		{"offers", []filter.Pick{{"oferta", "1"}}, "[{oferta 1}]", true, "[1]"},
		{"category", []filter.Pick{{"categoria", "polos"}}, "[{categoria polos}]", true, "[0]"},
		{"typed prices", []filter.Pick{{"desde", "S/ 20.00"}, {"hasta", "1,000"}}, "[{desde 20} {hasta 1000}]", true, "[0 1]"},
		{"upside down", []filter.Pick{{"desde", "35"}, {"hasta", "15.50"}}, "[{desde 15.50} {hasta 35}]", false, "[0]"},
		{"ends that are the same", []filter.Pick{{"desde", "40"}, {"hasta", "40.00"}}, "[{desde 40} {hasta 40}]", true, "[1]"},
		{"no lowest price", []filter.Pick{{"desde", "0"}, {"hasta", "15"}}, "[{hasta 15}]", true, "[2]"},
		{"unknown value", []filter.Pick{{"o.talla", "xxl"}, {"stock", "1"}}, "[{stock 1}]", false, "[0 1 2]"},
		{"unknown option", []filter.Pick{{"o.material", "m"}}, "[]", false, "[0 1 2]"},
		{"unknown category", []filter.Pick{{"categoria", "nada"}}, "[]", false, "[0 1 2]"},
		{"no price", []filter.Pick{{"desde", "barato"}}, "[]", false, "[0 1 2]"},
		{"two lowest prices", []filter.Pick{{"desde", "15"}, {"desde", "35"}}, "[{desde 15}]", false, "[0 1]"},
		{"stock of another kind", []filter.Pick{{"stock", "2"}}, "[]", false, "[0 1 2]"},
		{"no filter", []filter.Pick{{"utm", "1"}, {"q", "polo"}, {"", ""}, {"o.talla", ""}}, "[]", true, "[0 1 2]"},
		{"hostile value", []filter.Pick{{"o.año", "1/2 %"}}, "[{o.ano 1/2 %}]", true, "[0]"},
	}
	columns := shirtColumns(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := columns.Find(newChoice(test.picks), soles)
			if got := fmt.Sprint(r.Known); got != test.want || r.Whole != test.wantWhole {
				t.Errorf("got %s, whole %t, want %s, %t", got, r.Whole, test.want, test.wantWhole)
			}
			if got := fmt.Sprint(r.Matches); got != test.matches {
				t.Errorf("got matches %s, want %s", got, test.matches)
			}
		})
	}
}

func TestWithout(t *testing.T) {
	c := newChoice([]filter.Pick{{"o.talla", "m"}, {"o.talla", "l"}, {"stock", "1"}})
	if got := fmt.Sprint(c.Without("o.talla", "m")); got != "[{o.talla l} {stock 1}]" {
		t.Errorf("without a value: got %s", got)
	}
	if got := fmt.Sprint(c.Without("o.talla", "")); got != "[{stock 1}]" || len(c) != 3 {
		t.Errorf("without a filter: got %s of %v", got, c)
	}
}
