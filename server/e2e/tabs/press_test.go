package tabs_test

import (
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// TestPressWhileAnotherTabAdds adds to the cart in one tab, while a press lasts on the cart's
// page in another one. There the new line comes when the press has ended.
func TestPressWhileAnotherTabAdds(t *testing.T) { browsertest.InEngines(t, pressWhileAnotherTabAdds) }

func pressWhileAnotherTabAdds(t *testing.T, s browsertest.Shopper) {
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tabs := s.NewBrowser(t)
	tab := tabs.Open(base)
	tab.Visit("/producto/1")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Visit("/carrito")
	tab.AwaitWhole()
	other := tabs.Open(base)
	other.Visit("/producto/2")
	other.AwaitCount(1)

	tab.Eval(`window.press = () => dispatchEvent(new PointerEvent("pointerdown")); press(); window.presses = setInterval(press, 1000)`)
	other.Press("button", "Agregar al carrito")
	other.AwaitCount(2)
	tab.Await(`JSON.parse(sessionStorage.carrito)["2"]`)
	time.Sleep(200 * time.Millisecond)
	if got := browsertest.Eval[int](tab, "document.querySelectorAll('tr.line').length"); got != 1 {
		t.Errorf("during the press: got %d lines, want 1", got)
	}
	tab.Eval(`clearInterval(presses); dispatchEvent(new PointerEvent("pointerup"))`)
	tab.Await("document.querySelectorAll('tr.line').length === 2")
	tab.AwaitCount(2)
}
