package shop_test

import (
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
)

// A page opens with any fragment in its address, even one that go-app cannot parse.
func TestBrokenFragment(t *testing.T) {
	t.Parallel()
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tab := browsertest.NewBrowser(t).Open(base)
	for _, fragment := range []string{"%zz", "%", "100%25%"} {
		tab.Do(chromedp.Navigate("about:blank"), chromedp.Navigate(base+"/producto/2#"+fragment))
		tab.Await("window.carrito?.ready")
		tab.Press("link", "Carrito")
		tab.AwaitText("h1", "Tu carrito")
		tab.Back()
		tab.AwaitText("h1", "Gorra")
	}
}
