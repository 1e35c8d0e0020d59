package pages

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"carrito/app/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A press on one of 60 cards changes the cart. go-app then draws that card's
// component and the root again, and must find that no other card has changed.
func TestPressRendersNoOtherCard(t *testing.T) {
	var products []string
	for id := range 60 {
		products = append(products, fmt.Sprintf(`{"id": %d, "slug": "polo-%[1]d", "name": "Polo %[1]d", "price": "9.90"}`, id+1))
	}
	s := store(t, "es", "["+strings.Join(products, ",")+"]", &session.Memory{})
	renders := map[string]int{} // of each card, by the name of its product
	text := *s.Text
	text.AddProduct = func(name string) string {
		renders[name]++
		return name
	}
	s.Text = &text

	shown := slices.Clone(s.Catalog.Products())
	var pressed probe
	root := NewRoot(s, at(t, "/"))
	root.page.Body = func() app.UI { return app.Div().Body(&pressed, s.list.Grid(shown, 4, false)) }
	engine := app.NewTestEngine()
	if err := engine.Load(root); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	if len(renders) != 60 {
		t.Fatalf("got %d cards drawn at first, want 60", len(renders))
	}

	clear(renders)
	for range 3 {
		pressed.ctx.Dispatch(func(app.Context) { s.Add(7, 0, 1) })
		engine.ConsumeAll()
	}
	if len(renders) > 0 {
		t.Errorf("got the cards %v drawn after presses elsewhere, want none", slices.Sorted(maps.Keys(renders)))
	}
	if got := s.Session.Cart().Count(); got != 3 {
		t.Fatalf("got %d units in the cart, want 3", got)
	}

	// A heart changes only its card.
	heart, _ := s.Catalog.Product(9)
	pressed.ctx.Dispatch(func(app.Context) { s.ToggleFavorite(heart) })
	engine.ConsumeAll()
	if len(renders) != 1 || renders[heart.Name] != 1 {
		t.Errorf("got the cards %v drawn after a press on a heart, want %q once", renders, heart.Name)
	}

	// Cards that do change are drawn; otherwise the checks above would prove
	// nothing.
	clear(renders)
	shown[3], shown[5] = shown[5], shown[3]
	pressed.ctx.Update()
	engine.ConsumeAll()
	if got, want := slices.Sorted(maps.Keys(renders)), []string{shown[3].Name, shown[5].Name}; len(got) != 2 {
		t.Errorf("got the cards %q drawn after two have changed places, want %q", got, want)
	}
}
