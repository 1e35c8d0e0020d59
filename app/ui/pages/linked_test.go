package pages

import (
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/session"

	"golang.org/x/net/html"
)

// line returns a line of a cart link.
func line(product, variant, n int) cart.Line {
	return cart.Line{ProductID: product, VariantID: variant, Quantity: n}
}

// called sets the names of a line, of which a link contains a check.
func called(name, variant string, l cart.Line) cart.Line {
	l.Name, l.Variant = name, variant
	return l
}

func linkOf(t *testing.T, lines ...cart.Line) string {
	t.Helper()
	c := cart.New(lines)
	link, err := c.Link()
	if err != nil {
		t.Fatal(err)
	}
	return link
}

func page(t *testing.T, v *visitor) *html.Node {
	t.Helper()
	return one(t, "main", all(render(t, v.root), "main"))
}

// The cart of a link is shown, and added only if the shopper agrees.
func TestLinkedCart(t *testing.T) {
	tests := []struct {
		name          string
		own           int // units of product 1 already in the shopper's cart
		link          []cart.Line
		wantShown     string // in Spanish
		wantTaken     string
		wantAnnounced string
		wantError     bool
		wantEn        []string // parts of what is shown and announced in English
	}{
		{name: "two lines", link: []cart.Line{line(2, 0, 3), line(3, 3, 1)},
			wantShown: "Medias 3 × S/ 12.90 S/ 38.70 Polo (M / Negro) 1 × S/ 20.00 S/ 20.00 Subtotal S/ 58.70",
			wantTaken: "2×3 3:3×1", wantAnnounced: "Se agregaron 4 unidades a tu carrito.",
			wantEn: []string{"This link brings a cart", "4 units were added to your cart."}},
		{name: "added to the cart", own: 2, link: []cart.Line{line(2, 0, 1), line(1, 0, 1)},
			wantShown: "Medias 1 × S/ 12.90 S/ 12.90 Gorra 1 × S/ 39.90 S/ 39.90 Subtotal S/ 52.80",
			wantTaken: "1×3 2×1", wantAnnounced: "Se agregaron 2 unidades a tu carrito."},
		{name: "names changed since", link: []cart.Line{called("Polo", "XS / Blanco", line(3, 1, 1)), called("Medias", "", line(2, 0, 1))},
			wantShown: "Polo (S / Blanco) 1 × S/ 20.00 S/ 20.00 Medias 1 × S/ 12.90 S/ 12.90 " +
				"«Polo (S / Blanco)» se llamaba de otra manera cuando se hizo este enlace. Mira si es lo que quieres. Subtotal S/ 32.90",
			wantTaken: "3:1×1 2×1", wantAnnounced: "Se agregaron 2 unidades a tu carrito.",
			wantEn: []string{"“Polo (S / Blanco)” had another name when this link was made."}},
		{name: "one unit", link: []cart.Line{line(1, 0, 1)},
			wantShown: "Gorra 1 × S/ 39.90 S/ 39.90 Subtotal S/ 39.90",
			wantTaken: "1×1", wantAnnounced: "Se agregó 1 unidad a tu carrito.", wantEn: []string{"1 unit was added to your cart."}},
		{name: "less stock of a variant", link: []cart.Line{line(3, 1, 5)},
			wantShown: "Polo (S / Blanco) 3 × S/ 20.00 S/ 60.00 De Polo (S / Blanco) solo 3 quedan. Subtotal S/ 60.00",
			wantTaken: "3:1×3", wantAnnounced: "Se agregaron 3 unidades a tu carrito."},
		{name: "less stock", link: []cart.Line{line(1, 0, 9)},
			wantShown: "Gorra 5 × S/ 39.90 S/ 199.50 De Gorra solo 5 quedan. Subtotal S/ 199.50",
			wantTaken: "1×5", wantAnnounced: "Se agregaron 5 unidades a tu carrito.", wantEn: []string{"Only 5 left of Gorra."}},
		{name: "less stock with the cart", own: 3, link: []cart.Line{line(1, 0, 4)},
			wantShown: "Gorra 4 × S/ 39.90 S/ 159.60 Subtotal S/ 159.60",
			wantTaken: "1×5", wantAnnounced: "Se agregaron 2 unidades a tu carrito. De Gorra solo 5 quedan."},
		{name: "whole stock already in the cart", own: 5, link: []cart.Line{line(1, 0, 1)},
			wantShown: "Gorra 1 × S/ 39.90 S/ 39.90 Subtotal S/ 39.90",
			wantTaken: "1×5", wantAnnounced: "No se agregó nada a tu carrito. De Gorra solo 5 quedan.", wantError: true,
			wantEn: []string{"Nothing was added to your cart. Only 5 left of Gorra."}},
		{name: "sold out and gone", link: []cart.Line{line(4, 0, 1), line(77, 0, 2), line(3, 9, 1), line(3, 2, 1), line(2, 0, 1)},
			wantShown: "Medias 1 × S/ 12.90 S/ 12.90 Bufanda está agotado. El producto n.º 77 ya no está en la tienda. " +
				"La opción elegida de Polo ya no está en la tienda. Polo (M / Blanco) está agotado. Subtotal S/ 12.90",
			wantTaken: "2×1", wantAnnounced: "Se agregó 1 unidad a tu carrito.",
			wantEn: []string{"Bufanda is sold out.", "Product no. 77 is no longer in the shop.", "The chosen option of Polo is no longer in the shop."}},
	}
	for _, test := range tests {
		for _, language := range languages {
			t.Run(test.name+" "+language, func(t *testing.T) {
				s := store(t, language, few, &session.Memory{})
				if test.own > 0 {
					s.Add(1, 0, test.own)
				}
				before := keys(s)
				v := visit(t, s, "/carrito#"+linkOf(t, test.link...))
				heading := one(t, "heading", with(all(page(t, v), "h2"), "id", "linked"))
				shown := strings.TrimPrefix(wordsOf(heading.Parent), wordsOf(heading)+" ")
				shown = strings.ReplaceAll(shown, s.Text.NoPhoto+" ", "") // hidden text
				answers := " " + s.Text.TakeLinked + " " + s.Text.DeclineLinked
				if language == "es" && shown != test.wantShown+answers {
					t.Errorf("shown: got\n%q, want\n%q", shown, test.wantShown+answers)
				}
				if got := keys(s); got != before {
					t.Fatalf("got the cart %q before the shopper agreed, want %q", got, before)
				}
				s.cart.TakeLink()
				if got := keys(s); got != test.wantTaken {
					t.Errorf("got the cart %q, want %q", got, test.wantTaken)
				}
				if language == "es" {
					announced(t, s, test.wantAnnounced, test.wantError)
				}
				for _, want := range test.wantEn {
					if all := wordsOf(heading) + " " + shown + " " + s.Message.Text; language == "en" && !strings.Contains(all, want) {
						t.Errorf("got %q, want it to contain %q", all, want)
					}
				}
				answered(t, v)
			})
		}
	}
}

