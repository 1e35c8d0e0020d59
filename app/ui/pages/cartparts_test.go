package pages

import (
	"testing"

	"carrito/app/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The cart's table is drawn again when the product of a line comes, so that the line gets its
// picture. Nothing in the cart changes by it.
func TestCartIsDrawnWhenItsProductsCome(t *testing.T) {
	const directory = `{"sizes": "}^", "folder": "/p.", "files": {}, "steps": [1, 32], "parts": ["a", "b"], "categories": []}`
	var storage session.Memory
	storage.Set(session.Cart, `{"33": {"nombre": "Faja", "precio": "12.00", "cantidad": 2}}`)
	s := store(t, "es", directory, &storage)
	var drawn []string
	text := *s.Text
	text.QuantityOf = func(name string) string {
		drawn = append(drawn, name)
		return name
	}
	s.Text = &text
	var pressed probe
	root := NewRoot(s, at(t, "/carrito"))
	body := root.page.Body
	root.page.Body = func() app.UI { return app.Div().Body(&pressed, body()) }
	engine := app.NewTestEngine()
	if err := engine.Load(root); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	if len(drawn) != 1 {
		t.Fatalf("got the lines %q drawn at first, want one", drawn)
	}
	for range 2 {
		pressed.ctx.Update()
		engine.ConsumeAll()
	}
	if len(drawn) != 1 {
		t.Errorf("got the lines %q drawn while the product is on its way, want none again", drawn[1:])
	}
	s.Catalog.Seed(read(t, `[{"id": 33, "slug": "faja", "name": "Faja", "price": "12.00"}]`).Products())
	for range 2 {
		pressed.ctx.Update()
		engine.ConsumeAll()
	}
	if len(drawn) != 2 {
		t.Errorf("got the lines %q drawn after the product has come, want one once", drawn[1:])
	}
}
