package pages

import (
	"testing"

	"golang.org/x/net/html"

	"carrito/app/outbox"
	"carrito/app/session"
)

// announced checks the latest message, in the notices and in the live region.
func announced(t *testing.T, s *Shop, want string, wantError bool) {
	t.Helper()
	if s.Message.Text != want {
		t.Errorf("message: got %q, want %q", s.Message.Text, want)
	}
	if s.Message.Error != wantError {
		t.Errorf("error: got %v, want %v", s.Message.Error, wantError)
	}
	root := render(t, NewRoot(s, at(t, "/carrito")))
	status := one(t, "live region", with(all(root), "role", "status"))
	if got := wordsOf(status); got != fold(want) {
		t.Errorf("live region: got %q, want %q", got, fold(want))
	}
}

// The result of an action is in the live region and in a toast, which looks
// different for errors.
func TestActionIsAnnounced(t *testing.T) {
	for language, want := range map[string]string{"es": "Agregado al carrito: Gorra.", "en": "Added to cart: Gorra."} {
		s := store(t, language, few, &session.Memory{})
		s.Add(1, 0, 1)
		announced(t, s, want, false)
		s.Add(1, 0, 9)
		announced(t, s, s.Text.OnlyLeft("Gorra", 5), true)
		notice := one(t, "notice", with(all(render(t, NewRoot(s, at(t, "/"))), "aside"), "aria-label", s.Text.Notice))
		if got := attr(notice, "class"); got != "toast toast--error" {
			t.Errorf("class of the toast: got %q, want the class for errors", got)
		}
	}
}

// A removal can be undone with a button that takes the focus.
func TestUndoButton(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	s.Add(1, 0, 2)
	buttons := func() []*html.Node {
		return named(all(render(t, NewRoot(s, at(t, "/carrito"))), "button"), "Deshacer")
	}
	s.Remove("1")
	if button := one(t, "button Deshacer", buttons()); attr(button, "id") != "undo" {
		t.Errorf("id of the button: got %q, want undo, which is focused", attr(button, "id"))
	}
	s.Undo()
	if got := len(buttons()); got != 0 {
		t.Errorf("afterwards: got %d buttons Deshacer, want none", got)
	}
}

// News about an order has a link to the order.
func TestNewsOfAnOrder(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	s.Orders.Deliver("01939a3e-7b00-7123-8abc-0123456789ab", outbox.Delivery{State: outbox.Sent})
	one(t, "link to the order", with(all(render(t, s.newsList()), "a"), "href", "/gracias"))
}
