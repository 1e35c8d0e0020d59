package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// Pages open with whatever stands behind their #, which go-app may not be able to
// read.
func TestBrokenFragment(t *testing.T) {
	t.Parallel()
	base := shopOf(t, twoProducts)
	tab := newBrowser(t).open(base)
	for _, fragment := range []string{"%zz", "%", "100%25%"} {
		tab.do(chromedp.Navigate("about:blank"), chromedp.Navigate(base+"/producto/2#"+fragment))
		tab.await("window.carritoShown === true")
		tab.press("link", "Carrito")
		tab.awaitText("h1", "Tu carrito")
		tab.back()
		tab.awaitText("h1", "Gorra")
	}
}
