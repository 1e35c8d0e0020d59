package orders_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// noteOpened is JavaScript that records the address of a WhatsApp or mail link in the
// variable opened instead of opening it.
const noteOpened = `document.addEventListener("click", e => {
	const link = e.target.closest("a[href^='https://wa.me/51'], a[href^='mailto:']");
	if (link?.id.startsWith("send-") && !e.defaultPrevented) window.opened = link.href;
	if (link) e.preventDefault();
})`

// openedMessage returns the text of the message in the opened link.
func openedMessage(tab *browsertest.Tab) string {
	tab.T.Helper()
	tab.Await("window.opened")
	opened := browsertest.Eval[string](tab, "opened")
	if len(opened) > 2000 {
		tab.T.Errorf("got a link of %d bytes, want at most 2,000", len(opened))
	}
	u, err := url.Parse(opened)
	if err != nil {
		tab.T.Fatal(err)
	}
	return strings.ReplaceAll(u.Query().Get("text")+u.Query().Get("body"), "\u00a0", " ")
}

// choose chooses an option in the list with the given name.
func choose(tab *browsertest.Tab, name, value string) {
	tab.T.Helper()
	tab.Await(fmt.Sprintf("(%s)('field', %q)", browsertest.Finder, name))
	tab.Eval(fmt.Sprintf("const e = (%s)('field', %q); e.value = %q; e.dispatchEvent(new Event('change', {bubbles: true}))", browsertest.Finder, name, value))
}

// fillIn fills in the form of the checkout, for a delivery to Lima.
func fillIn(tab *browsertest.Tab) {
	tab.T.Helper()
	tab.TypeInto("Nombre y apellido *", "Ana Quispe")
	tab.TypeInto("Teléfono", "987 654 321")
	choose(tab, "Zona de envío *", "lima")
	tab.TypeInto("Calle, número y referencia *", "Jr. Cusco 123")
	tab.TypeInto("Distrito o ciudad *", "Miraflores")
}

// TestOrderByKeyboard places an order by WhatsApp with the keyboard only.
func TestOrderByKeyboard(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Before(noteOpened)
	tab.Visit("/agregarCarrito/3")
	tab.TabTo("Hacer el pedido")
	tab.Keys(kb.Enter)
	tab.AwaitText("h1", "Tu pedido")
	tab.Await("document.activeElement.id === 'title'")
	for _, field := range [][2]string{{"Nombre y apellido *", "Ana Quispe"}, {"Teléfono", "987 654 321"}} {
		tab.TabTo(field[0])
		tab.Keys(field[1])
	}
	tab.TabTo("Zona de envío *")
	tab.Keys("L") // Lima y Callao
	for _, field := range [][2]string{{"Calle, número y referencia *", "Jr. Cusco 123"}, {"Distrito o ciudad *", "Miraflores"},
		{"Nota para la tienda (opcional)", "Tocar fuerte"}, {"Nota para Bolso tote de lona", "El azul"}} {
		tab.TabTo(field[0])
		tab.Keys(field[1])
	}
	tab.AwaitText(".figures__row--total", "S/ 44.90")
	tab.TabTo("Pedir por WhatsApp")
	tab.Keys(kb.Enter)
	tab.Await("location.pathname === '/gracias'")
	tab.AwaitText("h1", "Falta un paso")
	number := strings.TrimPrefix(browsertest.Eval[string](tab, "document.querySelector('.thanks__number').textContent"), "Pedido ")
	message := openedMessage(tab)
	for _, want := range []string{
		"Pedido " + number + ", MODA DJANGO\n", "\n1 × Bolso tote de lona: S/ 34.90\n   Nota: El azul\n",
		"\nEnvío a domicilio, Lima y Callao: S/ 10.00\nTotal: S/ 44.90 (IGV 18 % incluido)\n",
		"\nAna Quispe\n987 654 321\nJr. Cusco 123\nMiraflores\n", "\nNota: Tocar fuerte\n",
	} {
		if !strings.Contains(message, want) {
			t.Errorf("got the message\n%s\nwant it to contain\n%s", message, want)
		}
	}
	if opened := browsertest.Eval[string](tab, "opened"); !strings.HasPrefix(opened, "https://wa.me/51999000111?text=Pedido%20") {
		t.Errorf("got link %.60q, want one to the shop's WhatsApp", opened)
	}
	if at := browsertest.Eval[string](tab, "location.href"); at != tab.Base+"/gracias" {
		t.Errorf("got address %q, want no data of the order in it", at)
	}
	tab.AwaitCount(1) // the cart stays until the shopper confirms that the message was sent
	tab.Visit("/gracias")
	tab.TabTo("Ya lo envié")
	tab.Keys(kb.Enter)
	tab.AwaitText("h1", "¡Gracias por tu pedido!")
	tab.AwaitCount(0)
	tab.Visit("/gracias")
	tab.AwaitText(".thanks__number", number)
	if got := tab.Session("pedido"); strings.Contains(got, `"id":"0`) {
		t.Errorf("got draft %s, want one without an order number", got)
	}
}

