package owner_test

import (
	"context"
	"fmt"
	"testing"

	"carrito/app/catalog"
	"carrito/server/e2e/browsertest"
	stored "carrito/server/inbox/orderdb"
	"carrito/server/site"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// soldOut returns a product of the demo shop without a unit, and one of which only a variant
// has none, with the values of that variant and of one that can be bought.
func soldOut(t *testing.T) (whole, part *catalog.Product, none, some catalog.Variant) {
	t.Helper()
	s, err := site.Load(browsertest.DemoFiles)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Catalog.Products() {
		if p.SoldOut() {
			whole = p
			continue
		}
		for _, v := range p.Variants {
			if v.SoldOut() {
				part, none, some = p, v, p.First()
			}
		}
	}
	return whole, part, none, some
}

// choose presses the values of a variant.
func choose(tab *browsertest.Tab, p *catalog.Product, v catalog.Variant) {
	for i, value := range v.Values {
		for j, other := range p.Options[i].Values {
			if other == value {
				tab.Eval(fmt.Sprintf(`document.querySelector("label[for=option-%d-%d]").click()`, i, j))
			}
		}
	}
}

const shown = `(document.querySelector(".alert")?.getClientRects().length > 0)`

// A shopper chooses a variant that is sold out and asks to be told, on the page, before the
// program runs and after it. The owner writes with one press and takes it back.
func TestAlert(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	base = named(base)
	_, p, none, some := soldOut(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Before(browsertest.NoteShifts)
	tab.Look("light", 412)
	tab.Visit(fmt.Sprintf("/producto/%d", p.ID))
	tab.Await("!" + shown)
	choose(tab, p, none)
	tab.Await(shown)
	choose(tab, p, some)
	tab.Await("!" + shown)
	choose(tab, p, none)
	tab.Await(shown)
	tab.Eval("window.same = true; scrollTo({top: document.querySelector('.alert').getBoundingClientRect().top + scrollY - 100, behavior: 'instant'})")
	before, _ := tab.Shift()
	for _, try := range [][2]string{
		{"ana@correo", "Ese correo no es válido."}, {"hola <b>", "Eso no es un correo ni un número"}, {"Ana@Correo.example", "Listo: te escribiremos cuando vuelva «" + p.Name},
	} {
		tab.Eval(`document.getElementById("alert-contact").value = ""`)
		tab.TypeInto("Avísame cuando vuelva: tu correo o WhatsApp", try[0])
		tab.Press("button", "Avisarme")
		tab.Await(fmt.Sprintf(`document.querySelector(".alert [role=alert]")?.textContent.startsWith(%q)`, try[1]))
		if got := browsertest.Eval[string](tab, `document.getElementById("alert-contact").value`); (got == try[0]) == (try[0] == "Ana@Correo.example") {
			t.Errorf("%s: got %q in the field", try[0], got)
		}
	}
	if after, what := tab.Shift(); after > before {
		t.Errorf("got a shift of %v by the answer, want none: %s", after-before, what)
	}
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{412, 1280} {
			tab.Look(scheme, width)
			tab.Screenshot(fmt.Sprintf("alert %s %d", scheme, width))
		}
	}
	tab.Look("light", 412)
	tab.Eval(`window.real = fetch; window.fetch = () => Promise.reject(Error("offline"))`)
	tab.TypeInto("Avísame cuando vuelva: tu correo o WhatsApp", "987654321")
	tab.Press("button", "Avisarme")
	tab.Await(`document.querySelector(".alert [role=alert]")?.textContent.startsWith("No se envió")`)
	tab.Eval(`window.fetch = real`)
	tab.Press("button", "Avisarme")
	tab.Await(`document.querySelector(".alert [role=alert]")?.textContent.startsWith("Listo")`)
	if !browsertest.Eval[bool](tab, "window.same === true") {
		t.Error("got another page, want the same one")
	}
	choose(tab, p, some)
	tab.Await("!" + shown)
	if all := alertsOf(t, store); len(all) != 2 {
		t.Fatalf("got %v, want two", all)
	}

	bring(t, store, p.ID, none.ID)
	signIn(tab, ownersPassword)
	tab.AwaitText(".news", "Un producto que esperan tus clientes está otra vez en stock.")
	tab.Press("link", "Avisos")
	tab.Await(`document.querySelectorAll("[data-tell]").length === 2`)
	tab.Eval(`document.addEventListener("click", e => { if (e.target.closest("a[data-tell]")) { window.opened = e.target.href; e.preventDefault(); } }, true)`)
	tab.Press("link", "Escribir a +51987654321")
	tab.Await(`document.querySelectorAll("[data-tell]").length === 1 && document.activeElement.textContent === "Deshacer"`)
	tab.Await(`opened.startsWith("https://wa.me/51987654321?text=Hola") && decodeURIComponent(opened).includes("/producto/")`)
	tab.Press("button", "Deshacer: +51987654321 espera todavía")
	tab.Await(`document.querySelectorAll("[data-tell]").length === 2`)
	tab.Press("button", "Ya le escribí a ana@correo.example")
	tab.Await(`document.querySelectorAll("[data-tell]").length === 1`)
}

// alertsOf returns who waits, in words.
func alertsOf(t *testing.T, store *stored.Store) (all []string) {
	t.Helper()
	alerts, err := store.Alerts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range alerts {
		all = append(all, fmt.Sprint(a.Name, " ", a.Contact))
	}
	return all
}

// bring brings five units of a variant into the shop.
func bring(t *testing.T, store *stored.Store, product, variant int) {
	t.Helper()
	s, err := site.Load(browsertest.DemoFiles)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := s.Catalog.Product(product)
	for i := range p.Variants {
		if p.Variants[i].ID == variant {
			p.Variants[i].Stock = 5
		}
	}
	if err := store.Count(context.Background(), s.Catalog); err != nil {
		t.Fatal(err)
	}
}

// Without scripts the answer is a page, with what was typed if something is wrong.
func TestAlertWithoutScripts(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	p, _, _, _ := soldOut(t)
	source := browsertest.AxeSource(t)
	tab := browsertest.NewBrowser(t).Open(named(base))
	tab.Do(chromedp.EmulateViewport(412, 900))
	script := func(off bool) {
		if _, err := chromedp.Call(tab.Ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off}); err != nil {
			t.Fatal(err)
		}
	}
	script(true)
	tab.Navigate(tab.Base + fmt.Sprintf("/producto/%d", p.ID))
	tab.TypeInto("Avísame cuando vuelva: tu correo o WhatsApp", "ana@correo")
	tab.Press("button", "Avisarme")
	tab.AwaitText("#fault", "Ese correo no es válido. Debe ser como ana@correo.com.")
	script(false)
	tab.Eval(source)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{412, 1280} {
			tab.Look(scheme, width)
			browsertest.RunAxe(t, tab, fmt.Sprintf("%s at %d", scheme, width))
			tab.Screenshot(fmt.Sprintf("alert page %s %d", scheme, width))
		}
	}
	tab.TypeInto("Avísame cuando vuelva: tu correo o WhatsApp", "ana@correo.example")
	tab.Press("button", "Avisarme")
	tab.AwaitText("[role=status]", "Listo: te escribiremos cuando vuelva «"+p.Name)
	tab.Press("link", "Volver al producto")
	tab.Await(fmt.Sprintf(`location.pathname === "/producto/%d"`, p.ID))
	if all := alertsOf(t, store); len(all) != 1 {
		t.Errorf("got %q, want one", all)
	}
}
