package orderpage_test

import (
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
)

// TestStates shows an order in every state of its payment: what the page says, what
// the shopper can do, and whether the provider is asked.
func TestStates(t *testing.T) {
	say := func(v *visitor, o order.Order) { v.must(v.store.Payments().Say(v.t.Context(), o.ID, time.Now())) }
	provider := func(states ...pay.State) func(*visitor, order.Order) {
		return func(v *visitor, o order.Order) { v.settle(o, time.Now(), states...) }
	}
	tests := []struct {
		name, means string
		bring       func(v *visitor, o order.Order) // brings the payment to its state
		state       orderdb.PayState
		says        string
		forms       string // where forms and buttons lead
		asks        bool   // whether the provider is asked
	}{
		{"none", "", nil, "", "La tienda te escribe para coordinar el pago.", "", false},
		{"cash", "cash", nil, orderdb.Unpaid, "Paga en efectivo cuando recibas o recojas el pedido.", "/otra", false},
		{"transfer", "transfer", nil, orderdb.Unpaid, "Falta pagar. Transfiere el importe exacto a esta cuenta.", "/pagado /otra", false},
		{"wallet", "yape", nil, orderdb.Unpaid, "Falta pagar. Escanea el código con tu app", "/pagado /otra", false},
		{"hosted, no provider", "mercadopago", nil, orderdb.Unpaid, "La tienda te escribe para coordinar el pago.", "/otra", false},
		{"a way that is gone", "gone", nil, orderdb.Unpaid, "La tienda ya no ofrece esta forma de pago.", "", false},
		{"said", "transfer", say, orderdb.Said, "Dijiste que ya pagaste. La tienda revisa el pago y lo confirma aquí. Ver otra vez cómo pagar", "", false},
		{"awaiting", "stripe", nil, orderdb.Awaiting, "Falta pagar. Pagar ahora Pagas en la página segura de Stripe.", "/pagar /otra", true},
		{"in process", "stripe", provider(pay.InProcess), orderdb.InProcess, "El pago está en proceso. No pagues otra vez", "", true},
		{"paid", "stripe", provider(pay.Paid), orderdb.Paid, "Pagado. ¡Gracias!", "", false},
		{"refused", "stripe", provider(pay.Refused), orderdb.Refused, "El pago fue rechazado. Inténtalo de nuevo o elige otra forma de pagar. Intentar de nuevo", "/pagar /otra", true},
		{"expired", "stripe", func(v *visitor, o order.Order) { v.settle(o, time.Now().Add(2*time.Hour)) }, orderdb.Expired, "Se acabó el tiempo para pagar y los productos ya no están reservados. Puedes intentarlo de nuevo. Intentar de nuevo", "/pagar /otra", true},
		{"differs", "stripe", provider(pay.Paid, pay.Paid), orderdb.Differs, "La tienda tiene una consulta sobre tu pago y te escribe. No pagues otra vez.", "", false},
		{"refunded", "stripe", provider(pay.Refunded), orderdb.Refunded, "El pago fue devuelto.", "", false},
		{"partly refunded", "stripe", provider(pay.PartlyRefunded), orderdb.PartlyRefunded, "Una parte del pago fue devuelta. Te devolvieron S/ 39.90.", "", false},
		{"disputed", "stripe", provider(pay.Disputed), orderdb.Disputed, "El pago está en disputa.", "", false},
		{"charged back", "stripe", provider(pay.ChargedBack), orderdb.ChargedBack, "El pago fue anulado y el dinero te fue devuelto.", "", false},
	}
	inDatabases(t, func(t *testing.T, v *visitor) {
		covered := map[orderdb.PayState]bool{}
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				o, path := v.place(test.means, nil)
				if test.bring != nil {
					test.bring(v, o)
				}
				stored, err := v.store.Order(t.Context(), o.ID)
				if err != nil || stored.Payment != test.state {
					t.Fatalf("got the state %q, %v, want %q", stored.Payment, err, test.state)
				}
				covered[test.state] = true
				v.cashier.refreshed = nil
				got := v.get(path)
				if got.status != 200 || !strings.Contains(text(t, got.body), test.says) {
					t.Errorf("got %d %s, want it to say %q", got.status, text(t, got.body), test.says)
				}
				if got := forms(t, got.body, path); got != test.forms {
					t.Errorf("got forms and links to %q, want %q", got, test.forms)
				}
				if asked := len(v.cashier.refreshed) > 0; asked != test.asks {
					t.Errorf("the provider was asked: got %t, want %t", asked, test.asks)
				}
				if test.state != "" && strings.Contains(got.body, "El pedido está cancelado") {
					t.Error("got the sentence of a cancelled order, want none")
				}
				v.must(v.store.SetState(t.Context(), o.ID, orderdb.Cancelled, "test"))
				got = v.get(path)
				if now := forms(t, got.body, path); now != "" || strings.Contains(got.body, "class=\"qr\"") || strings.Contains(got.body, "data-copy") {
					t.Errorf("cancelled: got forms and links to %q in %s, want no way to pay", now, text(t, got.body))
				}
				if !strings.Contains(got.body, "Este pedido está cancelado.") {
					t.Errorf("cancelled: got %s, want it to say so", text(t, got.body))
				}
			})
		}
		for _, state := range orderdb.PayStates {
			if !covered[state] {
				t.Errorf("no case for %q", state)
			}
		}
	})
}

