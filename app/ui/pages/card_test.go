package pages

import (
	"fmt"
	"slices"
	"testing"

	"carrito/app/session"

	"golang.org/x/net/html"
)

// A sold-out product says so and cannot be bought.
func TestSoldOut(t *testing.T) {
	s := demoStore(t, "es")
	for _, address := range []string{"/producto/15", "/producto/6"} {
		root := render(t, NewRoot(s, at(t, address)))
		button := one(t, "button", named(all(root, "button"), "Agregar al carrito"))
		if got := attr(button, "aria-disabled"); !has(button, "aria-disabled") || got == "false" {
			t.Errorf("%s: aria-disabled: got %q, want it set", address, got)
		}
		if got := wordsOf(one(t, "stock", with(all(root), "id", "stock"))); got != "Agotado" {
			t.Errorf("%s: stock: got %q, want Agotado", address, got)
		}
	}
	root := render(t, NewRoot(s, at(t, "/producto/3")))
	if button := one(t, "button", named(all(root, "button"), "Agregar al carrito")); has(button, "aria-disabled") {
		t.Error("/producto/3: got the button disabled, want it enabled")
	}
}

// A card adds a product without options to the cart, and links to a product
// with options.
func TestCards(t *testing.T) {
	root := render(t, NewRoot(store(t, "es", few, &session.Memory{}), at(t, "/")))
	if got, want := shown(root), []string{"Bufanda", "Polo", "Medias", "Gorra"}; !slices.Equal(got, want) {
		t.Fatalf("products: got %q, want %q", got, want)
	}
	for i, want := range []string{
		"buttons 0, Agotado true", "buttons 0, Agotado false", "buttons 1, Agotado false", "buttons 1, Agotado false",
	} {
		article := all(root, "article")[i]
		soldOut := slices.ContainsFunc(all(article, "span"), func(n *html.Node) bool { return wordsOf(n) == "Agotado" })
		add := named(all(article, "button"), "Agregar al carrito: "+shown(root)[i])
		if got := fmt.Sprintf("buttons %d, Agotado %v", len(add), soldOut); got != want {
			t.Errorf("%s: got %s, want %s", shown(root)[i], got, want)
		}
	}
	if got, want := linked(root, "Elegir opciones: Polo"), "/producto/3"; got != want {
		t.Errorf("link to the options: got %q, want %q", got, want)
	}
}

// A picture without alternative text has the product's name.
func TestPictureWithoutAlt(t *testing.T) {
	s := store(t, "es", `[{"id": 1, "slug": "a", "name": "Aro", "price": "5", "images": [{"src": "https://example.org/a.jpg"}]}]`,
		&session.Memory{})
	img := one(t, "picture", all(render(t, NewRoot(s, at(t, "/producto/1"))), "img"))
	if got := attr(img, "alt"); got != "Aro" {
		t.Errorf("alt: got %q, want Aro", got)
	}
}
