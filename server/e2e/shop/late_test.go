package shop_test

import (
	"fmt"
	"testing"

	"carrito/server/e2e/browsertest"
)

// allDrawn is JavaScript that reports whether a list is drawn and none of its products is on its
// way.
const allDrawn = browsertest.Drawn + " && document.querySelector('.card') && !document.querySelector('.skeleton, .grid__cell[aria-hidden]')"

// leftAt scrolls to a product of a list, and returns where the shopper has left the list.
func leftAt(tab *browsertest.Tab) (y float64) {
	tab.T.Helper()
	tab.Await(allDrawn)
	tab.Eval("[...document.querySelectorAll('.card__link')].at(-3).scrollIntoView({block: 'center', behavior: 'instant'})")
	y = browsertest.Eval[float64](tab, "Math.trunc(scrollY)")
	tab.Await(fmt.Sprintf("history.state?.y === %v", y))
	return y
}

// TestBackToAListOnTheWay leaves lists in the middle, and comes back when their products
// have to be loaded again and are slow. The shopper is where they were, unless they have
// scrolled meanwhile.
func TestBackToAListOnTheWay(t *testing.T) {
	browsertest.InEngines(t, browsertest.OnDesktop(backToAListOnTheWay))
}

func backToAListOnTheWay(t *testing.T, s browsertest.Shopper) {
	gate := browsertest.NewGate(t, browsertest.NewLarge(t))
	tab := s.NewBrowser(t).Open(gate.Base)
	for _, path := range []string{"/pagina/2", "/categoria/camisas-y-polos?orden=precio", "/buscar?q=camisa", "/favoritos"} {
		leave := func() (left float64) {
			tab.Visit("/producto/500")
			tab.Eval("sessionStorage.setItem('favoritos', JSON.stringify(Array.from({length: 24}, (_, i) => 7 + 40 * i)))")
			tab.Visit(path)
			left = leftAt(tab)
			tab.Eval("[...document.querySelectorAll('.card__link')].at(-3).click()")
			tab.Await("location.pathname.startsWith('/producto/') && " + browsertest.Drawn)
			tab.Reload() // the program has no product of the list now
			return left
		}
		back := func() (release func()) {
			release = gate.Hold()
			tab.Back()
			tab.AwaitPage(path)
			tab.Await("document.querySelector('.skeleton, .grid__cell[aria-hidden]')")
			tab.Eval("return new Promise(done => setTimeout(done, 300))") // in which a position would be stored
			return release
		}
		left := leave()
		back()()
		tab.Await(fmt.Sprintf("%s && Math.abs(scrollY - %v) < 2", allDrawn, left))
		if path == "/favoritos" { // of which the server has written nothing
			release := gate.Hold()
			tab.Reload()
			tab.Await("document.querySelector('.grid__cell[aria-hidden]')")
			release()
			tab.Await(fmt.Sprintf("%s && Math.abs(scrollY - %v) < 2", allDrawn, left))
		}
		tab.Eval("scrollTo({top: 90, behavior: 'instant'})")
		tab.Await("history.state?.y === 90")

		leave()
		release := back()
		tab.Eval("dispatchEvent(new WheelEvent('wheel')); scrollTo({top: 60, behavior: 'instant'})")
		release()
		tab.Await(allDrawn)
		tab.Await("history.state?.y === 60 && scrollY === 60")
	}
}