// The page shows everything of an order, and how far it is.
func TestOrder(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		o, path := v.place("transfer", nil)
		got := v.get(path)
		for _, want := range []string{
			"Pedido " + strings.ToUpper(o.ID[len(o.ID)-8:]), "Bolso tote de lona 2 × S/ 34.90 Nota: Para regalo S/ 69.80", "Polo básico (M / Blanco) 1 × S/ 39.90",
			"Descuento (ALPACA10) −S/ 10.97", "IGV 18 % (incluido)", "Total S/ 108.73", "Envío a domicilio, Lima y Callao", "Rosa Quispe Ñahui",
			"Dpto. 302", "Portón verde.", "Pago: Transferencia bancaria", "CCI", "002-193-001234567890-13", "Titular Moda SAC", "Ya pagué: avisar por WhatsApp",
			"La tienda recibió tu pedido y lo confirma pronto.", "La tienda guarda tus productos hasta el", "Contacto de la tienda", "hola@modadjango.example",
		} {
			if !strings.Contains(text(t, got.body), want) {
				t.Errorf("got %s, want %q in it", text(t, got.body), want)
			}
		}
		for _, step := range []struct {
			to         orderdb.State
			says, here string
		}{
			{orderdb.Confirmed, "La tienda confirmó tu pedido y lo prepara.", "Confirmado"},
			{orderdb.Sent, "Tu pedido está en camino.", "Enviado"},
			{orderdb.Done, "Tu pedido fue entregado. ¡Gracias por tu compra!", "Entregado"},
		} {
			v.must(v.store.SetState(t.Context(), o.ID, step.to, "test"))
			page := v.get(path).body
			if !strings.Contains(text(t, page), step.says) || strings.Contains(page, "guarda tus productos") {
				t.Errorf("%s: got %s, want %q and no hold", step.to, text(t, page), step.says)
			}
			for n := range nodes(t, page, "li") {
				if attribute(n, "aria-current") != "" && n.FirstChild.Data != step.here {
					t.Errorf("got the step %q, want %q", n.FirstChild.Data, step.here)
				}
			}
		}
		o, path = v.place("cash", func(o *order.Order) { o.Delivery = order.Delivery{Method: "recojo"}; o.Payment.Tender = "200" })
		if page := text(t, v.get(path).body); !strings.Contains(page, "Listo para recoger") || !strings.Contains(page, "Tu vuelto es S/ 91.27.") {
			t.Errorf("got %s, want an order that is picked up, and its change", page)
		}
		for _, to := range []orderdb.State{orderdb.Confirmed, orderdb.Sent, orderdb.Done} {
			v.must(v.store.SetState(t.Context(), o.ID, to, "test"))
		}
		if page := text(t, v.get(path).body); strings.Contains(page, "Pago:") {
			t.Errorf("got %s, want nothing of a payment in cash that was made at the door", page)
		}
	})
}

// An order that holds nothing is confirmed before it can be paid at a provider.
func TestUnheld(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		v.store.Holds = func() orderdb.Holds { return orderdb.Holds{For: time.Hour} }
		_, path := v.place("stripe", nil)
		page := v.get(path).body
		if !strings.Contains(page, "Primero la tienda confirma tu pedido") || strings.Contains(page, "/pagar\"") {
			t.Errorf("got %s, want no way to pay yet", text(t, page))
		}
		_, path = v.place("transfer", nil)
		if page := v.get(path).body; !strings.Contains(page, "guarda tus productos solo desde que confirma el tuyo") {
			t.Errorf("got %s, want it to say that nothing is held", text(t, page))
		}
	})
}

// A confirmed order keeps its units when the time to pay is over.
func TestConfirmedExpires(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		o, path := v.place("stripe", nil)
		page, err := v.store.Payments().Begin(t.Context(), o.ID, orderdb.PayPage{Provider: "stripe"}, time.Now())
		v.must(err)
		v.must(v.store.SetState(t.Context(), o.ID, orderdb.Confirmed, "test"))
		v.settle(o, page.Expires.Add(time.Minute))
		if got := text(t, v.get(path).body); !strings.Contains(got, "Tus productos siguen reservados") || !strings.Contains(got, "Intentar de nuevo") {
			t.Errorf("got %s, want the products still reserved, and another try", got)
		}
	})
}

// An order whose provider the shop no longer has can be paid in another way.
func TestProviderGone(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		v.store.Provider = func(string) string { return "paypal" }
		_, path := v.place("gone", nil)
		if got := forms(t, v.get(path).body, path); got != "/pagar /otra" {
			t.Errorf("got forms and links to %q, want another way to pay", got)
		}
	})
}

// Who comes back from the provider's page is told that the payment is being checked.
func TestReturn(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		o, path := v.place("stripe", nil)
		const checking = "Comprobamos tu pago"
		if page := v.get(path + "?vuelta").body; !strings.Contains(page, checking) || strings.Contains(page, "Falta pagar.") {
			t.Errorf("got %s, want it to say that the payment is checked", text(t, page))
		}
		v.settle(o, time.Now(), pay.Paid)
		if page := v.get(path + "?vuelta").body; strings.Contains(page, checking) {
			t.Errorf("paid: got %s, want no more checks", text(t, page))
		}
	})
}