// TestOrderByTouch places an order by e-mail on a phone, for pick-up.
func TestOrderByTouch(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Do(chromedp.EmulateViewport(412, 900, chromedp.EmulateMobile, chromedp.EmulateTouch))
	tab.Before(noteOpened)
	tab.Visit("/agregarCarrito/3")
	tab.Tap("link", "Hacer el pedido")
	tab.AwaitText("h1", "Tu pedido")
	tab.Tap("choice", "Recojo en tiendaGratis")
	tab.Await("!document.getElementById('customer-address').getClientRects().length")
	tab.TypeInto("Nombre y apellido *", "Ana Quispe")
	tab.TypeInto("Correo electrónico", "ana@correo.example")
	tab.AwaitText(".figures__row--total", "S/ 34.90")
	tab.Tap("link", "Pedir por correo")
	tab.Await("location.pathname === '/gracias'")
	if message := openedMessage(tab); !strings.Contains(message, "\r\n1 × Bolso tote de lona: S/ 34.90\r\n") || !strings.Contains(message, "\r\nAna Quispe\r\nana@correo.example\r\n") {
		t.Errorf("got the mail\n%q\nwant the order in it, in lines that end in CRLF", message)
	}
	tab.Tap("button", "Ya lo envié")
	tab.AwaitCount(0)
}

// TestFaultsOfAnOrder checks that all faults appear at once, next to their fields and in
// a list at the top, which gets the focus. A corrected fault disappears.
func TestFaultsOfAnOrder(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Before(noteOpened)
	tab.Visit("/agregarCarrito/3")
	tab.Visit("/pedido")
	tab.Press("link", "Pedir por WhatsApp")
	tab.Await("document.activeElement.id === 'faults'")
	tab.AwaitText("#faults h2", "Falta corregir 5 cosas")
	for id, want := range map[string]string{
		"customer-name": "Escribe tu nombre y apellido.", "customer-phone": "Escribe tu teléfono o tu correo, para que la tienda pueda responderte.",
		"zone-envio": "Elige la zona de envío.", "customer-address": "Escribe la calle y el número.", "customer-city": "Escribe el distrito o la ciudad.",
	} {
		if got := browsertest.Eval[string](tab, fmt.Sprintf(`(e => e.getAttribute("aria-invalid") + " " + document.getElementById(e.getAttribute("aria-describedby")).textContent)(document.getElementById(%q))`, id)); got != "true "+want {
			t.Errorf("%s: got %q, want aria-invalid true and the text %q", id, got, want)
		}
		// Clicked by script, because the page may still be scrolling to the last field.
		tab.Eval(fmt.Sprintf("(%s)('link', %q).click()", browsertest.Finder, want))
		tab.Await(fmt.Sprintf("document.activeElement.id === %q", id))
	}
	if got := browsertest.Eval[string](tab, "location.pathname + location.hash + (window.opened ?? '')"); got != "/pedido" {
		t.Errorf("got %q, want /pedido and no opened link", got)
	}
	fillIn(tab)
	tab.Await("!document.getElementById('faults') && !document.querySelector('main [aria-invalid]')")
	tab.TypeInto("Correo electrónico", "ana@")
	tab.Await("document.getElementById('customer-email').getAttribute('aria-invalid') === 'true'")
	tab.TypeInto("Nota para Bolso tote de lona", strings.Repeat("n", 201))
	tab.AwaitText("#faults", "Es demasiado largo: caben 200 caracteres.")
}

