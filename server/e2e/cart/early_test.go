package cart_test

import (
	"fmt"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
)

func TestWorksBeforeTheProgram(t *testing.T) { browsertest.InEngines(t, worksBeforeTheProgram) }

func worksBeforeTheProgram(t *testing.T, s browsertest.Shopper) {
	base, release := browsertest.Held(t)
	tab := s.NewBrowser(t).Open(base)
	tab.Early("/producto/3")
	tab.TypeInto("Cantidad", "2")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(2)
	tab.AwaitText("[role=status]", "Agregado al carrito: 2 × Bolso tote de lona.")
	if got := browsertest.StoredField(t, tab.Session("carrito"), "3", "total"); got != "69.80" {
		t.Errorf("got total %v in the session, want 69.80", got)
	}
	tab.TypeInto("Cantidad", "99")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitText("[role=status]", "De Bolso tote de lona solo 20 quedan.")
	tab.AwaitCount(2)

	tab.Early("/producto/46") // sizes and colours
	tab.Press("choice", "L")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(3)
	tab.AwaitText("[role=status]", "(L / ")

	tab.Early("/carrito")
	tab.Await("document.querySelectorAll('tr.line').length === 2")
	tab.AwaitText("tr.line .line__total", "S/ 69.80")
	tab.TypeInto("Cantidad de Bolso tote de lona", "3")
	tab.AwaitCount(4)
	tab.AwaitText("#subtotal", "S/ 184.60")
	tab.Press("button", "Eliminar Bolso tote de lona")
	tab.AwaitCount(1)
	tab.Await("document.activeElement.id === 'undo'")

	release()
	tab.Await("window.carrito?.ready")
	tab.Await("document.querySelectorAll('tr.line').length === 1")
	tab.Await("document.activeElement.id === 'undo'")
	tab.Press("button", "Deshacer")
	tab.AwaitCount(4)
	tab.AwaitText("#subtotal", "S/ 184.60")
}

// TestHandOver types, chooses and scrolls while the program loads. When the program
// takes over, all of that must stay, and nothing may move.
func TestHandOver(t *testing.T) {
	t.Parallel()
	base, release := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/producto/46")
	tab.Press("choice", "XL")
	tab.Eval("window.scrollTo({top: 120, behavior: 'instant'})")
	tab.Eval("const q = document.getElementById('search'); q.focus({preventScroll: true}); q.value = 'camisa'; q.setSelectionRange(2, 4)")
	tab.Eval("document.getElementById('quantity').value = '2'")
	tab.Eval(`window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value }).observe({type: "layout-shift", buffered: true})`)
	places := `[...document.querySelectorAll("h1, .price, .buy__add, .gallery__photo, .option__value, footer")].map(e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height].map(Math.round).join(" ") }).join("\n")`
	before := browsertest.Eval[string](tab, places)
	release()
	tab.Await("window.carrito?.ready && document.querySelector('#search').value === 'camisa'")
	tab.Await("document.activeElement.id === 'search' && document.activeElement.selectionStart === 2 && document.activeElement.selectionEnd === 4")
	tab.Await("document.getElementById('quantity').value === '2'")
	tab.Await("document.querySelector('.option__input:checked').value === 'XL'")
	tab.Await("scrollY === 120")
	if after := browsertest.Eval[string](tab, places); after != before {
		t.Errorf("positions after the hand-over: got\n%s\nwant\n%s", after, before)
	}
	if shift := browsertest.Eval[float64](tab, "window.shift"); shift != 0 {
		t.Errorf("got a layout shift of %v, want 0", shift)
	}
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(2)
	tab.AwaitText("[role=status]", "(XL / ")
}

// TestNoPressIsLost presses "add" without a pause while the program takes over.
func TestNoPressIsLost(t *testing.T) {
	t.Parallel()
	base, release := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/producto/" + browsertest.NotCounted)
	at := browsertest.Eval[[]float64](tab, "(() => { const r = document.querySelector('.buy__add').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()")
	presses, start := 0, time.Now()
	var ready time.Time
	for time.Since(start) < browsertest.Patience && (ready.IsZero() || time.Since(ready) < 300*time.Millisecond) {
		tab.Do(chromedp.MouseClickXY(at[0], at[1]))
		if presses++; presses == 2 {
			release()
		}
		if ready.IsZero() && browsertest.Eval[bool](tab, "!!window.carrito?.ready") {
			ready = time.Now()
		}
	}
	if browsertest.Eval[bool](tab, "!window.carrito?.ready") {
		t.Fatal("the program never took over")
	}
	tab.AwaitCount(presses)
	t.Logf("%d presses", presses)
}

func TestHundredPressesInASecond(t *testing.T) {
	t.Parallel()
	base := browsertest.ShopOf(t, `[{"id": 1, "slug": "polo", "name": "Polo", "price": "0.10", "category": "Ropa"}]`)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Visit("/producto/1")
	tab.Eval("for (let i = 0; i < 100; i++) document.querySelector('.buy__add').click()")
	tab.AwaitCount(100)
	if got := browsertest.StoredField(t, tab.Session("carrito"), "1", "total"); got != "10.00" {
		t.Errorf("got total %v, want 10.00", got)
	}
}

func TestTwoPagesWhileTheProgramLoads(t *testing.T) {
	t.Parallel()
	base, release := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	for i, id := range []int{1, 2} {
		tab.Early(fmt.Sprintf("/producto/%d", id))
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(i + 1)
	}
	release()
	tab.Await("window.carrito?.ready")
	tab.AwaitCount(2)
}

// TestKeyThatIsNeverReleased checks that the program takes over even if the browser never
// reports the release of a pressed key. This happens for Caps Lock on macOS, and if the
// key is released in another window.
func TestKeyThatIsNeverReleased(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"CapsLock", "Shift", "Meta", "a", "Process", "", "Enter", " "} {
		t.Run("key "+key, func(t *testing.T) {
			base, release := browsertest.Held(t)
			tab := browsertest.NewBrowser(t).Open(base)
			tab.Early("/producto/3")
			tab.Eval(fmt.Sprintf("dispatchEvent(new KeyboardEvent('keydown', {key: %q}))", key))
			release()
			tab.Await("window.carrito?.ready")
		})
	}
}
