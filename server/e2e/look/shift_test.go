package look_test

import (
	"fmt"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
)

// shifts is a script that runs before the page's own. It adds up all layout shifts of
// the page (W3C Layout Instability), including those after user input.
const shifts = `window.shift = 0; window.shifted = [];
const add = entries => { for (const e of entries) {
	shift += e.value;
	shifted.push(e.value + " at " + Math.round(e.startTime) + " ms: " + e.sources.map(s => s.node?.outerHTML?.slice(0, 100) +
		[s.previousRect, s.currentRect].map(r => " " + [r.x, r.y, r.width, r.height]).join(" to")).join(" | "));
} };
const observer = new PerformanceObserver(list => add(list.getEntries()));
observer.observe({ type: "layout-shift", buffered: true });
window.shiftSoFar = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => { add(observer.takeRecords()); done(shift) })));`

// TestNothingShifts opens pages at the sizes of a phone and of a desktop. The program
// takes over once the pictures in view are loaded. From the first paint on nothing may
// move, not even by a pixel.
func TestNothingShifts(t *testing.T) {
	t.Parallel()
	for _, width := range []int64{412, 1280} {
		for name, path := range map[string]string{"home": "/", "list": "/categoria/polos?orden=nombre", "product": "/producto/46", "cart": "/carrito", "empty cart": "/carrito",
			"favourites": "/favoritos", "no favourites": "/favoritos"} {
			t.Run(fmt.Sprintf("%s at %d", name, width), func(t *testing.T) {
				base, release := browsertest.Held(t)
				tab := browsertest.NewBrowser(t).Open(base)
				tab.Do(chromedp.EmulateViewport(width, 823))
				tab.Before(shifts)
				for i, product := range []string{"/producto/3", "/producto/46"} {
					if name == "empty cart" {
						break
					}
					tab.Early(product)
					tab.Press("button", "Agregar al carrito")
					tab.AwaitCount(i + 1)
				}
				if name != "empty cart" && name != "no favourites" {
					tab.Eval("sessionStorage.setItem('favoritos', '[3,46,26]'); sessionStorage.setItem('vistos', '[3,46,26]')")
				}
				tab.Early(path)
				tab.Await("document.readyState === 'complete'")
				release()
				tab.Await("window.carrito?.ready")
				tab.Await("[...document.images].every(i => i.complete || i.loading === 'lazy')")
				tab.Eval("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
				if shift := browsertest.Eval[float64](tab, "shiftSoFar()"); shift != 0 {
					t.Errorf("got a layout shift of %v, want 0: %s", shift, browsertest.Eval[string](tab, "shifted.join('; ')"))
				}
			})
		}
	}
}
