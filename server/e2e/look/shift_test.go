package look_test

import (
	"fmt"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
)

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
				tab.Before(browsertest.NoteShifts)
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
				if shift, what := tab.Shift(); shift != 0 {
					t.Errorf("got a layout shift of %v, want 0: %s", shift, what)
				}
			})
		}
	}
}
