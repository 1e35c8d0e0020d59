package e2e

import (
	"fmt"
	"net/http"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// held serves the demo shop and holds its program back until release is called.
func held(t *testing.T) (base string, release func()) {
	t.Helper()
	return heldOf(t, demo(t))
}

// heldOf serves the shop at an address and holds its program back until release is
// called.
func heldOf(t *testing.T, shop string) (base string, release func()) {
	t.Helper()
	program, err := os.ReadFile(web + "/app.wasm")
	if err != nil {
		t.Fatal("the browser program is not built: run make program")
	}
	gate := make(chan struct{})
	release = sync.OnceFunc(func() { close(gate) })
	t.Cleanup(release)
	base = slowly(t, shop, func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-gate:
		case <-r.Context().Done():
		}
		w.Header().Set("Content-Type", "application/wasm")
		w.Write(program)
	})
	return base, release
}

// early opens a page while its program is held back.
func (tab *tab) early(path string) {
	tab.t.Helper()
	tab.navigate(tab.base + path)
	tab.await("window.carrito && 'known' in carrito && !carrito.ready")
}

func TestWorksBeforeTheProgram(t *testing.T) { inEngines(t, worksBeforeTheProgram) }

func worksBeforeTheProgram(t *testing.T, s shopper) {
	base, release := held(t)
	tab := s.newBrowser(t).open(base)
	tab.early("/producto/3")
	tab.typeInto("Cantidad", "2")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(2)
	tab.awaitText("[role=status]", "Agregado al carrito: 2 × Bolso tote de lona.")
	if got := field(t, tab.session("carrito"), "3", "total"); got != "69.80" {
		t.Errorf("got total %v in the session, want 69.80", got)
	}
	tab.typeInto("Cantidad", "99")
	tab.press("button", "Agregar al carrito")
	tab.awaitText("[role=status]", "De Bolso tote de lona solo 20 quedan.")
	tab.awaitCount(2)

	tab.early("/producto/46") // sizes and colours
	tab.press("choice", "L")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(3)
	tab.awaitText("[role=status]", "(L / ")

	tab.early("/carrito")
	tab.await("document.querySelectorAll('tr.line').length === 2")
	tab.awaitText("tr.line .line__total", "S/ 69.80")
	tab.typeInto("Cantidad de Bolso tote de lona", "3")
	tab.awaitCount(4)
	tab.awaitText("#subtotal", "S/ 184.60")
	tab.press("button", "Eliminar Bolso tote de lona")
	tab.awaitCount(1)
	tab.await("document.activeElement.id === 'undo'")

	release()
	tab.await("window.carrito?.ready")
	tab.await("document.querySelectorAll('tr.line').length === 1")
	tab.await("document.activeElement.id === 'undo'")
	tab.press("button", "Deshacer")
	tab.awaitCount(4)
	tab.awaitText("#subtotal", "S/ 184.60")
}

// TestCorrectedWhenTheProgramComes adds one unit more than the shop has. The cart's page
// does not tell boot.js the stock. The program corrects the field, the total and the
// session. A quantity that is typed but not yet in the cart stays.
func TestCorrectedWhenTheProgramComes(t *testing.T) { inEngines(t, correctedWhenTheProgramComes) }

func correctedWhenTheProgramComes(t *testing.T, s shopper) {
	base, release := held(t)
	tab := s.newBrowser(t).open(base)
	tab.early("/producto/46")
	tab.press("choice", "Verde botella") // one left in M
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	tab.early("/producto/3")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(2)
	tab.early("/carrito")
	tab.press("button", "Una unidad más") // of the first line
	tab.awaitCount(3)
	tab.eval("document.getElementById('quantity-3').value = '7'")
	release()
	tab.await("window.carrito?.ready")
	tab.awaitCount(2)
	tab.awaitText("body", "De Polo piqué clásico (M / Verde botella) solo 1 queda")
	tab.await("document.getElementById('quantity-46:9').value === '1'")
	tab.await("document.getElementById('quantity-3').value === '7'")
	tab.awaitText("tr.line .line__total", "S/ 79.90")
	if got := field(t, tab.session("carrito"), "46:9", "cantidad"); got != 1.0 {
		t.Errorf("got quantity %v in the session, want 1", got)
	}
}

