package orders_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image/png"
	"log"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	settings "carrito/app/shop"
	"carrito/server/cashier"
	"carrito/server/e2e/browsertest"
	stored "carrito/server/inbox/orderdb"
	"carrito/server/orderpage"
	"carrito/server/shoptest"
	"carrito/server/site"
	"carrito/server/words"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// orderPages serves a small shop with an inbox and the pages of its orders.
func orderPages(t *testing.T) *inbox {
	t.Helper()
	folder := t.TempDir()
	files := site.Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: browsertest.Web}
	browsertest.WriteFile(t, files.Shop, `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN",
		"contact": {"whatsapp": "51999000111", "email": "hola@tienda.example", "hours": "Lunes a sábado, de 10 a 19 h"}, "orders": {"channels": [{"kind": "server"}],
		"delivery": [{"id": "recojo", "name": "Recojo en tienda", "pickup": true}]}, "payments": [
		{"kind": "wallet", "name": "Yape", "holder": "Tienda", "code": "`+yape+`"},
		{"kind": "transfer", "name": "Transferencia BCP", "holder": "Tienda SAC", "scheme": "cci", "account": "002-193-001234567890-13"},
		{"kind": "stripe"}]}`)
	browsertest.WriteFile(t, files.Products, browsertest.TwoHats)
	shop, store := browsertest.NewHandler(t, files), shoptest.Store(t)
	store.Holds = func() stored.Holds { return stored.Holds{For: 48 * time.Hour, PerHour: 100} }
	store.Provider = func(means string) string {
		if means == "stripe" {
			return means
		}
		return ""
	}
	logger := log.New(t.Output(), "", 0)
	none := cashier.New(nil, store.Payments(), func() *settings.Shop { return shop.Site().Shop }, logger)
	page := orderpage.New(t.Context(), store, none, shop.Site, http.HandlerFunc(shop.ServeMissing), logger)
	page.Provider = store.Provider
	shop.Handle("/pedido/", page)
	return serveInbox(t, shop, store)
}

// pageOf returns the path of the page of an order that the shop has.
func (in *inbox) pageOf(t *testing.T, id string) string {
	t.Helper()
	o, err := in.store.Order(t.Context(), id)
	if err != nil || o.Token == "" {
		t.Fatalf("got the token %q, %v, want one", o.Token, err)
	}
	return "/pedido/" + o.Token
}

// TestOrderPage orders a hat, pays it by the code on the order's page and says so. Once
// the owner has seen the money, the page says that it is paid, without a reload.
func TestOrderPage(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		in := orderPages(t)
		tab := s.NewForScreenshots(t).Open(browsertest.StartMachine(t, in).Base())
		placeOrder(tab)
		tab.AwaitText("h1", "Recibimos tu pedido")
		id := orderSent(tab)
		tab.Navigate(tab.Base + in.pageOf(t, id))
		tab.AwaitText("h1", "Pedido "+words.Number(id))
		tab.AwaitText("#live", "La tienda guarda tus productos hasta el")
		for _, width := range []int64{412, 1280} {
			for _, scheme := range s.Schemes() {
				tab.Look(scheme, width)
				if got := tab.Scan(); got != yape {
					t.Errorf("%s, %d: got the code %q, want the owner's", scheme, width, got)
				}
			}
		}
		until := browsertest.Eval[string](tab, `(e => new Intl.DateTimeFormat("es", {dateStyle: "medium", timeStyle: "short"}).format(new Date(e.dateTime)) === e.textContent ? "" : e.textContent)(document.querySelector(".state time"))`)
		if until != "" {
			t.Errorf("got the time %q, want it as the browser writes it", until)
		}
		tab.Eval("navigator.clipboard && Object.defineProperty(navigator.clipboard, 'writeText', {value: async text => { window.copied = text }})")
		tab.Press("button", "Copiar: Importe")
		tab.Await("window.copied && document.querySelector('#live').textContent.includes(window.copied)")
		tab.AwaitText("#news", "Copiado: Importe.")
		tab.Eval("HTMLAnchorElement.prototype.click = function () { window.saved = this.href }")
		tab.Press("button", "Guardar el código como imagen")
		wantCode(tab, browsertest.Eval[string](tab, "saved"), yape)

		tab.Eval("document.querySelector('.more summary').click()")
		tab.Press("button", "Transferencia BCP")
		tab.AwaitText(".pay", "Pago: Transferencia BCP")
		tab.AwaitText(".pay", "002-193-001234567890-13")
		tab.Press("button", "Ya pagué")
		tab.AwaitText(".pay", "Dijiste que ya pagaste.")
		tab.Eval("window.same = true")
		tab.Eval("const real = fetch; window.fetch = async (...of) => { const answer = await real(...of); window.answered = true; return answer }")
		tab.Eval(`dispatchEvent(new PointerEvent("pointerdown"))`) // what is pressed must stay
		if err := in.store.Payments().SetByHand(t.Context(), id, stored.Paid, words.Owner, "", time.Now()); err != nil {
			t.Fatal(err)
		}
		tab.Await("window.answered")
		time.Sleep(300 * time.Millisecond)
		if browsertest.Eval[bool](tab, "document.querySelector('.pay').textContent.includes('Pagado')") {
			t.Error("the page changed during a press")
		}
		tab.Eval(`dispatchEvent(new PointerEvent("pointerup"))`)
		tab.AwaitText(".pay", "Pagado. ¡Gracias!")
		tab.AwaitText("#news", "Pagado. ¡Gracias!")
		if err := in.store.SetState(t.Context(), id, stored.Confirmed, words.Owner); err != nil {
			t.Fatal(err)
		}
		tab.AwaitText("[aria-current]", "Confirmado")
		if !browsertest.Eval[bool](tab, "window.same === true") {
			t.Error("got the page loaded again, want only its content updated")
		}
	})
}

