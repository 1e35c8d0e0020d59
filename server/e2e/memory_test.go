package e2e

import (
	"fmt"
	"math"
	"testing"
)

// inside is a script that runs before the page's own. It stores the JavaScript object of
// the running Go program in window.program.
const inside = `Object.defineProperty(window, "Go", { get: () => window.goClass, set(Go) {
	window.goClass = class extends Go { constructor() { super(); window.program = this } } } })`

// memory is JavaScript that returns the size of the program's memory in bytes.
const memory = "program._inst.exports.mem.buffer.byteLength"

// walk is JavaScript that opens the pages of the shop one after the other, within the
// app: category, product, cart, search, home.
const walk = `async (times) => {
	const steps = [i => document.querySelectorAll(".tile")[i % 6].click(), i => document.querySelectorAll(".card__link")[i % 5].click(),
		() => document.querySelector(".cart-link").click(),
		i => { document.getElementById("search").value = ["polo", "camisa", "pantalon"][i % 3]; document.querySelector(".search").requestSubmit() },
		() => document.querySelector(".header__name").click()];
	for (let i = 0; i < times; i++) {
		const left = here();
		steps[i % steps.length](Math.floor(i / steps.length));
		while (here() === left || drawn !== here()) await new Promise(done => setTimeout(done));
	}
}`

// values is JavaScript that returns how many JavaScript values the program references.
// Values that Go no longer uses count until its next garbage collection.
const values = "program._values.length - program._idPool.length"

// TestMemoryStaysFlat opens 300 pages within the app and checks that nothing leaks. After
// 100 pages the heap has reached its size. From then on the program's memory may grow by
// no more than the variation between two garbage collections, 16 WebAssembly pages of
// 64 kB, and must stay below 14 MB. A leak of one page of the shop for each navigation
// would be thirty times as large. The number of JavaScript values, as counted after
// garbage collections, must not grow either. A leak of one event handler for each
// navigation would add 180.
func TestMemoryStaysFlat(t *testing.T) {
	t.Parallel()
	const most, swing, swingOfValues = 208, 16, 150
	tab := newBrowser(t).open(demo(t))
	tab.before(inside)
	tab.visit("/agregarCarrito/3")
	tab.visit("/agregarCarrito/31")
	tab.visit("/")
	measure := func(navigations int) (pages, held int) {
		held = math.MaxInt
		for range navigations / 10 {
			tab.eval(fmt.Sprintf("return (%s)(10)", walk))
			held = min(held, int(eval[float64](tab, values)))
		}
		return int(eval[float64](tab, memory)) / (64 << 10), held
	}
	early, heldEarly := measure(100)
	measure(80)
	late, heldLate := measure(120)
	t.Logf("pages of memory: %d after 100 navigations, %d after 300; JavaScript values: %d, later %d", early, late, heldEarly, heldLate)
	if late > early+swing || late > most {
		t.Errorf("got %d pages of memory after 300 navigations, want at most %d, and %d more than the %d after 100", late, most, swing, early)
	}
	if heldLate > heldEarly+swingOfValues {
		t.Errorf("got %d JavaScript values after 300 navigations, want at most %d more than the %d after 100", heldLate, swingOfValues, heldEarly)
	}
}
