package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// A page opens with any fragment in its address, even one that go-app cannot parse.
func TestBrokenFragment(t *testing.T) {
	t.Parallel()
	base := shopOf(t, twoProducts)
	tab := newBrowser(t).open(base)
	for _, fragment := range []string{"%zz", "%", "100%25%"} {
		tab.do(chromedp.Navigate("about:blank"), chromedp.Navigate(base+"/producto/2#"+fragment))
		tab.await("window.carrito?.ready")
		tab.press("link", "Carrito")
		tab.awaitText("h1", "Tu carrito")
		tab.back()
		tab.awaitText("h1", "Gorra")
	}
}
