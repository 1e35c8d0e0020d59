package shop_test

import (
	"fmt"
	"net/http"
	"testing"

	"carrito/server/e2e/browsertest"
)

// agree waits until the address of a list, its products, its chips and its filters say the
// same.
func agree(tab *browsertest.Tab, address string, products int, chips, boxes string) {
	tab.T.Helper()
	tab.AwaitAt(address)
	tab.Await("carrito.ready && !document.querySelector('[data-kept]')") // the filters are the program's
	awaitProducts(tab, products)
	tab.Await("[...document.querySelectorAll('.chip')].map(e => e.textContent.replace(/\\u00a0/g, ' ')).join('|') === '" + chips + "'")
	tab.Await(checked + " === '" + boxes + "'")
}

// earlyPlaces are a server of the shop and a static host whose program is held back, each
// with the function that releases it.
func earlyPlaces(t *testing.T, s browsertest.Shopper, story func(t *testing.T, tab *browsertest.Tab, release func())) {
	t.Helper()
	shops := map[string]func() string{"our server": func() string { return browsertest.Demo(t) }}
	if browsertest.HasCommand(t, "nginx") {
		shops["nginx"] = func() string { return browsertest.Nginx(t, "").Base }
	}
	for name, shop := range shops {
		t.Run(name, func(t *testing.T) {
			base, release := browsertest.HeldOf(t, shop())
			story(t, s.NewBrowser(t).Open(base), release)
		})
	}
}

// TestFilterEarly opens the sheet and chooses before the program runs. Nothing moves when the
// program takes over, and the list becomes that of the choice.
func TestFilterEarly(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		earlyPlaces(t, s, func(t *testing.T, tab *browsertest.Tab, release func()) {
			tab.Look("light", 412)
			tab.Early("/categoria/polos")
			tab.Press("button", "Filtrar")
			check(tab, "S")
			const places = `JSON.stringify([...document.querySelectorAll("#filters :is(legend, label, button):not([hidden])")].map(e => {
				const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height].map(Math.round) }))`
			before := browsertest.Eval[string](tab, places)
			release()
			agree(tab, "/categoria/polos?o.talla=s", 8, "S", "s")
			if after := browsertest.Eval[string](tab, places); after != before {
				t.Errorf("positions once the program has drawn the filters: got\n%s\nwant\n%s", after, before)
			}
			tab.Await("document.activeElement.value === 's' && document.querySelector('[role=dialog]')")
			tab.Keys(" ")
			agree(tab, "/categoria/polos", 9, "", "")
		})
	})
}

// TestFiltersEarly chooses several values and a price before the program runs.
func TestFiltersEarly(t *testing.T) {
	browsertest.InEngines(t, browsertest.OnDesktop(func(t *testing.T, s browsertest.Shopper) {
		earlyPlaces(t, s, func(t *testing.T, tab *browsertest.Tab, release func()) {
			tab.Look("light", 1280)
			tab.Early("/categoria/polos")
			check(tab, "M")
			check(tab, "Negro")
			check(tab, "Blanco")
			check(tab, "Negro")
			tab.TypeInto("Hasta", "1000")
			release()
			agree(tab, "/categoria/polos?hasta=1000&o.color=blanco&o.talla=m", 2, "Hasta S/ 1,000.00|Blanco|M", "m,blanco")
			tab.Back()
			agree(tab, "/categoria/polos", 9, "", "")
		})
	}))
}

// TestFilteredListEarly chooses in a list that is filtered already, and shows a long filter.
// The program draws the filters of such a list at once.
func TestFilteredListEarly(t *testing.T) {
	browsertest.InEngines(t, browsertest.OnDesktop(func(t *testing.T, s browsertest.Shopper) {
		base, release := browsertest.Held(t)
		tab := s.NewBrowser(t).Open(base)
		tab.Look("light", 1280)
		tab.Early("/categoria/polos?o.talla=m")
		check(tab, "Negro")
		tab.Eval("document.querySelector('[name=hasta]').focus()")
		tab.Keys("90")
		release()
		tab.AwaitAt("/categoria/polos?o.color=negro&o.talla=m")
		tab.Await("document.activeElement.name === 'hasta' && document.activeElement.value === '90'")
		tab.Eval("document.getElementById('list-count').focus()")
		tab.AwaitAt("/categoria/polos?hasta=90&o.color=negro&o.talla=m")
		tab.Await("!document.documentElement.classList.contains('waits')")
	}))
}

