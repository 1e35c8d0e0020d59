package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/filter"
	"carrito/app/shop"
)

func TestOptionHints(t *testing.T) {
	// product returns one with a variant, of pairs of an option and a value.
	product := func(id int, pairs ...string) string {
		var options, values []string
		for i := 0; i < len(pairs); i += 2 {
			options = append(options, fmt.Sprintf(`{"name":%q,"values":[%q]}`, pairs[i], pairs[i+1]))
			values = append(values, fmt.Sprintf("%q", pairs[i+1]))
		}
		return fmt.Sprintf(`{"id":%d,"name":"P","price":"1","category":"Filtros de aire","options":[%s],"variants":[{"id":1,"values":[%s]}]}`,
			id, strings.Join(options, ","), strings.Join(values, ","))
	}
	var many, spelled, others []string // others make the shop large
	for i := range 200 {
		others = append(others, fmt.Sprintf(`{"id":%d,"name":"P","price":"1"}`, 1000+i))
	}
	for i := range filter.MostOptions {
		many = append(many, fmt.Sprintf("Medida %02d", i), "1")
		spelled = append(spelled, product(2*i+1, "Color", fmt.Sprintf("azul %02d", i)), product(2*i+2, "Color", fmt.Sprintf("Azul %02d", i)))
	}
	colors := map[string]string{"Rojo": "#c00", "AZÚL": "#00c"}
	tests := []struct {
		name     string
		products []string
		swatches map[string]string
		want     []string
	}{
		{name: "none", products: []string{product(1, "Talla", "M"), product(2, "Talla", "L")}, swatches: colors},
		{name: "spelled in two ways", products: []string{product(1, "Talla", "Única", "Color", "Rojo"), product(2, "talla ", "unica"), product(3, "TALLA", "M", "Color", " rojo")},
			want: []string{`products.json: the options "Talla" and "talla " and "TALLA" are one filter`,
				`products.json: of option "Color", "Rojo" and " rojo" are one value in filters`,
				`products.json: of option "Talla", "Única" and "unica" are one value in filters`}},
		{name: "named like paths", products: []string{product(1, "../talla", "a/b?c#d%"), product(2, "../talla", "a/b"), product(3, "👕", "👕")}},
		{name: "blank", products: []string{product(1, "Talla", " ")}, want: []string{`products.json: the value " " of option "Talla" is in no filter`}},
		{name: "many spellings", products: spelled, want: []string{"…", "…", "…", "…", "…", "…", "…", "…", "…", `products.json: of option "Color", "azul 09" and "Azul 09" are one value in filters`,
			fmt.Sprintf("and %d more like this", filter.MostOptions-maxNamed)}},
		{name: "as many options as filters", products: []string{product(1, many...)}},
		{name: "more options than filters of a small shop", products: []string{product(1, append([]string{"Rara", "1"}, many...)...), product(2, many...)}},
		{name: "more options than filters", products: append([]string{product(1, append([]string{"Rara", "1"}, many...)...), product(2, many...)}, others...),
			want: []string{fmt.Sprintf(`products.json: all products have %d options, and the %d that most products have are filters; not "Rara"`, filter.MostOptions+1, filter.MostOptions),
				fmt.Sprintf(`products.json: Filtros de aire have %d options, and the %d that most products have are filters; not "Rara"`, filter.MostOptions+1, filter.MostOptions)}},
		{name: "a colour without a swatch", products: []string{product(1, "Color", "azul"), product(2, "Color", "Verde palta"), product(3, "Color", "Verde"), product(4, "Talla", "M")}, swatches: colors,
			want: []string{`shop.json: swatches has colours for values of option "Color", but none for "Verde", "Verde palta"`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := catalog.Parse("["+strings.Join(test.products, ",")+"]", 2, nil)
			if err != nil {
				t.Fatal(err)
			}
			got := optionHints(&shop.Shop{Swatches: test.swatches}, c)
			for i := range got {
				if i < len(test.want) && test.want[i] == "…" {
					got[i] = "…"
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}
