package e2e

import (
	"testing"
)

// TestTranslated uses the shop while a browser translates it. After every step, the page
// agrees with the catalogue and the session.
func TestTranslated(t *testing.T) { inEngines(t, translated) }

func translated(t *testing.T, s shopper) {
	tab := s.mutated(t)
	tab.visit("/categoria/polos")
	tab.eval("mutator.keepTranslating()")
	tab.awaitRight()
	tab.category(1)
	tab.awaitRight()
	tab.category(2)
	tab.awaitRight()

	for _, word := range []string{"lino", "polo", "zzz", "algodon"} {
		tab.find(word)
		tab.awaitRight()
	}

	tab.click(".card__link", 0)
	tab.awaitRight()
	tab.back()
	tab.awaitRight()
	tab.forward()
	tab.awaitRight()
}

// TestTranslatedCart changes the cart while a browser translates it.
func TestTranslatedCart(t *testing.T) { inEngines(t, translatedCart) }

func translatedCart(t *testing.T, s shopper) {
	tab := s.mutated(t)
	tab.visit("/producto/3")
	tab.eval("mutator.keepTranslating()")
	tab.click(".buy__add", 0)
	tab.awaitCount(1)
	tab.visit("/producto/" + notCounted)
	tab.eval("mutator.keepTranslating()")
	tab.click(".buy__add", 0)
	tab.awaitCount(2)
	tab.click(".cart-link", 0)
	tab.await("document.querySelectorAll('tr.line').length === 2")
	tab.awaitRight()
	tab.click(".stepper__step:last-of-type", 0)
	tab.awaitCount(3)
	tab.awaitRight()
	tab.click(".line__button", 0)
	tab.awaitRight()
	tab.click("#undo", 0)
	tab.awaitCount(3)
	tab.awaitRight()
	tab.click("#empty-cart", 0)
	tab.awaitCount(0)
	tab.awaitRight()
}

// A translated attribute is right again after the next change of the page.
func TestTranslatedAttributes(t *testing.T) {
	t.Parallel()
	tab := chromiums.mutated(t)
	tab.visit("/categoria/polos")
	tab.eval("mutator.translate()")
	tab.await("document.querySelector('.card .heart').ariaLabel.startsWith('⟦')")
	tab.category(2)
	tab.await(`(async () => {
		const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
		const names = (d) => [...d.querySelectorAll("main .card [aria-label], main .card img")].map(e => e.getAttribute("aria-label") ?? e.alt).join();
		return names(document) === names(page);
	})()`)
}

// TestForeignElements inserts elements into the page like an extension, next to and
// around those of the shop, before and after the program takes over.
func TestForeignElements(t *testing.T) { inEngines(t, foreignElements) }

func foreignElements(t *testing.T, s shopper) {
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
	if !s.thorough {
		tests, moments = tests[:3], moments[1:]
	}
	tab := s.mutated(t)
	if s.thorough {
		tab.before(holdProgram)
	}
	for _, when := range moments {
		for _, test := range tests {
			t.Run(test.name+" "+when+" the program", func(t *testing.T) {
				tab := tab.of(t)
				if s.thorough {
					tab.early("/producto/3")
					tab.eval("sessionStorage.clear()")
				} else {
					tab.visit("/")
					tab.eval("sessionStorage.clear()")
					tab.visit("/producto/3")
				}
				if s.thorough && when == "after" {
					tab.letProgram()
				}
				tab.eval(test.do)
				kept := eval[int](tab, "(window.outside = [...document.querySelectorAll('[data-foreign]')].filter(e => !e.closest('.shop'))).length")
				tab.click(".buy__add", 0)
				tab.awaitCount(1)
				tab.eval("document.getElementById('search').value = 'lino'")
				if when == "before" {
					tab.letProgram()
				}
				tab.await("document.getElementById('search').value === 'lino'")
				tab.awaitRight()
				tab.click(".buy__add", 0)
				tab.awaitCount(2)
				tab.click(".stepper__step", 1)
				tab.await("document.getElementById('quantity').value === '2'")
				tab.click(".stepper__step", 0)
				tab.await("document.getElementById('quantity').value === '1'")
				tab.category(1)
				tab.awaitRight()
				tab.find("lino")
				tab.awaitRight()
				tab.click(".cart-link", 0)
				tab.awaitRight()
				if got := eval[int](tab, "outside.filter(e => e.isConnected).length"); got != kept {
					t.Errorf("got %d foreign elements outside the shop, want %d", got, kept)
				}
			})
		}
	}
}

// A removed element comes back when a text in it changes. A text that does not change
// stays as other scripts left it, because it may be a translation.
func TestRemovedNodes(t *testing.T) { inEngines(t, removedNodes) }

func removedNodes(t *testing.T, s shopper) {
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
	if !s.thorough {
		tests = tests[:3]
	}
	tab := s.mutated(t)
	tab.visit("/producto/3")
	tab.click(".buy__add", 0)
	tab.awaitCount(1)
	other := tab.beside() // changes the cart while the first tab lacks elements
	other.visit("/producto/" + notCounted)
	other.click(".buy__add", 0)
	tab.awaitCount(2)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tab, other := tab.of(t), other.of(t)
			tab.visit("/carrito")
			tab.awaitRight()
			tab.eval(test.do)
			other.click(".buy__add", 0)
			tab.await("document.querySelectorAll('tr.line').length === 2")
			tab.awaitRight()
		})
	}
}