// TestFilterPressedThroughTheEnd presses a box while the rest of the program comes. The
// press ends on the box on which it began.
func TestFilterPressedThroughTheEnd(t *testing.T) {
	browsertest.InEngines(t, browsertest.OnDesktop(func(t *testing.T, s browsertest.Shopper) {
		base, release := browsertest.HeldRest(t, browsertest.Demo(t))
		tab := s.NewBrowser(t).Open(base)
		tab.Look("light", 1280)
		tab.Visit("/categoria/polos")
		tab.Await("carrito.ready && document.querySelector('[data-kept]')")
		tab.Eval(`window.box = document.querySelector("#filters [value=m]"); box.dispatchEvent(new PointerEvent("pointerdown", {bubbles: true}))`)
		release()
		tab.AwaitWhole()
		tab.AwaitAsync("new Promise(done => { let frames = 5; const next = () => frames-- ? requestAnimationFrame(next) : done(true); next() })")
		if !browsertest.Eval[bool](tab, "box.isConnected") {
			t.Error("the filters were drawn anew below the press")
		}
		tab.Eval(`box.dispatchEvent(new PointerEvent("pointerup", {bubbles: true})); box.click()`)
		agree(tab, "/categoria/polos?o.talla=m", 8, "M", "m")
	}))
}

// TestLongFilterEarly chooses a value and shows all of another filter before the program runs.
func TestLongFilterEarly(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		base, release := browsertest.Held(t)
		tab := s.NewBrowser(t).Open(base)
		tab.Look("light", 1280)
		tab.Early("/")
		check(tab, "M")
		tab.PressOn("document.querySelector(\".filters__more[value='o.color']\")")
		release()
		tab.AwaitAt("/?o.talla=m")
		tab.Await(`document.querySelectorAll("#filters [name='o.color']").length > 20 && document.querySelector('#filters :checked').value === 'm'`)
	})
}

// TestPriceTypedThroughTheStart types a price while the program takes over. Half a price
// filters nothing, and the whole one counts once the field is left.
func TestPriceTypedThroughTheStart(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		for name, rest := range map[string]string{"the end comes later": "00", "all of it was typed": ""} {
			t.Run(name, func(t *testing.T) {
				base, release := browsertest.Held(t)
				tab := s.NewBrowser(t).Open(base)
				tab.Look("light", 1280)
				tab.Early("/categoria/polos")
				tab.Eval("document.querySelector('[name=hasta]').focus()")
				tab.Keys("10")
				release()
				tab.Await("carrito.ready && !document.querySelector('[data-kept]')")
				tab.Await("document.activeElement.name === 'hasta' && document.activeElement.value === '10'")
				if at := browsertest.Eval[string](tab, "location.search"); at != "" {
					t.Errorf("got the list %s while a price is typed, want that without filters", at)
				}
				if rest != "" {
					tab.Keys(rest)
				}
				tab.Eval("document.getElementById('list-count').focus()")
				tab.AwaitAt("/categoria/polos?hasta=10" + rest)
			})
		}
	})
}

