package pages

import (
	"strings"
	"testing"

	"carrito/app/session"

	"golang.org/x/net/html"
)

// words are the names of controls that shoppers and other tests rely on.
type words struct {
	addToCart, quantity, cart, removeHat, undo, emptyCart, subtotal, cartIsEmpty, searchProducts string
}

var wordsIn = map[string]words{
	"es": {"Agregar al carrito", "Cantidad", "Carrito", "Eliminar Gorra", "Deshacer", "Vaciar carrito", "Subtotal",
		"Tu carrito está vacío", "Buscar productos"},
	"en": {"Add to cart", "Quantity", "Cart", "Remove Gorra", "Undo", "Empty cart", "Subtotal",
		"Your cart is empty", "Search products"},
}

func TestAccessibleNames(t *testing.T) {
	for language, want := range wordsIn {
		t.Run(language, func(t *testing.T) {
			s := store(t, language, few, &session.Memory{})
			page := func(address string) *html.Node { return render(t, NewRoot(s, at(t, address))) }

			product := page("/producto/1")
			one(t, "button "+want.addToCart, named(all(product, "button"), want.addToCart))
			field := one(t, "field", with(all(product, "input"), "name", "cantidad"))
			if got := labelOf(product, field); got != want.quantity {
				t.Errorf("label of the quantity: got %q, want %q", got, want.quantity)
			}
			search := one(t, "search field", with(all(product, "input"), "type", "search"))
			if got := labelOf(product, search); got != want.searchProducts {
				t.Errorf("label of the search: got %q, want %q", got, want.searchProducts)
			}

			if got := wordsOf(one(t, "main", all(page("/carrito"), "main"))); !strings.Contains(got, want.cartIsEmpty) {
				t.Errorf("empty cart: got %q, want it to contain %q", got, want.cartIsEmpty)
			}

			s.Add(1, 0, 3)
			cart := page("/carrito")
			one(t, "button "+want.removeHat, named(all(cart, "button"), want.removeHat))
			one(t, "button "+want.emptyCart, named(all(cart, "button"), want.emptyCart))
			if got := wordsOf(one(t, "main", all(cart, "main"))); !strings.Contains(got, want.subtotal+" S/ 119.70") {
				t.Errorf("filled cart: got %q, want it to contain %q with the sum", got, want.subtotal)
			}
			if got := wordsOf(one(t, "table", all(cart, "table"))); !strings.Contains(got, "S/ 39.90") || !strings.Contains(got, "S/ 119.70") {
				t.Errorf("table: got %q, want it to contain the unit price and the total", got)
			}
			s.Remove("1")
			one(t, "button "+want.undo, named(all(page("/carrito"), "button"), want.undo))
		})
	}
}

// Every page links to the cart and says how many units it has.
func TestCartLink(t *testing.T) {
	for language, want := range map[string][3]string{
		"es": {"Carrito 0 unidades", "Carrito 1 unidad", "Carrito 3 unidades"}, "en": {"Cart 0 units", "Cart 1 unit", "Cart 3 units"},
	} {
		s := store(t, language, few, &session.Memory{})
		for i, units := range []int{0, 1, 2} {
			if units > 0 {
				s.Add(2, 0, units)
			}
			for _, address := range []string{"/", "/categoria/polos", "/buscar?q=x", "/producto/3", "/carrito", "/nada"} {
				header := one(t, "header", all(render(t, NewRoot(s, at(t, address))), "header"))
				if got := linked(header, want[i]); got != "/carrito" {
					t.Errorf("%s %s: link %q: got %q, want /carrito", language, address, want[i], got)
				}
				count := one(t, "count", with(all(header), "id", "cart-count"))
				if got, wantCount := wordsOf(count), strings.Fields(want[i])[1]; got != wantCount {
					t.Errorf("%s %s: count: got %q, want %q", language, address, got, wantCount)
				}
			}
		}
	}
}

// The search works as a plain form too, and shows what was searched for.
func TestSearchForm(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	root := render(t, NewRoot(s, at(t, "/buscar?q=gorra")))
	form := one(t, "form to /buscar", with(all(root, "form"), "action", "/buscar"))
	if got := attr(form, "method"); got != "get" {
		t.Errorf("method: got %q, want get", got)
	}
	field := one(t, "field q", with(all(form, "input"), "name", "q"))
	if got := attr(field, "value"); got != "gorra" {
		t.Errorf("value: got %q, want gorra", got)
	}
}

// Without the program, the button of a product still opens the cart's page.
func TestAddForm(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	form := func(address string) *html.Node {
		return one(t, "form", with(all(render(t, NewRoot(s, at(t, address))), "form"), "action", strings.Replace(address, "producto", "agregarCarrito", 1)))
	}
	if got := with(all(form("/producto/1"), "input"), "name", "variante"); len(got) != 0 {
		t.Errorf("simple product: got %d variants in the form, want none", len(got))
	}
	variant := one(t, "variant", with(all(form("/producto/3"), "input"), "name", "variante"))
	if got := attr(variant, "value"); got != "1" {
		t.Errorf("product with options: got variant %q, want 1, the first that can be bought", got)
	}
}
