package shop_test

import (
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// TestSwipeThroughTheStart moves through the photos of a product on a phone. The program does
// not take over during the swipe, and shows the photo that the shopper has reached.
func TestSwipeThroughTheStart(t *testing.T) { browsertest.InEngines(t, swipeThroughTheStart) }

func swipeThroughTheStart(t *testing.T, s browsertest.Shopper) {
	base, release := browsertest.Held(t)
	tab := s.NewBrowser(t).Open(base)
	tab.Look("light", 412)
	tab.Early("/producto/46")
	tab.Await("document.querySelector('.gallery').scrollWidth > innerWidth * 1.5")
	// A swipe is many small movements. The browser tells no pointer events meanwhile.
	tab.Eval(`window.gallery = document.querySelector(".gallery"); gallery.style.scrollSnapType = "none";
		window.swipe = setInterval(() => gallery.scrollTo({ left: gallery.scrollLeft > 60 ? 40 : 80, behavior: "instant" }), 30)`)
	release()
	tab.Await("window.carrito.finish") // the program is there
	time.Sleep(time.Second)
	if browsertest.Eval[bool](tab, "!!carrito.ready") {
		t.Error("the program took over during a swipe")
	}
	want := browsertest.Eval[float64](tab, `clearInterval(swipe), gallery.scrollTo({ left: gallery.children[1].offsetLeft, behavior: "instant" }), gallery.style.scrollSnapType = "", gallery.scrollLeft`)
	if want < 100 {
		t.Fatalf("got the gallery scrolled by %v, want to the second photo", want)
	}
	tab.Await("carrito.ready")
	if got := browsertest.Eval[float64](tab, "document.querySelector('.gallery').scrollLeft"); got < want-2 || got > want+2 {
		t.Errorf("after the program took over: got the gallery scrolled by %v, want %v", got, want)
	}
}
