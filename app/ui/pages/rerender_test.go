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

// TestPressRendersNoOtherCard shows 60 cards and lets a component among them
// change the cart, as a press of one card's button does: go-app renders that
// component and the root anew, and must find that no other card has changed.
func TestPressRendersNoOtherCard(t *testing.T) {
	var products []string
	for id := range 60 {
		products = append(products, fmt.Sprintf(`{"id": %d, "slug": "polo-%[1]d", "name": "Polo %[1]d", "price": "9.90"}`, id+1))
	}
	s := store(t, "es", "["+strings.Join(products, ",")+"]", &session.Memory{})
	renders := map[string]int{} // of cards, by the product's name
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
		t.Fatalf("got %d cards rendered at first, want 60", len(renders))
	}

	clear(renders)
	for range 3 {
		pressed.ctx.Dispatch(func(app.Context) { s.Add(7, 0, 1) })
		engine.ConsumeAll()
	}
	if len(renders) > 0 {
		t.Errorf("got the cards %v rendered by presses elsewhere, want none", slices.Sorted(maps.Keys(renders)))
	}
	if got := s.Session.Cart().Count(); got != 3 {
		t.Fatalf("got %d units in the cart, want 3", got)
	}

	// A heart is one card's.
	heart, _ := s.Catalog.Product(9)
	pressed.ctx.Dispatch(func(app.Context) { s.ToggleFavorite(heart) })
	engine.ConsumeAll()
	if len(renders) != 1 || renders[heart.Name] != 1 {
		t.Errorf("got the cards %v rendered by a heart, want %q once", renders, heart.Name)
	}

	// What does change is rendered, or the above would prove nothing.
	clear(renders)
	shown[3], shown[5] = shown[5], shown[3]
	pressed.ctx.Update()
	engine.ConsumeAll()
	if got, want := slices.Sorted(maps.Keys(renders)), []string{shown[3].Name, shown[5].Name}; len(got) != 2 {
		t.Errorf("got the cards %q rendered after two have changed places, want %q", got, want)
	}
}
