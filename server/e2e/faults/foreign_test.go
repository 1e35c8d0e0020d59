package faults_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

// TestTranslated uses the shop while a browser translates it. After every step, the page
// agrees with the catalogue and the session.
func TestTranslated(t *testing.T) { browsertest.InEngines(t, translated) }

func translated(t *testing.T, s browsertest.Shopper) {
	tab := openMutated(t, s)
	tab.Visit("/categoria/polos")
	tab.Eval("mutator.keepTranslating()")
	awaitRight(tab)
	openCategory(tab, 1)
	awaitRight(tab)
	openCategory(tab, 2)
	awaitRight(tab)

	for _, word := range []string{"lino", "polo", "zzz", "algodon"} {
		searchFor(tab, word)
		awaitRight(tab)
	}

	clickOn(tab, ".card__link", 0)
	awaitRight(tab)
	tab.Back()
	awaitRight(tab)
	tab.Forward()
	awaitRight(tab)
}

// TestTranslatedCart changes the cart while a browser translates it.
func TestTranslatedCart(t *testing.T) { browsertest.InEngines(t, translatedCart) }

func translatedCart(t *testing.T, s browsertest.Shopper) {
	tab := openMutated(t, s)
	tab.Visit("/producto/3")
	tab.Eval("mutator.keepTranslating()")
	clickOn(tab, ".buy__add", 0)
	tab.AwaitCount(1)
	tab.Visit("/producto/" + browsertest.NotCounted)
	tab.Eval("mutator.keepTranslating()")
	clickOn(tab, ".buy__add", 0)
	tab.AwaitCount(2)
	clickOn(tab, ".cart-link", 0)
	tab.Await("document.querySelectorAll('tr.line').length === 2")
	awaitRight(tab)
	clickOn(tab, ".stepper__step:last-of-type", 0)
	tab.AwaitCount(3)
	awaitRight(tab)
	clickOn(tab, ".line__button", 0)
	awaitRight(tab)
	clickOn(tab, "#undo", 0)
	tab.AwaitCount(3)
	awaitRight(tab)
	clickOn(tab, "#empty-cart", 0)
	tab.AwaitCount(0)
	awaitRight(tab)
}

// A translated attribute is right again after the next change of the page.
func TestTranslatedAttributes(t *testing.T) {
	t.Parallel()
	tab := openMutated(t, browsertest.Chromium)
	tab.Visit("/categoria/polos")
	tab.Eval("mutator.translate()")
	tab.Await("document.querySelector('.card .heart').ariaLabel.startsWith('⟦')")
	openCategory(tab, 2)
	tab.Await(`(async () => {
		const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
		const names = (d) => [...d.querySelectorAll("main .card [aria-label], main .card img")].map(e => e.getAttribute("aria-label") ?? e.alt).join();
		return names(document) === names(page);
	})()`)
}

// TestForeignElements inserts elements into the page like an extension, next to and
// around those of the shop, before and after the program takes over.
func TestForeignElements(t *testing.T) { browsertest.InEngines(t, foreignElements) }

