package look_test

import (
	"fmt"
	"testing"

	"carrito/server/e2e/browsertest"
)

// TestNothingSticksOut opens pages at the widths of phones, tablets and desktops. No page
// scrolls sideways, and no button or field is smaller than 24 pixels (WCAG 2.2, 2.5.8).
func TestNothingSticksOut(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	for _, path := range []string{"/", "/categoria/casacas", "/producto/46", "/favoritos", "/agregarCarrito/3", "/pedido", "/gracias", "/nada"} {
		tab.Visit(path)
		for _, width := range []int64{360, 412, 768, 1280, 1920} {
			tab.Look("light", width)
			if wide := browsertest.Eval[float64](tab, "document.scrollingElement.scrollWidth"); wide > float64(width) {
				t.Errorf("%s at %d pixels: got a page %v wide, want it to fit", path, width, wide)
			}
			small := browsertest.Eval[[]string](tab, `[...document.querySelectorAll("button, input:not([type=radio]):not([type=hidden]), .option__value")].filter(e => {
				const r = e.getBoundingClientRect(); return r.width && (r.width < 24 || r.height < 24) }).map(e => e.outerHTML.slice(0, 120))`)
			for _, e := range small {
				t.Errorf("%s at %d pixels: got less than 24 pixels for %s, want at least 24", path, width, e)
			}
		}
	}
}

// TestCoverStandsBesideItsWords checks that the picture of the cover is to the right of
// its text: the invisible source elements of the picture must take no space.
func TestCoverStandsBesideItsWords(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Look("light", 1280)
	tab.Visit("/")
	const place = `(() => { const r = document.querySelector(%q).getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] })()`
	words := browsertest.Eval[[]float64](tab, fmt.Sprintf(place, ".cover__words"))
	image := browsertest.Eval[[]float64](tab, fmt.Sprintf(place, ".cover__image"))
	if image[0] < words[2] || image[1] > words[3] {
		t.Errorf("got the picture at %v and the text at %v, want the picture on the right", image, words)
	}
}