// awaitTyped waits for the values that TestNothingTypedIsLost typed.
func awaitTyped(tab *browsertest.Tab) {
	tab.T.Helper()
	for id, want := range map[string]string{"customer-name": "Ana Quispe", "customer-address": "Jr. Cusco 123", "customer-city": "Ica", "zone-envio": "costa"} {
		tab.Await(fmt.Sprintf("document.getElementById(%q)?.value === %q", id, want))
	}
	tab.AwaitText(".figures", "S/ 15.00")
}

// TestNothingTypedIsLost types into the prerendered page. The text must stay when the
// program takes over, after a reload and after going back, and must appear in another
// tab.
func TestNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	base, release := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/producto/3")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Early("/pedido")
	tab.Eval(`window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value }).observe({type: "layout-shift", buffered: true})`)
	tab.TypeInto("Nombre y apellido *", "Ana Quispe")
	choose(tab, "Zona de envío *", "costa")
	tab.TypeInto("Calle, número y referencia *", "Jr. Cusco 123")
	tab.Eval("const e = document.getElementById('customer-city'); e.focus(); e.value = 'Ica'; e.setSelectionRange(1, 2)")
	release()
	tab.Await("window.carrito?.ready && document.getElementById('customer-city').value === 'Ica'")
	tab.Await("document.activeElement.id === 'customer-city' && document.activeElement.selectionStart === 1")
	if shift := browsertest.Eval[float64](tab, "window.shift"); shift != 0 {
		t.Errorf("got a layout shift of %v, want 0", shift)
	}
	awaitTyped(tab)
	tab.Await("JSON.parse(sessionStorage.cliente).name === 'Ana Quispe' && JSON.parse(sessionStorage.pedido).delivery.zone === 'costa'")
	tab.Visit("/pedido")
	awaitTyped(tab)
	tab.Press("link", "Cambiar el carrito")
	tab.AwaitText("h1", "Tu carrito")
	tab.Back()
	awaitTyped(tab)

	other := tab.Beside()
	other.Visit("/pedido")
	awaitTyped(other)
	other.TypeInto("Nombre y apellido *", "Eva Rojas")
	tab.Await("document.getElementById('customer-name').value === 'Eva Rojas'")
	tab.TypeInto("Nota para la tienda (opcional)", "Tocar fuerte")
	other.Await("document.getElementById('note').value === 'Tocar fuerte'")
	if a, b := tab.Session("pedido"), other.Session("pedido"); a != b || !strings.Contains(a, `"id":"0`) {
		t.Errorf("got drafts %s and %s, want the same, with an order number", a, b)
	}

	tab.Press("button", "Olvidar mis datos")
	tab.Await("document.getElementById('customer-name').value === '' && document.getElementById('customer-address').value === ''")
	tab.AwaitText("[role=status]", "Se borraron tus datos de este navegador.")
	other.Await("document.getElementById('customer-name').value === ''")
	if got := tab.Session("cliente"); got != "" {
		t.Errorf("got %q stored about the shopper, want nothing", got)
	}
	tab.Visit("/pedido")
	tab.Await("document.getElementById('customer-name').value === '' && document.getElementById('note').value === 'Tocar fuerte'")
}

// posted is an order as a browser posts it.
type posted struct {
	ID       string `json:"id"`
	Total    string `json:"total"`
	Customer struct {
		Name string `json:"name"`
	} `json:"customer"`
	Lines []struct {
		UnitPrice string `json:"unitPrice"`
		Quantity  int    `json:"quantity"`
	} `json:"lines"`
}

func readPosted(t *testing.T, body []byte) posted {
	t.Helper()
	var p posted
	if err := json.Unmarshal(body, &p); err != nil {
		t.Errorf("got %q, want an order: %v", body, err)
	}
	return p
}
