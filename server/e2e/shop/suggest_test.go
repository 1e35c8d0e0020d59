package shop_test

import (
	"fmt"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp/kb"
)

const (
	toSearch  = "(e => { e.focus(); e.select(); })(document.getElementById('search'))"
	theActive = "(document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent ?? '')"
	activeID  = "(document.activeElement.getAttribute('aria-activedescendant') ?? '')"
	options   = "[...document.querySelectorAll('#suggestions [role=option]')]"
)

// TestSuggestions searches with the keyboard and the mouse while suggestions are shown.
func TestSuggestions(t *testing.T) { browsertest.InEngines(t, suggestions) }

func suggestions(t *testing.T, s browsertest.Shopper) {
	tab := s.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Visit("/")

	// A product, by the keyboard.
	tab.Eval(toSearch)
	tab.Keys("g")
	tab.Await("!" + options + ".length")
	tab.Keys("o", "r")
	tab.Await(options + ".some(o => o.textContent.includes('Gorra de drill') && o.textContent.includes('39.90') && o.querySelector('img'))")
	tab.Await("document.activeElement.getAttribute('aria-expanded') === 'true'")
	tab.AwaitText("[role=status]", "sugerencia")
	tab.Keys(kb.Home)
	tab.Await("document.activeElement.selectionStart === 0 && " + options + ".length")
	for range 20 {
		before := browsertest.Eval[string](tab, activeID)
		tab.Keys(kb.ArrowDown)
		tab.Await(fmt.Sprintf("%s !== '' && %s !== %q", theActive, activeID, before))
		if browsertest.Eval[bool](tab, theActive+".includes('Gorra de drill')") {
			break
		}
	}
	tab.Keys(kb.Enter)
	tab.AwaitAt("/producto/1")
	tab.Await("!" + options + ".length")

	// Enter without an option searches for what is typed.
	tab.Eval(toSearch)
	tab.Keys("pol")
	tab.Await(options + ".length")
	tab.Keys(kb.ArrowUp)
	tab.Await(theActive + ".includes('Todos los resultados para «pol»')")
	tab.Keys(kb.ArrowDown)
	tab.Await(theActive + " === ''")
	tab.Keys("o")
	tab.Keys(kb.Enter)
	tab.AwaitAt("/buscar?q=polo")
	tab.AwaitText("h1", "polo")

	// Escape closes the list and keeps the text.
	tab.Eval(toSearch)
	tab.Keys("camis")
	tab.Await(options + ".length")
	tab.Keys(kb.Escape)
	tab.Await("!" + options + ".length && document.activeElement.value === 'camis'")
	tab.Keys(kb.ArrowDown)
	tab.Await(options + ".length")

	// What no product has is said. Escape closes that too.
	tab.Eval(toSearch)
	tab.Keys("polo fucsia")
	const without = "Ningún producto tiene todas las palabras. Estos son los resultados sin «fucsia»."
	tab.AwaitText(".suggest > .suggest__word", without)
	tab.AwaitText("[role=status]", without)
	tab.Await(options + ".some(o => o.querySelector('img'))")
	tab.Eval(toSearch)
	tab.Keys("fucsia")
	tab.AwaitText(".suggest", "No encontramos nada para «fucsia»")
	tab.AwaitText("[role=status]", "No encontramos nada para «fucsia»")
	tab.Await("!" + options + ".length")
	tab.Keys(kb.Escape)
	tab.Await("document.querySelector('.suggest').textContent === '' && document.activeElement.value === 'fucsia'")

	// A category, by the mouse.
	tab.Eval(toSearch)
	tab.Keys("camis")
	tab.Await(options + ".length")
	press(tab, "CamisasCategoría")
	tab.AwaitAt("/categoria/camisas")

	// Searches of this session, until the shopper removes them.
	tab.Eval(toSearch)
	tab.Keys(kb.Backspace)
	tab.Await(options + ".map(o => o.textContent).join() === 'polo,Borrar búsquedas recientes'")
	press(tab, "polo")
	tab.AwaitAt("/buscar?q=polo")
	tab.Eval(toSearch)
	tab.Keys(kb.Backspace)
	tab.Await(options + ".length")
	press(tab, "Borrar")
	tab.Await("!" + options + ".length && document.activeElement.id === 'search' && sessionStorage.getItem('busquedas') === ''")

	// The list closes when the shopper goes on.
	tab.Keys("polo")
	tab.Await(options + ".length")
	tab.Keys(kb.Tab)
	tab.Await("!" + options + ".length")
}

// press clicks on the option that begins with a text.
func press(tab *browsertest.Tab, text string) {
	tab.T.Helper()
	tab.PressOn(fmt.Sprintf("%s.find(o => o.textContent.startsWith(%q))", options, text))
}

// TestSuggestionsEndAboveTheKeyboard opens the keyboard of a phone, which leaves less of the
// page visible: the visual viewport.
func TestSuggestionsEndAboveTheKeyboard(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		tab := s.NewBrowser(t).Open(browsertest.Demo(t))
		tab.Look("light", 412)
		tab.Visit("/")
		tab.Eval(toSearch)
		tab.Keys("polo fucsia")
		tab.Await(options + ".some(o => o.querySelector('img'))")
		const room = "document.documentElement.style.getPropertyValue('--room')"
		before := browsertest.Eval[string](tab, room)
		tab.Eval(`Object.defineProperty(visualViewport, "height", {value: 420, configurable: true});
			visualViewport.dispatchEvent(new Event("resize"))`)
		tab.Await(room + " !== " + browsertest.QuoteJS(before))
		end := browsertest.Eval[float64](tab, "document.querySelector('.suggest').getBoundingClientRect().bottom")
		if end > 420 || end < 380 {
			t.Errorf("got the end of the suggestions at %v, want it shortly above the keyboard at 420", end)
		}
		tab.Keys(kb.ArrowUp)
		tab.Await(theActive + ".startsWith('Todos los resultados')")
		tab.Await("document.getElementById(" + activeID + ").getBoundingClientRect().bottom <= 420")
	})
}

// TestSearchesAreNoted searches before the program runs, and by a word that may be meant.
func TestSearchesAreNoted(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		tab := s.NewBrowser(t).Open(browsertest.Demo(t))
		tab.Visit("/buscar?q=gora")
		tab.Await("sessionStorage.getItem('busquedas') === 'gora\\n'")
		tab.Press("link", "gorra")
		tab.AwaitAt("/buscar?q=gorra")
		tab.Await("sessionStorage.getItem('busquedas') === 'gorra\\ngora\\n'")
		tab.Visit("/")
		tab.Eval(toSearch)
		tab.Await(options + ".map(o => o.textContent).join() === 'gorra,gora,Borrar búsquedas recientes'")
	})
}
