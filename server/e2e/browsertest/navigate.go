package browsertest

import (
	"fmt"
	"net/url"
	"strings"
)

// Navigate opens an address, and waits until the document is parsed.
func (tab *Tab) Navigate(address string) { tab.T.Helper(); tab.Must(tab.Page.Navigate(address)) }

// Visit opens an address of the shop and waits until the program has taken over.
func (tab *Tab) Visit(path string) {
	tab.T.Helper()
	tab.Navigate(tab.Base + path)
	tab.Await("window.carrito?.ready")
}

// AwaitWhole gets the second module of the program and waits for it. Before that, the browser
// itself follows a link that is pressed while the program waits for the module.
func (tab *Tab) AwaitWhole() {
	tab.T.Helper()
	tab.AwaitAsync("carrito.finish(true).then(() => true)")
}

// Early opens a page while its program is held back.
func (tab *Tab) Early(path string) {
	tab.T.Helper()
	tab.Navigate(tab.Base + path)
	tab.Await("window.carrito && 'known' in carrito && !carrito.ready")
}

// Reload loads the page again and waits until the program has taken over.
func (tab *Tab) Reload() {
	tab.T.Helper()
	tab.Must(tab.Page.Reload())
	tab.Await("window.carrito?.ready")
}

// Back goes back in the browser's history. The step is delayed until the evaluation has
// returned, because it may remove the page.
func (tab *Tab) Back() { tab.T.Helper(); tab.Eval("setTimeout(() => history.back())") }

// Forward goes forward in the browser's history, with the same delay as Back.
func (tab *Tab) Forward() { tab.T.Helper(); tab.Eval("setTimeout(() => history.forward())") }

// AwaitAt waits until the tab is at a path and query, relative to the shop's address. A
// slash at the end of the path makes no difference.
func (tab *Tab) AwaitAt(path string) {
	tab.T.Helper()
	base, err := url.Parse(tab.Base)
	if err != nil {
		tab.T.Fatal(err)
	}
	path, query, asks := strings.Cut(path, "?")
	want := "/" + strings.Trim(base.Path+path, "/")
	if asks {
		want += "?" + query
	}
	tab.Await(fmt.Sprintf(`location.pathname.replace(/(.)\/$/, "$1") + location.search === %q`, want))
}

// AwaitPage waits until the page at the given path and query is drawn.
func (tab *Tab) AwaitPage(path string) {
	tab.T.Helper()
	tab.AwaitAt(path)
	tab.Await("drawn === here()")
}

// Drawn is JavaScript that reports whether the visible page belongs to the address. A
// navigation changes the address first, and the old page stays visible until the next
// frame.
const Drawn = `drawn === here()`

// NoteDrawn is JavaScript that records the address of the visible page in the variable
// drawn: first that of the opened page, then that of each page whose arrival the program
// reports.
const NoteDrawn = `
	window.here = () => location.pathname + location.search;
	window.drawn = here();
	const noting = program => program && ((...which) => { const done = program(...which); window.drawn = here(); return done });
	const note = shared => {
		let arrive = noting(shared.arrive);
		Object.defineProperty(shared, "arrive", { get: () => arrive, set(program) { arrive = noting(program) }, configurable: true });
		return shared;
	};
	let shared = window.carrito && note(window.carrito);
	Object.defineProperty(window, "carrito", { get: () => shared, set(made) { shared = note(made) }, configurable: true });`
