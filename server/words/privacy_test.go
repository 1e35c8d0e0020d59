package words

import (
	"strings"
	"testing"

	"carrito/app/shop"
)

// The text says what the settings say, in every language.
func TestPrivacy(t *testing.T) {
	inbox := []shop.Channel{{Kind: shop.ServerChannel}}
	tests := []struct {
		name       string
		shop       shop.Shop
		want, none string
	}{
		{"no orders", shop.Shop{}, "Puedes pedirnos", "pedido:"},
		{"by WhatsApp", shop.Shop{Orders: shop.Orders{Channels: []shop.Channel{{Kind: "whatsapp"}}, KeepMonths: 3}}, "en el mensaje", "meses"},
		{"kept for ever", shop.Shop{Orders: shop.Orders{Channels: inbox}}, "hasta que nos pidas borrarlos", "meses después del pedido"},
		{"kept for a time", shop.Shop{Orders: shop.Orders{Channels: inbox, KeepMonths: 24}}, "24 meses", "hasta que nos pidas"},
		{"one month", shop.Shop{Orders: shop.Orders{Channels: inbox, KeepMonths: 1}}, "1 mes después", "24 meses"},
		{"cards", shop.Shop{Orders: shop.Orders{Channels: inbox}, Payments: []shop.Payment{{Kind: shop.Cash}, {Kind: shop.Stripe}}}, "tarjeta", "Efectivo"},
		{"alerts", shop.Shop{Orders: shop.Orders{Channels: inbox}}, "30 días después de avisarte, o 24 meses", "tarjeta"},
		{"alerts kept for a time", shop.Shop{Orders: shop.Orders{Channels: inbox, KeepMonths: 24}}, "o 24 meses después de que lo pidas", "tarjeta"},
		{"no alerts", shop.Shop{NoAlerts: true, Orders: shop.Orders{Channels: inbox}}, "pedido guardamos", "avisarte"},
		{"complaints", shop.Shop{Complaints: shop.Complaints{Name: "Moda SAC"}}, "dos años", "tarjeta"},
	}
	for _, test := range tests {
		got := In("es").Privacy(&test.shop)
		if !strings.Contains(got, test.want) || strings.Contains(got, test.none) {
			t.Errorf("%s: got %q, want %q and not %q", test.name, got, test.want, test.none)
		}
		for _, language := range shop.Languages {
			if lines := strings.Count(In(language).Privacy(&test.shop), "\n"); lines != strings.Count(got, "\n") {
				t.Errorf("%s in %s: got %d lines", test.name, language, lines)
			}
		}
	}
}
