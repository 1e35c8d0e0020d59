package shopper

import (
	"testing"

	"carrito/app/cart"
	"carrito/app/session"
)

func TestTooManyText(t *testing.T) {
	for language, want := range map[string]string{
		"es": "De Medias caben 999 como máximo: ajustamos la cantidad.",
		"en": "At most 999 of Medias fit in the cart: the quantity was adjusted.",
	} {
		s := open(t, language, few, &session.Memory{})
		change := cart.Change{Kind: cart.TooMany, Line: cart.Line{Name: "Medias", Quantity: 1200}, Quantity: cart.MaxQuantity}
		if got := s.changeText(change); got != want {
			t.Errorf("%s: got %q, want %q", language, got, want)
		}
	}
}
