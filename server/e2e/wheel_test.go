package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// wheel turns the mouse wheel over an element, by a distance in pixels.
func (tab *tab) wheel(selector string, by float64) {
	tab.t.Helper()
	at := eval[[]float64](tab, "(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('"+selector+"').getBoundingClientRect())")
	event := input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: at[0], Y: at[1], DeltaX: 0.001, DeltaY: by} // zero would be omitted from the JSON
	if _, err := chromedp.Call(tab.ctx, input.DispatchMouseEvent, event); err != nil {
		tab.t.Fatal(err)
	}
}

// TestWheelLeavesQuantities turns the wheel over a quantity that has the focus, before
// and after the program takes over. The page scrolls and the quantity stays.
func TestWheelLeavesQuantities(t *testing.T) {
	t.Parallel()
	base, release := held(t)
	tab := newBrowser(t).open(base)
	tab.early("/producto/3")
	scroll := func(selector, want string) {
		t.Helper()
		tab.eval("scrollTo({top: 0, behavior: 'instant'})")
		tab.await("scrollY === 0")
		tab.eval("document.querySelector('" + selector + "').focus()")
		tab.wheel(selector, -100)
		tab.wheel(selector, 100)
		tab.wheel(selector, 100)
		tab.await("scrollY > 0")
		if got := eval[string](tab, "document.querySelector('"+selector+"').value"); got != want {
			t.Errorf("%s: got the quantity %s, want %s", selector, got, want)
		}
	}
	tab.do(chromedp.EmulateViewport(1280, 500))
	scroll("#quantity", "1")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	tab.early("/carrito")
	tab.do(chromedp.EmulateViewport(1280, 400))
	scroll("tr.line .stepper__field", "1")
	release()
	tab.await("window.carrito?.ready")
	scroll("tr.line .stepper__field", "1")
	tab.awaitCount(1)
	tab.visit("/producto/3")
	tab.do(chromedp.EmulateViewport(1280, 500))
	scroll("#quantity", "1")
}
