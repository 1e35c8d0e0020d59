package bench_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"carrito/server/e2e/browsertest"
)

// programIn copies the web folder and builds the program in the copy with more arguments.
func programIn(b *testing.B, args ...string) (folder string) {
	b.Helper()
	folder = b.TempDir()
	if err := os.CopyFS(folder, os.DirFS(browsertest.Web)); err != nil {
		b.Fatal(err)
	}
	build := exec.Command("go", append([]string{"run", "./server", "program", "-o", filepath.Join(folder, "app.wasm")}, args...)...)
	build.Dir = browsertest.Path(".")
	if output, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, output)
	}
	return folder
}

// whole serves the demo shop with a program in one module, compressed.
func whole(b *testing.B) string {
	b.Helper()
	files := browsertest.DemoFiles
	files.Web = programIn(b, "-split=false")
	handler := browsertest.NewHandler(b, files)
	<-handler.Compressed()
	return browsertest.Listen(b, handler)
}

// BenchmarkSplit compares the program in two modules with the same program in one, by
// turns. It takes about two minutes, in which the machine should do nothing else.
func BenchmarkSplit(b *testing.B) {
	var t table
	bases := []string{compressed(b), whole(b)}
	t.part("the program in two modules, and in brackets in one",
		"product with a photo, first visit and again, medians of 5; slow 4G with the main thread at a quarter of its speed; CPU time of the start unthrottled, on home, list, product and cart")
	t.row("", "first visit", "again")
	visits := make([][][2]moments, len(bases))
	costs := make([][][]startCost, len(bases))
	for range 5 {
		for i, base := range bases {
			visits[i] = append(visits[i], twoVisits(b, base))
			var pages []startCost
			for _, page := range startPages {
				pages = append(pages, costOf(traceStart(b, base, page.path, "", nothing)))
			}
			costs[i] = append(costs[i], pages)
		}
	}
	for _, row := range []struct {
		name string
		of   func(moments) float64
	}{
		{"largest paint, ms", func(m moments) float64 { return m.Largest }},
		{"Go's first frame, ms", func(m moments) float64 { return m.Program }},
	} {
		cells := []any{row.name}
		for visit := range 2 {
			of := func(v [2]moments) float64 { return row.of(v[visit]) }
			cells = append(cells, fmt.Sprintf("%.0f (%.0f)", medianOf(visits[0], of), medianOf(visits[1], of)))
		}
		t.row(cells...)
	}
	for i, page := range startPages {
		of := func(pages []startCost) float64 { return pages[i].cpu }
		t.row("CPU of a start, "+page.name+", ms", fmt.Sprintf("%.0f (%.0f)", medianOf(costs[0], of), medianOf(costs[1], of)))
	}
	reportOnly(b)
	t.print()
}

// twoVisits measures two visits to a product page on a slow phone.
func twoVisits(b *testing.B, base string) (both [2]moments) {
	b.Helper()
	tab, stop := openPhone(b, slowNetwork(b, base), watch)
	defer stop()
	slowProcessor(tab)
	for i := range both {
		both[i] = visitMoments(tab, "/producto/"+browsertest.NotCounted)
	}
	return both
}
