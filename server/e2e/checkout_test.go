package e2e

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
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

// message returns the text of the message in the opened link.
func (tab *tab) message() string {
	tab.t.Helper()
	tab.await("window.opened")
	opened := eval[string](tab, "opened")
	if len(opened) > 2000 {
		tab.t.Errorf("got a link of %d bytes, want at most 2,000", len(opened))
	}
	u, err := url.Parse(opened)
	if err != nil {
		tab.t.Fatal(err)
	}
	return strings.ReplaceAll(u.Query().Get("text")+u.Query().Get("body"), "\u00a0", " ")
}

// choose chooses an option in the list with the given name.
func (tab *tab) choose(name, value string) {
	tab.t.Helper()
	tab.await(fmt.Sprintf("(%s)('field', %q)", finder, name))
	tab.eval(fmt.Sprintf("const e = (%s)('field', %q); e.value = %q; e.dispatchEvent(new Event('change', {bubbles: true}))", finder, name, value))
}

// tap touches the button, link or choice with the given name.
func (tab *tab) tap(role, name string) {
	tab.t.Helper()
	x, y := tab.pointTo(role, name)
	for _, event := range []input.DispatchTouchEventParams{
		{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: x, Y: y}}},
		{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}},
	} {
		if _, err := chromedp.Call(tab.ctx, input.DispatchTouchEvent, event); err != nil {
			tab.t.Fatal(err)
		}
	}
}

// fillIn fills in the form of the checkout, for a delivery to Lima.
func (tab *tab) fillIn() {
	tab.t.Helper()
	tab.typeInto("Nombre y apellido *", "Ana Quispe")
	tab.typeInto("Teléfono", "987 654 321")
	tab.choose("Zona de envío *", "lima")
	tab.typeInto("Calle, número y referencia *", "Jr. Cusco 123")
	tab.typeInto("Distrito o ciudad *", "Miraflores")
}

// TestOrderByKeyboard places an order by WhatsApp with the keyboard only.
func TestOrderByKeyboard(t *testing.T) {
	t.Parallel()
	tab := newBrowser(t).open(demo(t))
	tab.before(noteOpened)
	tab.visit("/agregarCarrito/3")
	tab.tabTo("Hacer el pedido")
	tab.keys(kb.Enter)
	tab.awaitText("h1", "Tu pedido")
	tab.await("document.activeElement.id === 'title'")
	for _, field := range [][2]string{{"Nombre y apellido *", "Ana Quispe"}, {"Teléfono", "987 654 321"}} {
		tab.tabTo(field[0])
		tab.keys(field[1])
	}
	tab.tabTo("Zona de envío *")
	tab.keys("L") // Lima y Callao
	for _, field := range [][2]string{{"Calle, número y referencia *", "Jr. Cusco 123"}, {"Distrito o ciudad *", "Miraflores"},
		{"Nota para la tienda (opcional)", "Tocar fuerte"}, {"Nota para Bolso tote de lona", "El azul"}} {
		tab.tabTo(field[0])
		tab.keys(field[1])
	}
	tab.awaitText(".figures__row--total", "S/ 44.90")
	tab.tabTo("Pedir por WhatsApp")
	tab.keys(kb.Enter)
	tab.await("location.pathname === '/gracias'")
	tab.awaitText("h1", "Falta un paso")
	number := strings.TrimPrefix(eval[string](tab, "document.querySelector('.thanks__number').textContent"), "Pedido ")
	message := tab.message()
	for _, want := range []string{
		"Pedido " + number + ", MODA DJANGO\n", "\n1 × Bolso tote de lona: S/ 34.90\n   Nota: El azul\n",
		"\nEnvío a domicilio, Lima y Callao: S/ 10.00\nTotal: S/ 44.90 (IGV 18 % incluido)\n",
		"\nAna Quispe\n987 654 321\nJr. Cusco 123\nMiraflores\n", "\nNota: Tocar fuerte\n",
	} {
		if !strings.Contains(message, want) {
			t.Errorf("got the message\n%s\nwant it to contain\n%s", message, want)
		}
	}
	if opened := eval[string](tab, "opened"); !strings.HasPrefix(opened, "https://wa.me/51999000111?text=Pedido%20") {
		t.Errorf("got link %.60q, want one to the shop's WhatsApp", opened)
	}
	if at := eval[string](tab, "location.href"); at != tab.base+"/gracias" {
		t.Errorf("got address %q, want no data of the order in it", at)
	}
	tab.awaitCount(1) // the cart stays until the shopper confirms that the message was sent
	tab.visit("/gracias")
	tab.tabTo("Ya lo envié")
	tab.keys(kb.Enter)
	tab.awaitText("h1", "¡Gracias por tu pedido!")
	tab.awaitCount(0)
	tab.visit("/gracias")
	tab.awaitText(".thanks__number", number)
	if got := tab.session("pedido"); strings.Contains(got, `"id":"0`) {
		t.Errorf("got draft %s, want one without an order number", got)
	}
}

