package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// differs is JavaScript that reports whether two elements look different in forced
// colours. It compares only properties that the browser does not override.
const differs = `((a, b) => {
	const look = (e) => { const s = getComputedStyle(e); return [s.backgroundColor, s.color, s.outlineStyle, s.textDecorationLine].join() };
	return look(document.querySelector(a)) !== look(document.querySelector(b));
})(%q, %q)`

// TestForcedColours checks that chosen, current, pressed and unavailable elements look
// different from other elements if the browser forces colours.
func TestForcedColours(t *testing.T) {
	t.Parallel()
	tab := newBrowser(t).open(demo(t))
	force := func(value string) {
		t.Helper()
		media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: value}}}
		if _, err := chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, media); err != nil {
			t.Fatal(err)
		}
	}
	force("active")
	tab.visit("/")
	tab.await("matchMedia('(forced-colors: active)').matches")
	tab.visit("/producto/26")
	tab.press("choice", eval[string](tab, "document.querySelector('.option__value').textContent"))
	tab.eval("document.activeElement.blur()")
	tests := []struct{ name, path, prepare, a, b string }{
		{"the chosen option", "", "", ".option__input:checked + .option__value", ".option__input:not(:checked) + .option__value"},
		{"the current category", "/categoria/polos", "", ".header__category[aria-current]", ".header__category:not([aria-current])"},
		{"the current order", "/categoria/polos?orden=precio", "", ".sort__link[aria-current]", ".sort__link:not([aria-current])"},
		{"a favourite", "/categoria/polos", "document.querySelector('.heart[aria-pressed]').click()", ".heart[aria-pressed=true]", ".heart[aria-pressed=false]"},
		{"a product that is sold out", "/producto/15", "", ".buy__add[aria-disabled=true]", ".search__button"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tab := tab.of(t)
			if test.path != "" {
				tab.visit(test.path)
			}
			if test.prepare != "" {
				tab.eval(test.prepare)
			}
			tab.await(fmt.Sprintf("document.querySelector(%q) && document.querySelector(%q)", test.a, test.b))
			if !eval[bool](tab, fmt.Sprintf(differs, test.a, test.b)) {
				t.Errorf("got the same look of %s and %s, want different looks", test.a, test.b)
			}
			tab.shoot("forced " + test.name)
		})
	}
	t.Run("boxes", func(t *testing.T) {
		tab := tab.of(t)
		tab.visit("/producto/3")
		tab.press("button", "Agregar al carrito")
		tab.awaitCount(1)
		for _, box := range []string{".toast", ".cart-link__number", ".stepper", ".option__value, .search"} {
			if !eval[bool](tab, fmt.Sprintf("getComputedStyle(document.querySelector(%q)).borderTopStyle === 'solid'", box)) {
				t.Errorf("%s: got no border, want one instead of its background", box)
			}
		}
		tab.eval("document.getElementById('quantity').focus()")
		if got := eval[string](tab, "getComputedStyle(document.querySelector('.stepper')).outlineStyle + getComputedStyle(document.activeElement).outlineStyle"); got == "nonenone" {
			t.Error("got no outline around the focused quantity, want one")
		}
		tab.shoot("forced boxes")
	})
	t.Run("without forced colours", func(t *testing.T) {
		tab := tab.of(t)
		force("none")
		tab.visit("/producto/3")
		if eval[bool](tab, "getComputedStyle(document.querySelector('.cart-link__number')).borderTopStyle === 'solid'") {
			t.Error("got a border around the count, want none without forced colours")
		}
	})
}