// answered checks that neither the page nor the address still has the link.
func answered(t *testing.T, v *visitor) {
	t.Helper()
	if got := with(all(page(t, v)), "id", "linked"); len(got) != 0 {
		t.Error("the question is still shown")
	}
	if at := v.ctx.Page().URL(); at.String() != "/carrito" {
		t.Errorf("got address %s, want /carrito", at)
	}
}

func TestDeclineLinkedCart(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	s.Add(1, 0, 2)
	v := visit(t, s, "/carrito#"+linkOf(t, line(2, 0, 3)))
	s.cart.DeclineLink()
	if got := keys(s); got != "1×2" {
		t.Errorf("got the cart %q, want it unchanged", got)
	}
	announced(t, s, spanish.LinkedNotTaken, false)
	answered(t, v)
}

// If nothing in the link can be bought, there is no button to add it.
func TestLinkedCartOfNothing(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	v := visit(t, s, "/carrito#"+linkOf(t, line(4, 0, 1), line(77, 0, 1)))
	main := page(t, v)
	if got := wordsOf(main); !strings.Contains(got, spanish.NothingOfLinked) {
		t.Errorf("got %q, want it to contain %q", got, spanish.NothingOfLinked)
	}
	if got := named(all(main, "button"), spanish.TakeLinked); len(got) != 0 {
		t.Errorf("got %d buttons %s, want none", len(got), spanish.TakeLinked)
	}
	one(t, "button "+spanish.DeclineLinked, named(all(main, "button"), spanish.DeclineLinked))
}