// TestOrderByTouch places an order by e-mail on a phone, for pick-up.
func TestOrderByTouch(t *testing.T) {
	t.Parallel()
	tab := newBrowser(t).open(demo(t))
	tab.do(chromedp.EmulateViewport(412, 900, chromedp.EmulateMobile, chromedp.EmulateTouch))
	tab.before(noteOpened)
	tab.visit("/agregarCarrito/3")
	tab.tap("link", "Hacer el pedido")
	tab.awaitText("h1", "Tu pedido")
	tab.tap("choice", "Recojo en tiendaGratis")
	tab.await("!document.getElementById('customer-address').getClientRects().length")
	tab.typeInto("Nombre y apellido *", "Ana Quispe")
	tab.typeInto("Correo electrónico", "ana@correo.example")
	tab.awaitText(".figures__row--total", "S/ 34.90")
	tab.tap("link", "Pedir por correo")
	tab.await("location.pathname === '/gracias'")
	if message := tab.message(); !strings.Contains(message, "\r\n1 × Bolso tote de lona: S/ 34.90\r\n") || !strings.Contains(message, "\r\nAna Quispe\r\nana@correo.example\r\n") {
		t.Errorf("got the mail\n%q\nwant the order in it, in lines that end in CRLF", message)
	}
	tab.tap("button", "Ya lo envié")
	tab.awaitCount(0)
}

// TestFaultsOfAnOrder checks that all faults appear at once, next to their fields and in
// a list at the top, which gets the focus. A corrected fault disappears.
func TestFaultsOfAnOrder(t *testing.T) {
	t.Parallel()
	tab := newBrowser(t).open(demo(t))
	tab.before(noteOpened)
	tab.visit("/agregarCarrito/3")
	tab.visit("/pedido")
	tab.press("link", "Pedir por WhatsApp")
	tab.await("document.activeElement.id === 'faults'")
	tab.awaitText("#faults h2", "Falta corregir 5 cosas")
	for id, want := range map[string]string{
		"customer-name": "Escribe tu nombre y apellido.", "customer-phone": "Escribe tu teléfono o tu correo, para que la tienda pueda responderte.",
		"zone-envio": "Elige la zona de envío.", "customer-address": "Escribe la calle y el número.", "customer-city": "Escribe el distrito o la ciudad.",
	} {
		if got := eval[string](tab, fmt.Sprintf(`(e => e.getAttribute("aria-invalid") + " " + document.getElementById(e.getAttribute("aria-describedby")).textContent)(document.getElementById(%q))`, id)); got != "true "+want {
			t.Errorf("%s: got %q, want aria-invalid true and the text %q", id, got, want)
		}
		// Clicked by script, because the page may still be scrolling to the last field.
		tab.eval(fmt.Sprintf("(%s)('link', %q).click()", finder, want))
		tab.await(fmt.Sprintf("document.activeElement.id === %q", id))
	}
	if got := eval[string](tab, "location.pathname + location.hash + (window.opened ?? '')"); got != "/pedido" {
		t.Errorf("got %q, want /pedido and no opened link", got)
	}
	tab.fillIn()
	tab.await("!document.getElementById('faults') && !document.querySelector('main [aria-invalid]')")
	tab.typeInto("Correo electrónico", "ana@")
	tab.await("document.getElementById('customer-email').getAttribute('aria-invalid') === 'true'")
	tab.typeInto("Nota para Bolso tote de lona", strings.Repeat("n", 201))
	tab.awaitText("#faults", "Es demasiado largo: caben 200 caracteres.")
}

