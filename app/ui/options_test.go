package ui

import (
	"strings"
	"testing"

	"carrito/app/session"
)

// Values that lead nowhere with what is chosen are marked, in words too.
func TestOptions(t *testing.T) {
	tests := []struct {
		name        string
		start       int      // the variant in the address
		chosen      []string // nil: none yet
		wantChecked string
		wantGone    string
		wantStock   string
		wantBuy     bool
	}{
		{name: "first that can be bought", start: 1, wantChecked: "S Blanco", wantGone: "M Negro", wantStock: "Solo 3 quedan", wantBuy: true},
		{name: "sold out in the address", start: 2, wantChecked: "M Blanco", wantGone: "M Blanco", wantStock: "Agotado"},
		{name: "not counted", start: 3, wantChecked: "M Negro", wantGone: "S Blanco", wantStock: "En stock", wantBuy: true},
		{name: "chosen", start: 1, chosen: []string{"M", "Negro"}, wantChecked: "M Negro", wantGone: "S Blanco", wantStock: "En stock", wantBuy: true},
		{name: "no such combination", start: 1, chosen: []string{"S", "Negro"}, wantChecked: "S Negro", wantGone: "S Negro",
			wantStock: "Esta combinación no existe"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := store(t, "es", few, &session.Memory{})
			p, _ := s.Catalog.Product(3)
			root := render(t, &productView{Store: s, Product: p, Start: test.start, chosen: test.chosen})
			var checked, gone []string
			for _, input := range with(all(root, "input"), "type", "radio") {
				value := attr(input, "value")
				if has(input, "checked") {
					checked = append(checked, value)
				}
				if strings.Contains(labelOf(root, input), spanish.UnavailableHint) {
					gone = append(gone, value)
				}
			}
			if got := strings.Join(checked, " "); got != test.wantChecked {
				t.Errorf("chosen: got %q, want %q", got, test.wantChecked)
			}
			if got := strings.Join(gone, " "); got != test.wantGone {
				t.Errorf("marked: got %q, want %q", got, test.wantGone)
			}
			if got := wordsOf(one(t, "stock", with(all(root), "id", "stock"))); got != test.wantStock {
				t.Errorf("stock: got %q, want %q", got, test.wantStock)
			}
			button := one(t, "button", named(all(root, "button"), "Agregar al carrito"))
			if got := !has(button, "aria-disabled"); got != test.wantBuy {
				t.Errorf("can be bought: got %v, want %v", got, test.wantBuy)
			}
		})
	}
}

// Each option is a group of its own, under its name.
func TestOptionGroups(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	root := render(t, NewRoot(s, at(t, "/producto/3")))
	var groups []string
	for _, group := range all(root, "fieldset") {
		groups = append(groups, wordsOf(one(t, "legend", all(group, "legend"))))
		name := ""
		for _, input := range all(group, "input") {
			if name != "" && attr(input, "name") != name {
				t.Errorf("got a value of group %q in group %q, want one group", attr(input, "name"), name)
			}
			name = attr(input, "name")
		}
	}
	if got, want := strings.Join(groups, ", "), "Talla, Color"; got != want {
		t.Errorf("groups: got %q, want %q", got, want)
	}
}

// A picture of the chosen variant comes first.
func TestGallery(t *testing.T) {
	s := store(t, "es", `[{"id": 1, "slug": "a", "name": "Aro", "price": "5", "compareAtPrice": "8",
		"images": [{"src": "https://example.org/0.jpg", "alt": "cero"}, {"src": "https://example.org/1.jpg", "alt": "uno"},
		           {"src": "https://example.org/2.jpg", "alt": "dos"}],
		"options": [{"name": "Color", "values": ["Oro", "Plata"]}],
		"variants": [{"id": 1, "values": ["Oro"]}, {"id": 2, "values": ["Plata"], "image": 1}]}]`, &session.Memory{})
	tests := []struct{ address, want string }{
		{"/producto/1", "cero uno dos"}, {"/producto/1?variante=1", "cero uno dos"}, {"/producto/1?variante=2", "uno cero dos"},
	}
	for _, test := range tests {
		root := render(t, NewRoot(s, at(t, test.address)))
		var order []string
		for _, img := range all(root, "img") {
			order = append(order, attr(img, "alt"))
		}
		if got := strings.Join(order, " "); got != test.want {
			t.Errorf("%s: got %q, want %q", test.address, got, test.want)
		}
		if got, want := wordsOf(one(t, "price before", all(root, "s"))), "S/ 8.00"; got != want {
			t.Errorf("%s: price before the reduction: got %q, want %q", test.address, got, want)
		}
	}
}
