package bench_test

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/program"
)

// BenchmarkProfile finds the functions that V8 compiles when the program starts on the
// usual pages and during a purchase, and writes their names to program.StartFile. `make
// profile` runs it.
func BenchmarkProfile(b *testing.B) {
	folder := b.TempDir()
	if err := os.CopyFS(folder, os.DirFS(browsertest.Web)); err != nil {
		b.Fatal(err)
	}
	namesFile := filepath.Join(b.TempDir(), "names.json")
	build := exec.Command("go", "run", "./server", "program", "-names", namesFile, "-o", filepath.Join(folder, "app.wasm"))
	build.Dir = browsertest.Path(".")
	if output, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, output)
	}
	text, err := os.ReadFile(namesFile)
	if err != nil {
		b.Fatal(err)
	}
	var names map[int]string
	if err := json.Unmarshal(text, &names); err != nil {
		b.Fatal(err)
	}
	files := browsertest.DemoFiles
	files.Web = folder
	base := browsertest.Listen(b, browsertest.NewHandler(b, files))
	called := map[string]bool{}
	note := func(trace []traceEvent) {
		for _, e := range trace {
			if e.Name == "wasm.CompileLazy" {
				called[names[e.Args.FuncIndex]] = true
			}
		}
	}
	for _, page := range startPages {
		note(traceStart(b, base, page.path, "", func(*browsertest.Tab) {}))
	}
	note(traceStart(b, base, "/", "", func(tab *browsertest.Tab) {
		tab.Press("link", "Pantalones")
		tab.AwaitText("h1", "Pantalones")
		tab.Eval("document.querySelector('.card__link').click()")
		tab.Await("location.pathname.includes('/producto/')")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(1)
		tab.Press("link", "Carrito")
		tab.AwaitText("h1", "Tu carrito")
	}))
	if len(called) < 500 {
		b.Fatalf("got %d functions, want over a thousand", len(called))
	}
	list := strings.Join(slices.Sorted(maps.Keys(called)), "\n") + "\n"
	if err := os.WriteFile(browsertest.Path(program.StartFile), []byte(list), 0o644); err != nil {
		b.Fatal(err)
	}
	b.Logf("%s: %d functions", program.StartFile, len(called))
	reportOnly(b)
}
