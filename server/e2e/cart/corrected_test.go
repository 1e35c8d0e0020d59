package cart_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

// addLast adds the only green polo shirt in M before the program runs.
func addLast(tab *browsertest.Tab) {
	tab.T.Helper()
	tab.Early("/producto/46")
	tab.Press("choice", "Verde botella")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
}

// TestCorrectedWhenTheProgramComes adds one unit more than the shop has. The cart's page
// does not tell boot.js the stock. The program corrects the field, the total and the
// session. A quantity that is being typed meanwhile stays, and gets into the cart when its
// field is left.
func TestCorrectedWhenTheProgramComes(t *testing.T) {
	browsertest.InEngines(t, correctedWhenTheProgramComes)
}

func correctedWhenTheProgramComes(t *testing.T, s browsertest.Shopper) {
	base, release := browsertest.Held(t)
	tab := s.NewBrowser(t).Open(base)
	addLast(tab)
	tab.Early("/producto/3")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(2)
	tab.Early("/carrito")
	tab.Press("button", "Una unidad más") // of the first line
	tab.AwaitCount(3)
	tab.TypeOver(quantity("3"), "7")
	release()
	tab.Await("window.carrito?.ready")
	tab.AwaitText("body", "De Polo piqué clásico (M / Verde botella) solo 1 queda")
	tab.Await("document.getElementById('quantity-46:9').value === '1'")
	tab.Await("document.getElementById('quantity-3').value === '7'")
	tab.AwaitText("tr.line .line__total", "S/ 79.90")
	if got := browsertest.StoredField(t, tab.Session("carrito"), "46:9", "cantidad"); got != 1.0 {
		t.Errorf("got quantity %v in the session, want 1", got)
	}
	tab.Await("document.activeElement.id === 'quantity-3'")
	tab.PressSlowly("document.querySelector('.summary__order')")
	tab.AwaitAt("/pedido")
	tab.AwaitCount(8)
	if got := browsertest.StoredField(t, tab.Session("carrito"), "3", "cantidad"); got != 7.0 {
		t.Errorf("got quantity %v in the session, want 7", got)
	}
}

// TestCorrectedAfterAPress adds more units than the shop has. The program begins before
// boot.js has drawn what the press has changed, and shows what it has corrected.
func TestCorrectedAfterAPress(t *testing.T) { browsertest.InEngines(t, correctedAfterAPress) }

func correctedAfterAPress(t *testing.T, s browsertest.Shopper) {
	for _, c := range []struct{ name, change string }{
		{"one unit more", `line.querySelector(".stepper__step[value='1']").click()`},
		{"a number", `field.value = "3"; field.dispatchEvent(new Event("change", {bubbles: true}))`},
	} {
		t.Run(c.name, func(t *testing.T) {
			base, release := browsertest.Held(t)
			tab := s.NewBrowser(t).Open(base)
			addLast(tab)
			tab.Early("/carrito")
			tab.Await("document.querySelector('tr.line')")
			tab.Eval(`const line = document.querySelector("tr.line"), field = line.querySelector("input"), real = setTimeout;
				dispatchEvent(new PointerEvent("pointerdown"));
				let undrawn = false;
				window.setTimeout = (f, ms, ...of) => ms === 15 ? (undrawn = true) : real(f, ms, ...of);
				` + c.change + `;
				window.setTimeout = real;
				dispatchEvent(new PointerEvent("pointerup"));
				if (!undrawn) throw Error("boot.js has drawn the change during the press")`)
			release()
			tab.Await("carrito.ready")
			tab.AwaitText("body", "De Polo piqué clásico (M / Verde botella) solo 1 queda")
			tab.Await("document.getElementById('quantity-46:9').value === '1'")
		})
	}
}

// TestCorrectionIsToldAfterAPress changes the cart once more after the program has corrected
// it and before its page is shown. The page still says what was corrected.
func TestCorrectionIsToldAfterAPress(t *testing.T) {
	browsertest.InEngines(t, correctionIsToldAfterAPress)
}

// pressWhenStored is JavaScript that begins a press when the cart is stored next, if waiting is
// set. It keeps the program from showing its page.
const pressWhenStored = `{
	const set = Storage.prototype.setItem;
	Storage.prototype.setItem = function (name, text) {
		set.call(this, name, text);
		if (!window.waiting || name !== "carrito") return;
		window.waiting = false;
		dispatchEvent(new PointerEvent("pointerdown"));
		window.opened = true;
	};
}`

func correctionIsToldAfterAPress(t *testing.T, s browsertest.Shopper) {
	base, release := browsertest.Held(t)
	tab := s.NewBrowser(t).Open(base)
	tab.Before(pressWhenStored)
	addLast(tab)
	tab.Early("/producto/3")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(2)
	tab.Early("/carrito")
	tab.Press("button", "Una unidad más") // of the first line
	tab.AwaitCount(3)
	tab.Await("document.getElementById('quantity-46:9').defaultValue === '2'")
	tab.Eval("window.waiting = true")
	release()
	tab.Await("window.opened")
	tab.Eval(`if (carrito.ready) throw Error("the program shows its page during a press");
		document.querySelectorAll("tr.line .stepper__step[value='1']")[1].click()`)
	tab.Await("carrito.ready")
	tab.AwaitText("body", "De Polo piqué clásico (M / Verde botella) solo 1 queda")
	tab.AwaitCount(3)
	tab.Await("document.getElementById('quantity-46:9').value === '1' && document.getElementById('quantity-3').value === '2'")
}

// TestAdditionIsToldAfterAPress opens an address that adds a product. The cart changes once more
// after the program has added it and before its page is shown. The page still says that it was
// added.
func TestAdditionIsToldAfterAPress(t *testing.T) {
	browsertest.InEngines(t, additionIsToldAfterAPress)
}

func additionIsToldAfterAPress(t *testing.T, s browsertest.Shopper) {
	base, release := browsertest.Held(t)
	tab := s.NewBrowser(t).Open(base)
	tab.Before(pressWhenStored)
	tab.Early("/producto/3")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Early("/agregarCarrito/" + browsertest.NotCounted)
	tab.Await("document.querySelector('tr.line')")
	tab.Eval("window.waiting = true")
	release()
	tab.Await("window.opened")
	tab.Eval(`if (carrito.ready) throw Error("the program shows its page during a press");
		document.querySelector("tr.line .stepper__step[value='1']").click()`)
	tab.Await("carrito.ready")
	tab.AwaitCount(3)
	tab.AwaitText("[role=status]", "Agregado al carrito")
}
