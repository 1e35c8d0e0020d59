package shop_test

import (
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// typePrice types into the field of the highest price, and stays in it.
func typePrice(tab *browsertest.Tab, price string) {
	tab.T.Helper()
	tab.TypeOver("document.querySelector('#filters [name=hasta]')", price)
}

// seller is JavaScript for a card far from the first, whose product is added by its button.
const seller = "[...document.querySelectorAll('.card')].find((e, i) => i > 9 && e.querySelector('button.card__add'))"

// inCard returns JavaScript for an element of that card.
func inCard(selector string) string { return seller + "?.querySelector('" + selector + "')" }

// A price that was typed counts when its field is left. The press that leaves it does what
// it would do without the price, and the list has the price if it is still open.
func TestPressAfterAPrice(t *testing.T) {
	const sort, chips = "document.querySelector('.sort__link[href*=\"orden=precio\"]')", "document.querySelectorAll('.chosen a')"
	const search = "(window.other ??= (() => { const a = document.createElement('a'); a.href = '/buscar?q=camisa'; a.textContent = 'camisa'; document.getElementById('list-count').before(a); return a })())"
	tests := []struct {
		name, from, price, press string
		address                  string // in the end
		value                    string // of the field; "none" if there is no field
		until                    string // JavaScript
	}{
		{"the button that adds a product", "/", "100", inCard("button.card__add"), "/?hasta=100", "100",
			"Object.keys(JSON.parse(sessionStorage.carrito ?? '{}')).join() === pressed"},
		{"a heart", "/", "100", inCard(".heart"), "/?hasta=100", "100", "sessionStorage.favoritos === `[${pressed}]`"},
		{"the name of a product", "/", "100", inCard(".card__link"), "", "none", "location.pathname === '/producto/' + pressed"},
		{"a sort order", "/", "100", sort, "/?hasta=100&orden=precio", "100", "true"},
		{"a sort order, after another price", "/?hasta=200", "100", sort, "/?hasta=100&orden=precio", "100", "true"},
		{"a chip", "/?o.talla=m", "100", chips + "[0]", "/?hasta=100", "100", checked + " === ''"},
		{"the chip of the price", "/?hasta=200", "100", chips + "[0]", "/", "", "!document.querySelector('.chip')"},
		{"the link that removes all", "/?o.talla=m", "100", chips + "[1]", "/", "", checked + " === ''"},
		{"a value", "/", "100", "document.querySelector(\"#filters [value=m]\")", "/?hasta=100&o.talla=m", "100", checked + " === 'm'"},
		{"the next page", "/", "100", "document.querySelector('.pages [rel=next]')", "/?hasta=100", "100", "true"},
		{"another list", "/", "100", "document.querySelector('.header [href*=\"/categoria/\"], .content [href*=\"/categoria/\"]')", "", "", "location.pathname.startsWith('/categoria/')"},
		{"another search", "/buscar?q=polo", "100", search, "/buscar?q=camisa", "", "location.search === '?q=camisa'"},
	}
	browsertest.InEngines(t, browsertest.OnDesktop(func(t *testing.T, s browsertest.Shopper) {
		base := browsertest.Demo(t)
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				tab := s.NewBrowser(t).Open(base)
				tab.Look("light", 1280)
				tab.Visit(test.from)
				tab.AwaitWhole()
				tab.Await(browsertest.Drawn + " && document.querySelector('.card') && document.querySelector('#filters [name=hasta]') && !document.querySelector('[data-kept]')")
				tab.Eval("window.pressed = /\\d+$/.exec(" + inCard(".card__link") + "?.href)?.[0]")
				typePrice(tab, test.price)
				tab.PressSlowly(test.press)
				if test.address != "" {
					tab.AwaitAt(test.address)
				}
				tab.Await(test.until)
				tab.Await("(document.querySelector('#filters [name=hasta]')?.value.replace('.00', '') ?? 'none') === '" + test.value + "'")
				tab.Eval("return new Promise(done => setTimeout(done, 200))") // in which another list would be opened
				if got := browsertest.Eval[bool](tab, test.until); !got {
					t.Errorf("got the page %s, want what was pressed", browsertest.Eval[string](tab, "location.href"))
				}
			})
		}
	}))
}

// The filters of the server's page are drawn anew with the first list of the program. A press
// ends before that too.
func TestPressAfterAPriceInTheServersFilters(t *testing.T) {
	browsertest.InEngines(t, browsertest.OnDesktop(func(t *testing.T, s browsertest.Shopper) {
		for name, test := range map[string]struct{ press, address, until string }{
			"the button that adds a product": {inCard("button.card__add"), "/?hasta=100", "document.getElementById('cart-count').textContent === '1' && sessionStorage.carrito.includes(`\"${pressed}\"`)"},
			"a value":                        {"document.querySelector(\"#filters [value=m]\")", "/?hasta=100&o.talla=m", checked + " === 'm'"},
		} {
			t.Run(name, func(t *testing.T) {
				tab := s.NewBrowser(t).Open(browsertest.Demo(t))
				tab.Look("light", 1280)
				tab.Visit("/")
				tab.Eval("window.pressed = /\\d+$/.exec(" + inCard(".card__link") + "?.href)?.[0]")
				typePrice(tab, "100")
				tab.PressSlowly(test.press)
				tab.AwaitAt(test.address)
				tab.Await(test.until + " && document.querySelector('#filters [name=hasta]').value === '100.00'")
			})
		}
	}))
}

// On a tablet, the press is over when the browser sends the events of a mouse. On a busy
// machine Chromium may make no click of a touch; then the story begins again.
func TestTapAfterAPrice(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	for range 3 {
		if tapAfterAPrice(tab) {
			return
		}
		t.Log("the browser made no click of a touch")
	}
	t.Error("the browser makes no click of a touch")
}

// tapAfterAPrice types a price and then touches the button of a card. It reports whether the
// page heard of a click anywhere.
func tapAfterAPrice(tab *browsertest.Tab) bool {
	tab.T.Helper()
	tab.Look("light", 1280)
	tab.Visit("/")
	tab.AwaitWhole()
	tab.Await("!document.querySelector('[data-kept]')")
	name := browsertest.Eval[string](tab, inCard("button.card__add")+".ariaLabel")
	tab.Eval("window.pressed = /\\d+$/.exec(" + inCard(".card__link") + "?.href)?.[0]")
	typePrice(tab, "100")
	tab.Eval("window.clicks = 0; addEventListener('click', () => clicks++, true)")
	tab.Tap("button", name)
	tab.AwaitAt("/?hasta=100")
	const added = "Object.keys(JSON.parse(sessionStorage.carrito ?? '{}')).join() === pressed"
	for begun := time.Now(); !browsertest.Eval[bool](tab, added); time.Sleep(50 * time.Millisecond) {
		if time.Since(begun) > 5*time.Second && browsertest.Eval[int](tab, "clicks") == 0 {
			return false
		}
		if time.Since(begun) > browsertest.Patience {
			tab.T.Fatalf("got the cart %s after a click, want the product of the button", tab.Session("carrito"))
		}
	}
	return true
}
