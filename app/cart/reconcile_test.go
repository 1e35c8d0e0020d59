package cart_test

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// stocked reads a catalogue without faults.
func stocked(t testing.TB, products string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Parse(products, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestReconcile(t *testing.T) {
	polo := cart.Line{ProductID: 2, Name: "Polo", UnitPrice: soles("39.90"), Quantity: 3, Image: "/web/polo.jpg"}
	casaca := cart.Line{ProductID: 7, VariantID: 2, Name: "Casaca", Variant: "M", UnitPrice: soles("120"), Quantity: 1}
	const (
		samePolo   = `{"id":2,"slug":"polo","name":"Polo","price":"39.90","stock":3,"images":[{"src":"/web/polo.jpg"}]}`
		sameCasaca = `{"id":7,"slug":"c","name":"Casaca","price":"1","options":[{"name":"Talla","values":["M"]}],
			"variants":[{"id":2,"values":["M"],"price":"120"}]}`
	)
	with := func(l cart.Line, change func(*cart.Line)) cart.Line {
		change(&l)
		return l
	}
	tests := []struct {
		name        string
		products    string
		want        []cart.Line
		wantChanges []cart.Change
	}{
		{"nothing changed", samePolo + "," + sameCasaca, []cart.Line{polo, casaca}, nil},
		{"price", strings.Replace(samePolo, "39.90", "45", 1) + "," + sameCasaca,
			[]cart.Line{with(polo, func(l *cart.Line) { l.UnitPrice = soles("45") }), casaca},
			[]cart.Change{{Kind: cart.PriceChanged, Line: polo, Price: soles("45")}}},
		{"price of the variant", samePolo + "," + strings.Replace(sameCasaca, `"120"`, `"99.50"`, 1),
			[]cart.Line{polo, with(casaca, func(l *cart.Line) { l.UnitPrice = soles("99.50") })},
			[]cart.Change{{Kind: cart.PriceChanged, Line: casaca, Price: soles("99.50")}}},
		{"sold out", strings.Replace(samePolo, `"stock":3`, `"stock":0`, 1) + "," + sameCasaca,
			[]cart.Line{casaca}, []cart.Change{{Kind: cart.SoldOut, Line: polo}}},
		{"fewer left", strings.Replace(samePolo, `"stock":3`, `"stock":2`, 1) + "," + sameCasaca,
			[]cart.Line{with(polo, func(l *cart.Line) { l.Quantity = 2 }), casaca},
			[]cart.Change{{Kind: cart.StockReduced, Line: polo, Quantity: 2}}},
		{"more left", strings.Replace(samePolo, `"stock":3`, `"stock":9`, 1) + "," + sameCasaca, []cart.Line{polo, casaca}, nil},
		{"no longer counted", strings.Replace(samePolo, `"stock":3,`, "", 1) + "," + sameCasaca, []cart.Line{polo, casaca}, nil},
		{"dearer and fewer", strings.Replace(strings.Replace(samePolo, "39.90", "45", 1), `"stock":3`, `"stock":1`, 1) + "," + sameCasaca,
			[]cart.Line{with(polo, func(l *cart.Line) { l.UnitPrice, l.Quantity = soles("45"), 1 }), casaca},
			[]cart.Change{
				{Kind: cart.PriceChanged, Line: polo, Price: soles("45")}, {Kind: cart.StockReduced, Line: polo, Quantity: 1},
			}},
		{"gone product", sameCasaca, []cart.Line{casaca}, []cart.Change{{Kind: cart.Gone, Line: polo}}},
		{"gone variant", samePolo + "," + strings.Replace(sameCasaca, `"id":2`, `"id":3`, 1),
			[]cart.Line{polo}, []cart.Change{{Kind: cart.Gone, Line: casaca}}},
		{"variants are new", samePolo + "," + strings.Replace(sameCasaca, `"id":7`, `"id":8`, 1) + "," +
			`{"id":7,"slug":"d","name":"Casaca","price":"120"}`, []cart.Line{polo}, []cart.Change{{Kind: cart.Gone, Line: casaca}}},
		{"an empty shop", "", nil, []cart.Change{{Kind: cart.Gone, Line: polo}, {Kind: cart.Gone, Line: casaca}}},
		{"sold out under another name", strings.Replace(strings.Replace(samePolo, `"Polo"`, `"Polo 2"`, 1), `"stock":3`, `"stock":0`, 1) + "," + sameCasaca,
			[]cart.Line{casaca}, []cart.Change{{Kind: cart.SoldOut, Line: polo}}},
		{"a size was added in front", samePolo + "," + `{"id":7,"slug":"c","name":"Casaca","price":"120","options":[{"name":"Talla","values":["S","M"]}],
			"variants":[{"id":2,"values":["S"]},{"id":3,"values":["M"]}]}`,
			[]cart.Line{polo, with(casaca, func(l *cart.Line) { l.Variant = "S" })},
			[]cart.Change{{Kind: cart.Renamed, Line: casaca}}},
		// A change of picture is not reported.
		{"picture", strings.Replace(samePolo, "polo.jpg", "p.png", 1) + "," + sameCasaca,
			[]cart.Line{with(polo, func(l *cart.Line) { l.Image = "/web/p.png" }), casaca}, nil},
		{"name, picture and value", strings.Replace(strings.Replace(samePolo, `"Polo"`, `"Polo 2"`, 1), "polo.jpg", "p.png", 1) + "," +
			strings.ReplaceAll(sameCasaca, `"M"`, `"Mediana"`),
			[]cart.Line{
				with(polo, func(l *cart.Line) { l.Name, l.Image = "Polo 2", "/web/p.png" }),
				with(casaca, func(l *cart.Line) { l.Variant = "Mediana" }),
			},
			[]cart.Change{
				{Kind: cart.Renamed, Line: polo},
				{Kind: cart.Renamed, Line: casaca},
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var c cart.Cart
			c.Restore(polo, 0)
			c.Restore(casaca, 1)
			from := stocked(t, "["+tt.products+"]")
			if got := c.Reconcile(from); !slices.Equal(got, tt.wantChanges) {
				t.Errorf("got changes  %+v\nwant %+v", got, tt.wantChanges)
			}
			if !slices.Equal(c.Lines(), tt.want) {
				t.Errorf("got lines  %+v\nwant %+v", c.Lines(), tt.want)
			}
			if again := c.Reconcile(from); len(again) != 0 {
				t.Errorf("again: got changes %+v, want none", again)
			}
		})
	}
}

// Entries of the seed's first sketch have no names. Changes name them by the catalogue.
func TestReconcileNamesOldEntries(t *testing.T) {
	c, _ := cart.Parse(`{"2":{"cantidad":1},"5":{"cantidad":1}}`, 2)
	changes := c.Reconcile(stocked(t, `[{"id":2,"slug":"polo","name":"Polo","price":"39.90","stock":0}]`))
	if len(changes) != 2 || changes[0].Kind != cart.SoldOut || changes[0].Line.Name != "Polo" || changes[1].Kind != cart.Gone {
		t.Errorf("got %+v, want Polo sold out and the other gone", changes)
	}
}

// An unreadable price is read as zero, so a free product has not changed its price.
func TestReconcileFreeProduct(t *testing.T) {
	c, _ := cart.Parse(`{"2":{"nombre":"Muestra","cantidad":1,"precio":"?"}}`, 2)
	if got := c.Reconcile(stocked(t, `[{"id":2,"slug":"m","name":"Muestra","price":"0"}]`)); len(got) != 0 {
		t.Errorf("got %+v, want no change from nothing to nothing", got)
	}
}
