//go:build !js

package text

import "testing"

// TestPluralForms says sentences in languages with more forms than the shop's.
func TestPluralForms(t *testing.T) {
	type few struct {
		Units func(n int) string              `text:"units n"`
		Left  func(name string, n int) string `text:"left name n"`
	}
	tests := []struct {
		language, content string
		want              map[int]string // of Units
	}{
		{"pl", `{"units": {"one": "{n} sztuka", "few": "{n} sztuki", "many": "{n} sztuk", "other": "{n} sztuki"},
			"left": {"one": "Została {n}: {name}", "few": "Zostały {n}: {name}", "many": "Zostało {n}: {name}", "other": "Zostało {n}: {name}"}}`,
			map[int]string{0: "0 sztuk", 1: "1 sztuka", 2: "2 sztuki", 5: "5 sztuk", 12: "12 sztuk", 22: "22 sztuki", 101: "101 sztuk"}},
		{"ar", `{"units": {"zero": "لا وحدات", "one": "وحدة واحدة", "two": "وحدتان", "few": "{n} وحدات", "many": "{n} وحدة", "other": "{n} وحدة"},
			"left": "{name}: {n}"}`,
			map[int]string{0: "لا وحدات", 1: "وحدة واحدة", 2: "وحدتان", 3: "3 وحدات", 11: "11 وحدة", 100: "100 وحدة"}},
	}
	for _, test := range tests {
		t.Run(test.language, func(t *testing.T) {
			f, err := parseFile(test.content)
			if err != nil {
				t.Fatal(err)
			}
			var words few
			sentences, err := f.compile(test.language, &words)
			if err != nil {
				t.Fatal(err)
			}
			fill := &filler{sentences: sentences, category: Plurals(test.language)}
			fill.fill(&words)
			for n, want := range test.want {
				if got := words.Units(n); got != want {
					t.Errorf("%d: got %q, want %q", n, got, want)
				}
			}
		})
	}
}

func TestPluralsOfTheShop(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"Spanish, none", In("es").Units(0), "0 unidades"},
		{"Spanish, one", In("es").Units(1), "1 unidad"},
		{"Spanish, one left", In("es").LastUnits(1), "Solo 1 queda"},
		{"Spanish, two left", In("es").LastUnits(2), "Solo 2 quedan"},
		{"Spanish, one added", In("es").Added("Gorra", 1), "Agregado al carrito: Gorra."},
		{"Spanish, two added", In("es").Added("Gorra", 2), "Agregado al carrito: 2 × Gorra."},
		{"Spanish, an hour", In("es").Order.Hold(1), "Guarda los productos 1 hora mientras confirma el pedido; si le llegan muchos, solo desde que lo confirma."},
		{"Portuguese, none", In("pt").Units(0), "0 unidade"},
		{"Portuguese, one", In("pt").Units(1), "1 unidade"},
		{"Portuguese, two", In("pt").Units(2), "2 unidades"},
		{"English, none", In("en").Products(0), "0 products"},
		{"English, one", In("en").Products(1), "1 product"},
		{"English, two", In("en").Products(2), "2 products"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.got != test.want {
				t.Errorf("got %q, want %q", test.got, test.want)
			}
		})
	}
}
