package orders_test

import (
	"fmt"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
)

// put is JavaScript that sets the values of fields, by id, like a browser that fills in a
// form. It dispatches the named events, if any.
const put = `((values, ...events) => { for (const id in values) {
	const field = document.getElementById(id);
	if (!field) continue;
	if (field.type === "radio") field.checked = true; else field.value = values[id];
	for (const event of events) field.dispatchEvent(new Event(event, {bubbles: true}));
} })`

// TestFieldsAreReadWhenSending fills in the checkout without pressing a key. The order
// must have the texts in the fields.
func TestFieldsAreReadWhenSending(t *testing.T) {
	t.Parallel()
	const values = `{"customer-name": "Ana Quispe", "customer-email": "ana@x.example", "customer-address": "Jr. Cusco 123", "customer-city": "Ica",
		"customer-postalCode": "11001", "zone-envio": "costa", "note": "Tocar fuerte", "note-3": "El azul"}`
	tests := []struct{ name, before, fill string }{
		{"no event", "", put + "(" + values + ")"},
		{"change only", "", put + "(" + values + ", 'change')"},
		{"blur only", "", put + "(" + values + ", 'blur')"},
		{"no event, before the program", put + "(" + values + ")", ""},
		{"change only, before the program", put + "(" + values + ", 'change')", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			base, release := browsertest.Held(t)
			tab := browsertest.NewBrowser(t).Open(base)
			tab.Before(noteOpened)
			tab.Early("/producto/3")
			tab.Press("button", "Agregar al carrito")
			tab.AwaitCount(1)
			tab.Early("/pedido")
			if test.before != "" {
				tab.Eval(test.before)
			}
			release()
			tab.Await("window.carrito?.ready")
			if test.fill != "" {
				tab.Await("document.getElementById('note-3')")
				tab.Eval(test.fill)
			} else {
				tab.Await("document.getElementById('note-3')")
				tab.Eval(put + `({"note-3": "El azul"})`) // the field exists only once the program runs
			}
			tab.Press("link", "Pedir por WhatsApp")
			tab.Await("location.pathname === '/gracias'")
			message := openedMessage(tab)
			for _, want := range []string{"   Nota: El azul\n", "Costa: S/ 15.00\n", "\nAna Quispe\nana@x.example\nJr. Cusco 123\n", "Ica", "11001", "\nNota: Tocar fuerte\n"} {
				if !strings.Contains(message, want) {
					t.Errorf("got the message\n%s\nwant it to contain %q", message, want)
				}
			}
		})
	}
}

// TestWayChosenWithoutEvents chooses another delivery method without events, like a
// browser that restores a form.
func TestWayChosenWithoutEvents(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Before(noteOpened)
	tab.Visit("/agregarCarrito/3")
	tab.Visit("/pedido")
	tab.Eval(put + `({"way-recojo": "", "customer-name": "Ana Quispe", "customer-phone": "987654321"})`)
	tab.Press("link", "Pedir por WhatsApp")
	tab.Await("location.pathname === '/gracias'")
	if message := openedMessage(tab); !strings.Contains(message, "Recojo en tienda") || !strings.Contains(message, "Total: S/ 34.90") {
		t.Errorf("got the message\n%s\nwant an order for pick-up", message)
	}
}

// TestPastedTexts orders with pasted texts. The message must have them without invisible
// characters.
func TestPastedTexts(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Before(noteOpened)
	tab.Visit("/agregarCarrito/3")
	tab.Visit("/pedido")
	fill := func(name, phone, email string) {
		t.Helper()
		tab.Eval(fmt.Sprintf(put+`({"way-recojo": "", "customer-name": %s, "customer-phone": %s, "customer-email": %s}, "input", "change")`,
			browsertest.QuoteJS(name), browsertest.QuoteJS(phone), browsertest.QuoteJS(email)))
	}
	fill("\u200b", "12345", "ana@")
	tab.Press("link", "Pedir por WhatsApp")
	tab.AwaitText("#faults h2", "Falta corregir 3 cosas")
	fill("\u202aAna\u00a0Quispe\u202c", "\u202a+51 987‑654‑321\u202c anexo ١٢", "Ana <mailto:ana@x.example>,")
	tab.Await("!document.getElementById('faults')")
	tab.Press("link", "Pedir por WhatsApp")
	tab.Await("location.pathname === '/gracias'")
	if message := openedMessage(tab); !strings.Contains(message, "\nAna Quispe\n+51 987-654-321 anexo 12\nana@x.example\n") {
		t.Errorf("got the message\n%+q\nwant the pasted texts without their invisible characters", message)
	}
}
