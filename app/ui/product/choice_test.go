package product

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/ui/list"
	"carrito/app/ui/uitest"
)

// A new catalogue does not change what is chosen, also if nobody has chosen it and the page
// would begin with another variant now.
func TestChoiceStays(t *testing.T) {
	const options = `"options": [{"name": "Talla", "values": ["S", "M"]}, {"name": "Color", "values": ["Blanco", "Negro"]}]`
	for name, test := range map[string]struct {
		chosen   []string
		old, new string // what changes
		want     string
		exists   bool
	}{
		"the first is sold out":     {nil, `"stock": 3`, `"stock": 0`, "S Blanco", true},
		"an earlier one is back":    {[]string{"M", "Negro"}, `["M", "Blanco"], "stock": 0`, `["M", "Blanco"], "stock": 4`, "M Negro", true},
		"chosen, the first is gone": {[]string{"M", "Negro"}, `{"id": 1, "values": ["S", "Blanco"], "stock": 3}, `, "", "M Negro", true},
		"the variant is gone":       {nil, `{"id": 1, "values": ["S", "Blanco"], "stock": 3}, `, "", "S Blanco", false},
		"another option": {[]string{"M", "Negro"}, options + `,
	 "variants": [{"id": 1, "values": ["S", "Blanco"], "stock": 3}, {"id": 2, "values": ["M", "Blanco"], "stock": 0},
	              {"id": 3, "values": ["M", "Negro"]}]`, `"options": [{"name": "Talla", "values": ["S", "M"]}], "variants": [{"id": 1, "values": ["S"]}, {"id": 2, "values": ["M"]}]`, "S", true},
		"an option more": {[]string{"M", "Negro"}, options + `,
	 "variants": [{"id": 1, "values": ["S", "Blanco"], "stock": 3}, {"id": 2, "values": ["M", "Blanco"], "stock": 0},
	              {"id": 3, "values": ["M", "Negro"]}]`, `"options": [{"name": "Talla", "values": ["S", "M"]}, {"name": "Color", "values": ["Negro"]}, {"name": "Corte", "values": ["Recto"]}],
	 "variants": [{"id": 1, "values": ["S", "Negro", "Recto"]}, {"id": 3, "values": ["M", "Negro", "Recto"]}]`, "S Negro Recto", true},
	} {
		t.Run(name, func(t *testing.T) {
			if strings.Count(uitest.Few, test.old) != 1 {
				t.Fatal("the catalogue does not change")
			}
			screen := uitest.Screen(t)
			s := New(screen, list.New(screen))
			page := func() *productView { return s.Page("3", "").Body().(*productView) }
			shown := page()
			shown.Render()
			if test.chosen != nil {
				shown.chosen = slices.Clone(test.chosen)
			}
			id := shown.CompoID()

			s.Catalog = uitest.Catalog(t, strings.Replace(uitest.Few, test.old, test.new, 1))
			now := page()
			if now.CompoID() != id {
				t.Errorf("got the view %q, want still %q", now.CompoID(), id)
			}
			shown.Product, shown.Start = now.Product, now.Start // as go-app does
			shown.Render()
			_, exists := shown.variant()
			if got := strings.Join(shown.values(), " "); got != test.want || exists != test.exists {
				t.Errorf("got %q, which exists: %v; want %q, %v", got, exists, test.want, test.exists)
			}
		})
	}
}
