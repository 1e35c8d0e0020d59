package product

import (
	"strings"
	"testing"

	"carrito/app/ui/list"
	"carrito/app/ui/uitest"
)

// Values that cannot be bought with the chosen ones are marked, also for screen
// readers.
func TestOptions(t *testing.T) {
	tests := []struct {
		name        string
		start       int      // the variant in the address
		chosen      []string // nil before the shopper chooses
		wantChecked string
		wantGone    string
		wantStock   string
		wantBuy     bool
	}{
		{name: "first that can be bought", start: 1, wantChecked: "S Blanco", wantGone: "M Negro", wantStock: "Solo 3 quedan", wantBuy: true},
		{name: "sold-out variant in the address", start: 2, wantChecked: "M Blanco", wantGone: "M Blanco", wantStock: "Agotado"},
		{name: "stock not counted", start: 3, wantChecked: "M Negro", wantGone: "S Blanco", wantStock: "En stock", wantBuy: true},
		{name: "chosen", start: 1, chosen: []string{"M", "Negro"}, wantChecked: "M Negro", wantGone: "S Blanco", wantStock: "En stock", wantBuy: true},
		{name: "no such combination", start: 1, chosen: []string{"S", "Negro"}, wantChecked: "S Negro", wantGone: "S Negro",
			wantStock: "Esta combinación no existe"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			screen := uitest.Screen(t)
			s := New(screen, list.New(screen))
			p, _ := s.Catalog.Product(3)
			root := uitest.Render(t, &productView{Screen: s, Product: p, Start: test.start, chosen: test.chosen})
			var checked, gone []string
			for _, input := range uitest.With(uitest.All(root, "input"), "type", "radio") {
				value := uitest.Attr(input, "value")
				if uitest.Has(input, "checked") {
					checked = append(checked, value)
				}
				if strings.Contains(uitest.LabelOf(root, input), screen.Text.UnavailableHint) {
					gone = append(gone, value)
				}
			}
			if got := strings.Join(checked, " "); got != test.wantChecked {
				t.Errorf("chosen: got %q, want %q", got, test.wantChecked)
			}
			if got := strings.Join(gone, " "); got != test.wantGone {
				t.Errorf("marked: got %q, want %q", got, test.wantGone)
			}
			if got := uitest.Words(uitest.One(t, "stock", uitest.With(uitest.All(root), "id", "stock"))); got != test.wantStock {
				t.Errorf("stock: got %q, want %q", got, test.wantStock)
			}
			button := uitest.One(t, "button", uitest.Named(uitest.All(root, "button"), "Agregar al carrito"))
			if got := !uitest.Has(button, "aria-disabled"); got != test.wantBuy {
				t.Errorf("can be bought: got %v, want %v", got, test.wantBuy)
			}
		})
	}
}