// TestSaysPaid tells the shop by WhatsApp that an order is paid. The inbox learns it, too.
func TestSaysPaid(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		in := orderPages(t)
		tab := s.NewBrowser(t).Open(browsertest.StartMachine(t, in).Base())
		placeOrder(tab)
		tab.AwaitText("h1", "Recibimos tu pedido")
		tab.Eval("addEventListener('click', e => e.preventDefault())") // WhatsApp is elsewhere
		tab.Press("link", "Ya pagué: avisar por WhatsApp")
		id := orderSent(tab)
		for end := time.Now().Add(browsertest.Patience); ; time.Sleep(50 * time.Millisecond) {
			o, err := in.store.Order(t.Context(), id)
			if err == nil && o.Payment == stored.Said {
				break
			}
			if time.Now().After(end) {
				t.Fatalf("got the payment %q, %v, want %q", o.Payment, err, stored.Said)
			}
		}
	})
}

// wantCode checks that a data URL is a picture of a QR code with a text.
func wantCode(tab *browsertest.Tab, address, want string) {
	tab.T.Helper()
	data, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(address, "data:image/png;base64,"))
	tab.Must(err)
	picture, err := png.Decode(bytes.NewReader(data))
	tab.Must(err)
	if got, err := browsertest.Decode(picture); err != nil || got != want {
		tab.T.Errorf("got %q, %v, want the code %q", got, err, want)
	}
}

// TestOrderPageLooks checks the page of an order in the light and in the dark, on
// narrow screens and wide ones, with axe-core.
func TestOrderPageLooks(t *testing.T) {
	t.Parallel()
	source := browsertest.AxeSource(t)
	in := orderPages(t)
	tab := browsertest.NewBrowser(t).Open(browsertest.StartMachine(t, in).Base())
	long := strings.Repeat("Supercalifragilistico", 15)
	for _, test := range []struct {
		name, means string
		paid, long  bool
	}{{"transfer", "transfer", false, false}, {"wallet", "wallet", false, false}, {"awaiting", "stripe", false, false}, {"paid", "transfer", true, false}, {"long", "wallet", false, true}} {
		o := shoptest.Order(t)
		o.Payment.Method = test.means
		if test.long {
			o.Customer.Name, o.Customer.Address, o.Customer.City = long[:100], long[:300], long[:100]
			o.Customer.Email = long[:60] + "@" + long[:60] + ".example"
			o.Note, o.Lines[0].Note, o.Lines[0].Name = long[:300], long[:200], long[:300]
		}
		shoptest.Place(t, in.store, o)
		if test.paid {
			if err := in.store.Payments().SetByHand(t.Context(), o.ID, stored.Paid, words.Owner, "", time.Now()); err != nil {
				t.Fatal(err)
			}
			if err := in.store.SetState(t.Context(), o.ID, stored.Confirmed, words.Owner); err != nil {
				t.Fatal(err)
			}
		}
		path := in.pageOf(t, o.ID)
		if test.means == "stripe" {
			path += "/pagar" // which no provider answers
		}
		tab.Navigate(tab.Base + path)
		tab.Await("document.querySelector('#print') && !document.querySelector('#print').hidden")
		tab.Eval(source)
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{320, 412, 1280} {
				tab.Look(scheme, width)
				browsertest.RunAxe(t, tab, test.name+" "+scheme)
				tab.Screenshot("order page " + test.name + " " + scheme + " " + map[int64]string{320: "320", 412: "412", 1280: "1280"}[width])
			}
		}
		tab.WantReadable("order page " + test.name)
		wantPrinted(t, tab, words.Number(o.ID), "S/ 69.80", "108.73", o.Customer.Phone)
	}
}

// wantPrinted checks that the page prints what is given, and nothing that can only be
// pressed.
func wantPrinted(t *testing.T, tab *browsertest.Tab, all ...string) {
	t.Helper()
	media := func(name string) {
		t.Helper()
		if _, err := chromedp.Call(tab.Ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name}); err != nil {
			t.Fatal(err)
		}
	}
	tab.Eval(`window.print = () => { window.printed = true }`)
	tab.Press("button", "Imprimir")
	tab.Await("window.printed")
	media("print")
	defer media("")
	if got := browsertest.Eval[string](tab, `[...document.querySelectorAll("button, summary, form, .button")].filter(e => e.getClientRects().length).map(e => e.outerHTML).join("\n")`); got != "" {
		t.Errorf("printed: got\n%s\nwant no buttons", got)
	}
	for _, want := range all {
		if !browsertest.Eval[bool](tab, fmt.Sprintf("document.body.innerText.replace(/\\u00a0/g, ' ').includes(%q)", want)) {
			t.Errorf("printed: got no %q, want it", want)
		}
	}
}