func TestFaultyLink(t *testing.T) {
	good := linkOf(t, line(1, 0, 1))
	for _, test := range []struct{ name, fragment, wantEs, wantEn string }{
		{"truncated", good[:len(good)-1], spanish.LinkDamaged, english.LinkDamaged},
		{"mistyped", good + "A", spanish.LinkDamaged, english.LinkDamaged},
		{"a word", "hola", spanish.LinkDamaged, english.LinkDamaged},
		{"markup", "1.<img src=x onerror=alert(1)>", spanish.LinkDamaged, english.LinkDamaged},
		{"huge", "1." + strings.Repeat("A", 1<<20), spanish.LinkDamaged, english.LinkDamaged},
		{"another version", "3" + good[1:], spanish.LinkOfOtherVersion, english.LinkOfOtherVersion},
	} {
		for language, want := range map[string]string{"es": test.wantEs, "en": test.wantEn} {
			t.Run(test.name+" "+language, func(t *testing.T) {
				s := store(t, language, few, &session.Memory{})
				s.Add(1, 0, 2)
				v := visit(t, s, "/carrito#"+test.fragment)
				if got := wordsOf(one(t, "fault", with(all(page(t, v), "p"), "id", "linked"))); got != want {
					t.Errorf("got %q, want %q", got, want)
				}
				announced(t, s, want, false)
				if got := keys(s); got != "1×2" {
					t.Errorf("got the cart %q, want it unchanged", got)
				}
				if at := v.ctx.Page().URL(); at.Fragment != "" {
					t.Errorf("got address %s, want no link in it", at)
				}
				v.goTo("/producto/1")
				v.goTo("/carrito")
				answered(t, v)
			})
		}
	}
}

// The fragment of the skip link is not read as a cart link, and does not drop
// one that waits for an answer. Only the cart's page reads links.
func TestOtherFragments(t *testing.T) {
	good := linkOf(t, line(1, 0, 1))
	s := store(t, "es", few, &session.Memory{})
	v := visit(t, s, "/carrito#content")
	answer := func(want bool) {
		t.Helper()
		if got := len(named(all(render(t, v.root), "button"), spanish.TakeLinked)) == 1; got != want {
			t.Errorf("question shown: got %v, want %v", got, want)
		}
	}
	for _, step := range []struct {
		address string
		want    bool
	}{
		{"/carrito#content", false}, {"/#" + good, false}, {"/producto/1#" + good, false}, {"/agregarCarrito/1#content", false},
		{"/carrito#" + good, true}, {"/carrito#content", true}, {"/carrito", true}, {"/carrito#" + good, true},
		{"/producto/1", false}, {"/carrito", false},
	} {
		v.goTo(step.address)
		if with(all(render(t, v.root)), "class", "linked linked--fault") != nil {
			t.Errorf("%s: got a fault, want none", step.address)
		}
		answer(step.want)
	}
	if got := keys(s); got != "1×1" { // from /agregarCarrito/
		t.Errorf("got the cart %q, want 1×1", got)
	}
}

// A new catalogue also changes what a link offers.
func TestLinkedCartFollowsCatalog(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	v := visit(t, s, "/carrito#"+linkOf(t, line(1, 0, 2)))
	s.Catalog = read(t, strings.Replace(few, `"price": "39.90"`, `"price": "10.00"`, 1))
	if got := wordsOf(page(t, v)); !strings.Contains(got, "2 × S/ 10.00 S/ 20.00") {
		t.Errorf("got %q, want the new price", got)
	}
}