func foreignElements(t *testing.T, s browsertest.Shopper) {
	tests := []struct{ name, do string }{
		{"first in body", `document.body.prepend(mutator.element("div", "inserted"))`},
		{"a text first in body", `document.body.prepend("foreign")`},
		{"the shop in a wrapper", `const w = mutator.element("div", "wrapper"), shop = document.querySelector(".shop"); shop.replaceWith(w); w.append(shop)`},
		{"a wrapper around all of body", `const w = mutator.element("div", "wrapper"); w.append(...document.body.childNodes); document.body.append(w)`},
		{"the shop last", `document.body.append(document.querySelector(".shop"))`},
		{"first in main", `document.querySelector("main").prepend(mutator.element("div", "inserted"))`},
		{"between all elements", `for (const e of document.querySelectorAll(".shop *")) if (!e.closest("svg, select, picture, template")) e.before(mutator.element("span", "inserted"))`},
		{"a field and a button first in each form", `for (const f of document.forms) f.prepend(mutator.element("input", "inserted"), mutator.element("button", "inserted"))`},
		{"a click on the document", `document.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}))`},
	}
	moments := []string{"before", "after"}
	if !s.Thorough {
		tests, moments = tests[:3], moments[1:]
	}
	tab := openMutated(t, s)
	if s.Thorough {
		tab.Before(holdProgram)
	}
	for _, when := range moments {
		for _, test := range tests {
			t.Run(test.name+" "+when+" the program", func(t *testing.T) {
				tab := tab.Of(t)
				if s.Thorough {
					tab.Early("/producto/3")
					tab.Eval("sessionStorage.clear()")
				} else {
					tab.Visit("/")
					tab.Eval("sessionStorage.clear()")
					tab.Visit("/producto/3")
				}
				if s.Thorough && when == "after" {
					letProgram(tab)
				}
				tab.Eval(test.do)
				kept := browsertest.Eval[int](tab, "(window.outside = [...document.querySelectorAll('[data-foreign]')].filter(e => !e.closest('.shop'))).length")
				clickOn(tab, ".buy__add", 0)
				tab.AwaitCount(1)
				tab.Eval("document.getElementById('search').value = 'lino'")
				if when == "before" {
					letProgram(tab)
				}
				tab.Await("document.getElementById('search').value === 'lino'")
				awaitRight(tab)
				clickOn(tab, ".buy__add", 0)
				tab.AwaitCount(2)
				if browsertest.Eval[bool](tab, "!!document.getElementById('suggestions')") {
					t.Error("got suggestions over the page for a field without the focus")
				}
				clickOn(tab, ".stepper__step", 1)
				tab.Await("document.getElementById('quantity').value === '2'")
				clickOn(tab, ".stepper__step", 0)
				tab.Await("document.getElementById('quantity').value === '1'")
				openCategory(tab, 1)
				awaitRight(tab)
				searchFor(tab, "lino")
				awaitRight(tab)
				clickOn(tab, ".cart-link", 0)
				awaitRight(tab)
				if got := browsertest.Eval[int](tab, "outside.filter(e => e.isConnected).length"); got != kept {
					t.Errorf("got %d foreign elements outside the shop, want %d", got, kept)
				}
			})
		}
	}
}

// A removed element comes back when a text in it changes. A text that does not change
// stays as other scripts left it, because it may be a translation.
func TestRemovedNodes(t *testing.T) { browsertest.InEngines(t, removedNodes) }

func removedNodes(t *testing.T, s browsertest.Shopper) {
	tests := []struct{ name, do string }{
		{"texts", `for (const e of document.querySelectorAll("tr:last-child .line__total, #subtotal, #cart-count, #status")) e.textContent = ""`},
		{"elements", `for (const e of document.querySelectorAll("tr:last-child .line__total, #subtotal, #cart-count, #status")) e.remove()`},
		{"the table", `document.querySelector(".cart__table").remove()`},
		{"main", `document.querySelector("main").remove()`},
		{"the header", `document.querySelector("header").remove()`},
		{"the shop", `document.querySelector(".shop").remove()`},
		{"everything in the shop", `document.querySelector(".shop").replaceChildren()`},
		{"everything in body", `document.body.replaceChildren()`},
		{"the table in a wrapper", `const w = mutator.element("div", "wrapper"), e = document.querySelector(".cart__table"); e.replaceWith(w); w.append(e); w.remove()`},
	}
	if !s.Thorough {
		tests = tests[:3]
	}
	tab := openMutated(t, s)
	tab.Visit("/producto/3")
	clickOn(tab, ".buy__add", 0)
	tab.AwaitCount(1)
	other := tab.Beside() // changes the cart while the first tab lacks elements
	other.Visit("/producto/" + browsertest.NotCounted)
	clickOn(other, ".buy__add", 0)
	tab.AwaitCount(2)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tab, other := tab.Of(t), other.Of(t)
			tab.Visit("/carrito")
			awaitRight(tab)
			tab.Eval(test.do)
			clickOn(other, ".buy__add", 0)
			tab.Await("document.querySelectorAll('tr.line').length === 2")
			awaitRight(tab)
		})
	}
}
