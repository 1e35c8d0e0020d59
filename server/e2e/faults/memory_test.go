package faults_test

import (
	"fmt"
	"slices"
	"testing"

	"carrito/server/e2e/browsertest"
)

// values is JavaScript that returns how many JavaScript values the program references.
// Values that Go no longer uses count until its next garbage collection.
const values = "program._values.length - program._idPool.length"

// TestMemoryStaysFlat opens 300 pages within the app and checks that the program's memory
// does not grow. After 100 pages the heap has reached its size. From then on it may grow
// by no more than the variation between two garbage collections, 16 WebAssembly pages of
// 64 kB, and must stay below 14 MB. A leak of one page of the shop for each navigation
// would be thirty times as large.
func TestMemoryStaysFlat(t *testing.T) {
	t.Parallel()
	const most, swing = 208, 16
	tab := walker(t, "")
	measure := func(navigations int) (pages int) {
		tab.Eval(fmt.Sprintf("return (%s)(%d)", browsertest.WalkPages, navigations))
		return int(browsertest.Eval[float64](tab, browsertest.ProgramMemory)) / (64 << 10)
	}
	early := measure(100)
	late := measure(200)
	t.Logf("pages of memory: %d after 100 navigations, %d after 300", early, late)
	if late > early+swing || late > most {
		t.Errorf("got %d pages of memory after 300 navigations, want at most %d, and %d more than the %d after 100", late, most, swing, early)
	}
}

// TestValuesStayFlat checks that the program releases the JavaScript values of the pages
// that it leaves. It collects garbage as often as it can, but when it does is left to
// chance: on the home page between 880 and 1,470 values were seen, half of them within
// 50. So the test compares the medians of the first and the last 15 of 50 visits. A leak
// of one event handler for each navigation would add 175.
func TestValuesStayFlat(t *testing.T) {
	t.Parallel()
	tab := walker(t, "1")
	var seen []int
	for range 50 {
		tab.Eval(fmt.Sprintf("return (%s)(5)", browsertest.WalkPages))
		seen = append(seen, int(browsertest.Eval[float64](tab, values)))
	}
	median := func(of []int) int { return slices.Sorted(slices.Values(of))[len(of)/2] }
	early, late := median(seen[:15]), median(seen[35:])
	t.Logf("JavaScript values on the home page: %d in the first visits, %d in the last", early, late)
	if late > early+90 {
		t.Errorf("got %d JavaScript values in the last visits, want at most 90 more than the %d in the first; all: %v", late, early, seen)
	}
}

// The program of a shop in parts collects garbage sooner. With 10,000 products, its memory
// is 22.5 to 23.6 MB after 50 pages and 50 searches instead of 23.6 to 25.7.
func TestLargeShopCollectsSooner(t *testing.T) {
	t.Parallel()
	for _, shop := range []struct {
		name, base, want string
	}{
		{"64 products", browsertest.Demo(t), ""},
		{"in parts", browsertest.Listen(t, browsertest.NewParted(t)), "70"},
	} {
		tab := browsertest.NewBrowser(t).Open(shop.base)
		tab.Before(browsertest.NoteProgram)
		tab.Visit("/")
		if got := browsertest.Eval[string](tab, `program.env.GOGC ?? ""`); got != shop.want {
			t.Errorf("%s: got GOGC %q, want %q", shop.name, got, shop.want)
		}
	}
}

// walker opens a tab with two products in the cart. gogc is the GOGC of its program, or
// empty.
func walker(t *testing.T, gogc string) *browsertest.Tab {
	t.Helper()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Before(browsertest.NoteProgram)
	if gogc != "" {
		tab.Before(fmt.Sprintf("window.gogc = %q", gogc))
	}
	tab.Visit("/agregarCarrito/3")
	tab.Visit("/agregarCarrito/31")
	tab.Visit("/")
	return tab
}