// awaitTyped waits for the values that TestNothingTypedIsLost typed.
func (tab *tab) awaitTyped() {
	tab.t.Helper()
	for id, want := range map[string]string{"customer-name": "Ana Quispe", "customer-address": "Jr. Cusco 123", "customer-city": "Ica", "zone-envio": "costa"} {
		tab.await(fmt.Sprintf("document.getElementById(%q)?.value === %q", id, want))
	}
	tab.awaitText(".figures", "S/ 15.00")
}

// TestNothingTypedIsLost types into the prerendered page. The text must stay when the
// program takes over, after a reload and after going back, and must appear in another
// tab.
func TestNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	base, release := held(t)
	tab := newBrowser(t).open(base)
	tab.early("/producto/3")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	tab.early("/pedido")
	tab.eval(`window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value }).observe({type: "layout-shift", buffered: true})`)
	tab.typeInto("Nombre y apellido *", "Ana Quispe")
	tab.choose("Zona de envío *", "costa")
	tab.typeInto("Calle, número y referencia *", "Jr. Cusco 123")
	tab.eval("const e = document.getElementById('customer-city'); e.focus(); e.value = 'Ica'; e.setSelectionRange(1, 2)")
	release()
	tab.await("window.carrito?.ready && document.getElementById('customer-city').value === 'Ica'")
	tab.await("document.activeElement.id === 'customer-city' && document.activeElement.selectionStart === 1")
	if shift := eval[float64](tab, "window.shift"); shift != 0 {
		t.Errorf("got a layout shift of %v, want 0", shift)
	}
	tab.awaitTyped()
	tab.await("JSON.parse(sessionStorage.cliente).name === 'Ana Quispe' && JSON.parse(sessionStorage.pedido).delivery.zone === 'costa'")
	tab.visit("/pedido")
	tab.awaitTyped()
	tab.press("link", "Cambiar el carrito")
	tab.awaitText("h1", "Tu carrito")
	tab.back()
	tab.awaitTyped()

	other := tab.beside()
	other.visit("/pedido")
	other.awaitTyped()
	other.typeInto("Nombre y apellido *", "Eva Rojas")
	tab.await("document.getElementById('customer-name').value === 'Eva Rojas'")
	tab.typeInto("Nota para la tienda (opcional)", "Tocar fuerte")
	other.await("document.getElementById('note').value === 'Tocar fuerte'")
	if a, b := tab.session("pedido"), other.session("pedido"); a != b || !strings.Contains(a, `"id":"0`) {
		t.Errorf("got drafts %s and %s, want the same, with an order number", a, b)
	}

	tab.press("button", "Olvidar mis datos")
	tab.await("document.getElementById('customer-name').value === '' && document.getElementById('customer-address').value === ''")
	tab.awaitText("[role=status]", "Se borraron tus datos de este navegador.")
	other.await("document.getElementById('customer-name').value === ''")
	if got := tab.session("cliente"); got != "" {
		t.Errorf("got %q stored about the shopper, want nothing", got)
	}
	tab.visit("/pedido")
	tab.await("document.getElementById('customer-name').value === '' && document.getElementById('note').value === 'Tocar fuerte'")
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
