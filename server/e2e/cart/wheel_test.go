package cart_test

import (
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// turnWheel turns the mouse wheel over an element, by a distance in pixels.
func turnWheel(tab *browsertest.Tab, selector string, by float64) {
	tab.T.Helper()
	at := browsertest.Eval[[]float64](tab, "(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('"+selector+"').getBoundingClientRect())")
	event := input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: at[0], Y: at[1], DeltaX: 0.001, DeltaY: by} // zero would be omitted from the JSON
	if _, err := chromedp.Call(tab.Ctx, input.DispatchMouseEvent, event); err != nil {
		tab.T.Fatal(err)
	}
}

// TestWheelLeavesQuantities turns the wheel over a quantity that has the focus, before
// and after the program takes over. The page scrolls and the quantity stays.
func TestWheelLeavesQuantities(t *testing.T) {
	t.Parallel()
	base, release := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/producto/3")
	scroll := func(selector, want string) {
		t.Helper()
		tab.Eval("scrollTo({top: 0, behavior: 'instant'})")
		tab.Await("scrollY === 0")
		tab.Eval("document.querySelector('" + selector + "').focus()")
		turnWheel(tab, selector, -100)
		turnWheel(tab, selector, 100)
		turnWheel(tab, selector, 100)
		tab.Await("scrollY > 0")
		if got := browsertest.Eval[string](tab, "document.querySelector('"+selector+"').value"); got != want {
			t.Errorf("%s: got the quantity %s, want %s", selector, got, want)
		}
	}
	tab.Do(chromedp.EmulateViewport(1280, 500))
	scroll("#quantity", "1")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Early("/carrito")
	tab.Do(chromedp.EmulateViewport(1280, 400))
	scroll("tr.line .stepper__field", "1")
	release()
	tab.Await("window.carrito?.ready")
	scroll("tr.line .stepper__field", "1")
	tab.AwaitCount(1)
	tab.Visit("/producto/3")
	tab.Do(chromedp.EmulateViewport(1280, 500))
	scroll("#quantity", "1")
}
