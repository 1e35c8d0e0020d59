package bench_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/program"
)

// BenchmarkProfile finds the functions that V8 compiles when the program starts on the
// usual pages and during a purchase, in the demo shop and in others, and writes their names to program.StartFile. Those
// that it also compiles on other pages and at the first use of each page go to
// program.UseFile. `make profile` runs it.
func BenchmarkProfile(b *testing.B) {
	namesFile := filepath.Join(b.TempDir(), "names.json")
	folder := programIn(b, "-names", namesFile)
	text, err := os.ReadFile(namesFile)
	if err != nil {
		b.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(folder, program.RestFile)); err != nil { // the named program is whole
		b.Fatal(err)
	}
	var names map[int]string
	if err := json.Unmarshal(text, &names); err != nil {
		b.Fatal(err)
	}
	files := browsertest.DemoFiles
	files.Web = folder
	demo := browsertest.Listen(b, browsertest.NewHandler(b, files))
	base := demo
	called := func(path, before string, use func(*browsertest.Tab)) map[string]bool {
		functions := map[string]bool{}
		for _, e := range traceStart(b, base, path, noEventWhole+before, use) {
			if e.Name == "wasm.CompileLazy" {
				functions[names[e.Args.FuncIndex]] = true
			}
		}
		return functions
	}
	started := called("/", "", purchase)
	for _, page := range startPages {
		maps.Copy(started, called(page.path, "", func(*browsertest.Tab) {}))
	}
	for _, shop := range browsertest.ForeignShops(b) {
		shop.Files.Web = folder
		base = browsertest.Listen(b, browsertest.NewHandler(b, shop.Files))
		for _, path := range shop.Paths {
			maps.Copy(started, called(path, addEarly, func(tab *browsertest.Tab) { tab.Visit(shop.Paths[len(shop.Paths)-1]) }))
		}
	}
	base = demo
	if len(started) < 500 {
		b.Fatalf("got %d functions, want over a thousand", len(started))
	}
	used := map[string]bool{}
	for _, use := range uses {
		maps.Copy(used, called(use.path, use.before, use.do))
	}
	maps.DeleteFunc(used, func(name string, _ bool) bool { return started[name] })
	for file, functions := range map[string]map[string]bool{program.StartFile: started, program.UseFile: used} {
		list := strings.Join(slices.Sorted(maps.Keys(functions)), "\n") + "\n"
		if err := os.WriteFile(browsertest.Path(file), []byte(list), 0o644); err != nil {
			b.Fatal(err)
		}
		b.Logf("%s: %d functions", file, len(functions))
	}
	reportOnly(b)
}

// noEventWhole keeps the program from hearing that it is whole, which it hears only after a
// start. Then it draws the filters.
const noEventWhole = `addEventListener("whole", (event) => event.stopImmediatePropagation(), true);`

// purchase goes from the home page to a cart with a product, and opens that again.
func purchase(tab *browsertest.Tab) {
	tab.Press("link", "Pantalones")
	tab.AwaitText("h1", "Pantalones")
	tab.Eval("document.querySelector('.card__link').click()")
	tab.Await("location.pathname.includes('/producto/')")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Press("link", "Carrito")
	tab.AwaitText("h1", "Tu carrito")
	tab.Visit("/carrito")
	tab.AwaitCount(1)
}

// uses are the pages that a shopper may open, and what is usually done there. The search is
// not among them, because few visits need it. Nor are the pages of the order: the program
// draws them when it is whole, so that it does not pause while the shopper fills in a
// form, and opens messages at once.
var uses = []struct {
	path, before string
	do           func(*browsertest.Tab)
}{
	{"/", "", walk}, {"/agregarCarrito/3", "", changeCart},
	{"/producto/5", "", choose}, {"/producto/3", addEarly, nothing}, {"/producto/5", typeEarly, nothing},
	{"/categoria/polos", "", loseServer},
	{"/favoritos", "", nothing}, {"/ninguna", "", nothing},
}

// addEarly is a script that adds the product to the cart before the program starts.
const addEarly = `addEventListener("DOMContentLoaded", () => document.querySelector(".buy__add")?.click())`

// typeEarly is a script that chooses an option and fills in fields before the program
// starts, which takes them over.
const typeEarly = `addEventListener("DOMContentLoaded", () => {
	document.querySelector(".option__input[value=L]").click();
	const e = document.querySelector("#quantity");
	e.focus();
	e.value = "3";
	e.dispatchEvent(new Event("input", { bubbles: true }));
})`

func nothing(*browsertest.Tab) {}

// loseServer goes on without the network, with a server that fails, and then with both.
func loseServer(tab *browsertest.Tab) {
	tab.Eval("self.fetched = self.fetch")
	const fault = "!document.querySelector('.bars').classList.contains('bars--none')"
	for _, answer := range []string{"Promise.reject(new TypeError('no network'))", "Promise.resolve(new Response('', { status: 503 }))"} {
		tab.Eval("self.fetch = () => " + answer + "; dispatchEvent(new Event('offline'))")
		tab.Await(fault)
		tab.Eval("self.fetch = self.fetched; dispatchEvent(new Event('online'))")
		tab.Await("!(" + fault + ")")
	}
}

// walk goes through the catalogue and the cart, and closes a notice.
func walk(tab *browsertest.Tab) {
	for i, step := range browsertest.UsualWalk {
		tab.Eval(step.Press)
		tab.Await(step.Until)
		if i == 0 {
			tab.Press("button", "Cerrar")
		}
	}
}

// changeCart changes quantities, removes a line and undoes that.
func changeCart(tab *browsertest.Tab) {
	tab.Press("button", "Una unidad más")
	tab.AwaitCount(2)
	tab.TypeInto("Cantidad de Bolso tote de lona", "3")
	tab.AwaitCount(3)
	tab.Press("button", "Eliminar Bolso tote de lona")
	tab.AwaitCount(0)
	tab.Press("button", "Deshacer")
	tab.AwaitCount(3)
	tab.Press("button", "Vaciar carrito")
	tab.AwaitCount(0)
}

// choose chooses options and a quantity of a product.
func choose(tab *browsertest.Tab) {
	tab.Eval("document.querySelector('.option__input[value=L]').click()")
	tab.Await("document.querySelector('.option__input[value=L]').checked")
	tab.TypeInto("Cantidad", "2")
	tab.Press("button", "Una unidad más")
	tab.Eval("document.querySelector('.heart').click()")
	tab.Await("document.querySelector('.heart[aria-pressed=true]')")
}