// TestHandOver types, chooses and scrolls while the program loads. When the program
// takes over, all of that must stay, and nothing may move.
func TestHandOver(t *testing.T) {
	t.Parallel()
	base, release := held(t)
	tab := newBrowser(t).open(base)
	tab.early("/producto/46")
	tab.press("choice", "XL")
	tab.eval("window.scrollTo({top: 120, behavior: 'instant'})")
	tab.eval("const q = document.getElementById('search'); q.focus({preventScroll: true}); q.value = 'camisa'; q.setSelectionRange(2, 4)")
	tab.eval("document.getElementById('quantity').value = '2'")
	tab.eval(`window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value }).observe({type: "layout-shift", buffered: true})`)
	places := `[...document.querySelectorAll("h1, .price, .buy__add, .gallery__photo, .option__value, footer")].map(e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height].map(Math.round).join(" ") }).join("\n")`
	before := eval[string](tab, places)
	release()
	tab.await("window.carrito?.ready && document.querySelector('#search').value === 'camisa'")
	tab.await("document.activeElement.id === 'search' && document.activeElement.selectionStart === 2 && document.activeElement.selectionEnd === 4")
	tab.await("document.getElementById('quantity').value === '2'")
	tab.await("document.querySelector('.option__input:checked').value === 'XL'")
	tab.await("scrollY === 120")
	if after := eval[string](tab, places); after != before {
		t.Errorf("positions after the hand-over: got\n%s\nwant\n%s", after, before)
	}
	if shift := eval[float64](tab, "window.shift"); shift != 0 {
		t.Errorf("got a layout shift of %v, want 0", shift)
	}
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(2)
	tab.awaitText("[role=status]", "(XL / ")
}

// notCounted is the id of a product in the demo shop whose stock is not counted. Tests
// can add any number of it.
const notCounted = "31"

// TestNoPressIsLost presses "add" without a pause while the program takes over.
func TestNoPressIsLost(t *testing.T) {
	t.Parallel()
	base, release := held(t)
	tab := newBrowser(t).open(base)
	tab.early("/producto/" + notCounted)
	at := eval[[]float64](tab, "(() => { const r = document.querySelector('.buy__add').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()")
	presses, start := 0, time.Now()
	var ready time.Time
	for time.Since(start) < patience && (ready.IsZero() || time.Since(ready) < 300*time.Millisecond) {
		tab.do(chromedp.MouseClickXY(at[0], at[1]))
		if presses++; presses == 2 {
			release()
		}
		if ready.IsZero() && eval[bool](tab, "!!window.carrito?.ready") {
			ready = time.Now()
		}
	}
	if eval[bool](tab, "!window.carrito?.ready") {
		t.Fatal("the program never took over")
	}
	tab.awaitCount(presses)
	t.Logf("%d presses", presses)
}

func TestHundredPressesInASecond(t *testing.T) {
	t.Parallel()
	base := shopOf(t, `[{"id": 1, "slug": "polo", "name": "Polo", "price": "0.10", "category": "Ropa"}]`)
	tab := newBrowser(t).open(base)
	tab.visit("/producto/1")
	tab.eval("for (let i = 0; i < 100; i++) document.querySelector('.buy__add').click()")
	tab.awaitCount(100)
	if got := field(t, tab.session("carrito"), "1", "total"); got != "10.00" {
		t.Errorf("got total %v, want 10.00", got)
	}
}

func TestTwoPagesWhileTheProgramLoads(t *testing.T) {
	t.Parallel()
	base, release := held(t)
	tab := newBrowser(t).open(base)
	for i, id := range []int{1, 2} {
		tab.early(fmt.Sprintf("/producto/%d", id))
		tab.press("button", "Agregar al carrito")
		tab.awaitCount(i + 1)
	}
	release()
	tab.await("window.carrito?.ready")
	tab.awaitCount(2)
}

// TestKeyThatIsNeverReleased checks that the program takes over even if the browser never
// reports the release of a pressed key. This happens for Caps Lock on macOS, and if the
// key is released in another window.
func TestKeyThatIsNeverReleased(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"CapsLock", "Shift", "Meta", "a", "Process", "", "Enter", " "} {
		t.Run("key "+key, func(t *testing.T) {
			base, release := held(t)
			tab := newBrowser(t).open(base)
			tab.early("/producto/3")
			tab.eval(fmt.Sprintf("dispatchEvent(new KeyboardEvent('keydown', {key: %q}))", key))
			release()
			tab.await("window.carrito?.ready")
		})
	}
}