// TestWindowLeftWhileAPriceIsTyped types half a price and goes to another window, before
// the program runs and with it. The price counts once its field is left.
func TestWindowLeftWhileAPriceIsTyped(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		// leaveWindow fires what an engine fires in a field whose window loses the focus.
		const leaveWindow = `(() => {
			const field = document.activeElement;
			document.hasFocus = () => false;
			for (const type of ["change", "blur"]) field.dispatchEvent(new FocusEvent(type, {bubbles: type === "change"}));
			delete document.hasFocus;
		})()`
		const typed = "document.activeElement.name === 'hasta' && document.activeElement.value === "
		for _, early := range []bool{true, false} {
			t.Run(fmt.Sprint("before the program runs: ", early), func(t *testing.T) {
				base, release := browsertest.Held(t)
				if !early {
					release()
				}
				tab := s.NewBrowser(t).Open(base)
				tab.Look("light", 1280)
				if early {
					tab.Early("/categoria/polos")
				} else {
					tab.Visit("/categoria/polos")
					tab.AwaitWhole()
					tab.Await("!document.querySelector('[data-kept]')")
				}
				tab.Eval("document.querySelector('[name=hasta]').focus()")
				tab.Keys("10")
				tab.Await(typed + "'10'")
				tab.Eval(leaveWindow)
				if early {
					release()
					tab.Await("carrito.ready && !document.querySelector('[data-kept]')")
					tab.Await(typed + "'10'")
					tab.Eval(leaveWindow)
				}
				tab.AwaitAsync("new Promise(done => setTimeout(() => done(true), 300))")
				if at := browsertest.Eval[string](tab, "location.search"); at != "" {
					t.Errorf("got the list %s while a price is typed, want that without filters", at)
				}
				tab.Keys("00")
				tab.Await(typed + "'1000'")
				tab.Eval("document.getElementById('list-count').focus()")
				tab.AwaitAt("/categoria/polos?hasta=1000")
			})
		}
	})
}

// TestFilterWithoutTheProgram chooses on pages whose program never comes. The server answers,
// as often as the shopper chooses. On a static host only the program could: the page says so,
// and the filters are again those of the list.
func TestFilterWithoutTheProgram(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		open := func(t *testing.T, shop string) (tab *browsertest.Tab, release func()) {
			gate := make(chan struct{})
			tab = s.NewBrowser(t).Open(browsertest.Replace(t, shop, map[string]http.HandlerFunc{"/web/assets/app.": func(w http.ResponseWriter, r *http.Request) {
				select {
				case <-gate:
				case <-r.Context().Done():
				}
				http.NotFound(w, r)
			}}))
			return tab, func() { close(gate) }
		}
		t.Run("our server", func(t *testing.T) {
			tab, release := open(t, browsertest.Demo(t))
			tab.Look("light", 1280)
			tab.Early("/buscar?orden=precio&q=polo")
			check(tab, "M")
			release()
			tab.AwaitAt("/buscar?o.talla=m&q=polo&orden=precio")
			tab.Await("document.querySelector('.chip').textContent === 'M' && document.querySelector('[name=\"o.talla\"]:checked').value === 'm'")
			tab.AwaitText("[role=alert]", "no se pudo cargar")
			check(tab, "L")
			tab.Await("location.search.includes('o.talla=l') && document.querySelectorAll('.chip').length === 2")
		})
		t.Run("on a phone", func(t *testing.T) {
			tab, release := open(t, browsertest.Demo(t))
			tab.Look("light", 412)
			tab.Early("/categoria/polos")
			tab.Press("button", "Filtrar")
			check(tab, "M")
			release()
			tab.AwaitText("[role=alert]", "no se pudo cargar")
			check(tab, "Negro") // the sheet stays until the shopper closes it
			tab.Press("button", "Cerrar")
			tab.AwaitAt("/categoria/polos?o.talla=m&o.color=negro")
			tab.Await("document.querySelectorAll('.card').length === 1")
		})
		if !browsertest.HasCommand(t, "nginx") {
			return
		}
		t.Run("nginx", func(t *testing.T) {
			tab, release := open(t, browsertest.Nginx(t, "").Base)
			tab.Look("light", 1280)
			tab.Early("/categoria/polos")
			check(tab, "M")
			release()
			tab.AwaitText("[role=alert]", "no se pudo cargar")
			tab.Await(checked + " === '' && document.querySelectorAll('.card').length === 9")
		})
	})
}
