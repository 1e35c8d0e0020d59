package orders_test

import (
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/pay"
	"carrito/server/e2e/browsertest"
	"carrito/server/site"
)

// yape is a made-up code of a wallet in Peru.
const yape = "0002010102113932" + "00000000000000000000000000000000" + "5204561153036045802PE5906YAPERO6004Lima63045281"

// payingShop serves a small shop in a currency, with these ways of paying.
func payingShop(t *testing.T, currency, payments string) string {
	t.Helper()
	folder := t.TempDir()
	files := site.Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: browsertest.Web}
	browsertest.WriteFile(t, files.Shop, `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "`+currency+`",
		"contact": {"whatsapp": "51999000111"}, "orders": {"channels": [{"kind": "whatsapp"}],
		"delivery": [{"id": "recojo", "name": "Recojo en tienda", "pickup": true}]}, "payments": `+payments+`}`)
	browsertest.WriteFile(t, files.Products, browsertest.TwoHats)
	return browsertest.StartMachine(t, browsertest.NewHandler(t, files)).Base()
}

// orderByHand orders a hat by WhatsApp, and says that it was sent.
func orderByHand(tab *browsertest.Tab, choice string) {
	tab.T.Helper()
	tab.Visit("/agregarCarrito/1")
	tab.Visit("/pedido")
	tab.Eval(noteOpened)
	tab.TypeInto("Nombre y apellido *", "Ana Quispe")
	tab.TypeInto("Teléfono", "987 654 321")
	if choice != "" {
		tab.Press("choice", choice)
	}
	tab.Press("link", "Pedir por WhatsApp")
	tab.AwaitAt("/gracias")
	tab.AwaitText("h1", "Falta un paso")
}

// TestPayByCode orders by each kind of payment that has a QR code. A camera reads it in
// the light and in the dark, on a phone and on a desktop.
func TestPayByCode(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		for _, test := range []struct {
			name, currency, payments string
			parts                    []string // of the code; with one that is whole
		}{
			{"wallet", "PEN", `[{"kind": "wallet", "name": "Yape", "code": "` + yape + `"}]`, []string{yape}},
			{"pix", "BRL", `[{"kind": "pix", "key": "loja@loja.example", "holder": "Loja", "city": "Recife"}]`, []string{"br.gov.bcb.pix", "5802BR"}},
			{"epc", "EUR", `[{"kind": "epc", "iban": "DE89370400440532013000", "holder": "Laden"}]`, []string{"BCD\n002\n1\nSCT\n", "DE89370400440532013000"}},
			{"upi", "INR", `[{"kind": "upi", "address": "shop@bank", "holder": "Shop"}]`, []string{"upi://pay?pa=shop@bank"}},
		} {
			t.Run(test.name, func(t *testing.T) {
				tab := s.NewForScreenshots(t).Open(payingShop(t, test.currency, test.payments))
				orderByHand(tab, "")
				total := browsertest.Eval[string](tab, "JSON.parse(JSON.parse(sessionStorage.enviado).order).total")
				number := strings.ToUpper(browsertest.Eval[string](tab, "JSON.parse(JSON.parse(sessionStorage.enviado).order).id.slice(-8)"))
				for _, width := range []int64{412, 1280} {
					for _, scheme := range s.Schemes() {
						tab.Look(scheme, width)
						got := tab.Scan()
						parts := test.parts
						if test.name != "wallet" {
							parts = append(parts, total, number)
						}
						for _, want := range parts {
							if !strings.Contains(got, want) {
								t.Errorf("%s, %d: got the code %q, want it to contain %q", scheme, width, got, want)
							}
						}
						if test.name == "pix" {
							if fields, err := pay.Read(got); err != nil || pay.Value(fields, "54") != total {
								t.Errorf("got %v, %v, want a code of %s", fields, err, total)
							}
						}
					}
				}
			})
		}
	})
}

// TestPayByWallet copies the amount and saves the code as a picture.
func TestPayByWallet(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		tab := s.NewForScreenshots(t).Open(payingShop(t, "PEN", `[{"kind": "cash"}, {"kind": "wallet", "name": "Yape", "code": "`+yape+`"}]`))
		orderByHand(tab, "Yape")
		if message := openedMessage(tab); !strings.Contains(message, "\nPago: Yape\n") {
			t.Errorf("got the message\n%s\nwant it to name the way of paying", message)
		}
		tab.AwaitText(".pay .heading", "Cómo pagar: Yape")
		tab.Eval("navigator.clipboard && Object.defineProperty(navigator.clipboard, 'writeText', {value: async text => { window.copied = text }})")
		tab.Press("button", "Copiar: Importe")
		total := browsertest.Eval[string](tab, "JSON.parse(JSON.parse(sessionStorage.enviado).order).total")
		tab.Await("window.copied === '" + total + "'")
		tab.AwaitText("[role=status]", "Copiado: Importe.")
		tab.Eval("HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, this.href] }")
		tab.Press("button", "Guardar el código como imagen")
		tab.Await("window.saved")
		saved := browsertest.Eval[[]string](tab, "saved")
		wantCode(tab, saved[1], yape)
		if !strings.HasSuffix(saved[0], ".png") {
			t.Errorf("got the file %s, want one with the ending .png", saved[0])
		}
		tab.Press("link", "Ya pagué: avisar por WhatsApp")
	})
}

// TestPayInCash says with how much the shopper pays. Too little is refused.
func TestPayInCash(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		tab := s.NewBrowser(t).Open(payingShop(t, "PEN", `[{"kind": "cash", "surcharge": "10"}, {"kind": "transfer", "holder": "Tienda SAC", "account": "1-2-3"}]`))
		tab.Visit("/agregarCarrito/1")
		tab.Visit("/pedido")
		tab.Eval(noteOpened)
		tab.TypeInto("Nombre y apellido *", "Ana Quispe")
		tab.TypeInto("Teléfono", "987 654 321")
		tab.AwaitText(".figures", "Recargo (Efectivo)")
		tab.TypeInto("¿Con cuánto pagarás? (opcional)", "1")
		tab.Press("link", "Pedir por WhatsApp")
		tab.AwaitText("#faults", "No alcanza: el total es")
		tab.Press("choice", "Transferencia bancaria")
		tab.Await("!document.querySelector('.figures').textContent.includes('Recargo')")
		tab.Press("choice", "Efectivo10 % más")
		tab.AwaitText(".figures", "Recargo (Efectivo)")
		tab.TypeInto("¿Con cuánto pagarás? (opcional)", "500")
		tab.Press("link", "Pedir por WhatsApp")
		tab.AwaitAt("/gracias")
		tab.AwaitText(".pay", "Pagas con S/ 500.00")
		if message := openedMessage(tab); !strings.Contains(message, "\nPaga con S/ 500.00\n") {
			t.Errorf("got the message\n%s\nwant it to say what the shopper pays with", message)
		}
	})
}
