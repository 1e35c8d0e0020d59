package look_test

import (
	"fmt"
	"testing"

	"carrito/server/e2e/browsertest"

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
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	force := func(value string) {
		t.Helper()
		media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: value}}}
		if _, err := chromedp.Call(tab.Ctx, emulation.SetEmulatedMedia, media); err != nil {
			t.Fatal(err)
		}
	}
	force("active")
	tab.Visit("/")
	tab.Await("matchMedia('(forced-colors: active)').matches")
	tab.Visit("/producto/26")
	tab.Press("choice", browsertest.Eval[string](tab, "document.querySelector('.option__value').textContent"))
	tab.Eval("document.activeElement.blur()")
	tests := []struct{ name, path, prepare, a, b string }{
		{"the chosen option", "", "", ".option__input:checked + .option__value", ".option__input:not(:checked) + .option__value"},
		{"the current category", "/categoria/polos", "", ".header__category[aria-current]", ".header__category:not([aria-current])"},
		{"the current order", "/categoria/polos?orden=precio", "", ".sort__link[aria-current]", ".sort__link:not([aria-current])"},
		{"a favourite", "/categoria/polos", "document.querySelector('.heart[aria-pressed]').click()", ".heart[aria-pressed=true]", ".heart[aria-pressed=false]"},
		{"a product that is sold out", "/producto/15", "", ".buy__add[aria-disabled=true]", ".search__button"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tab := tab.Of(t)
			if test.path != "" {
				tab.Visit(test.path)
			}
			if test.prepare != "" {
				tab.Eval(test.prepare)
			}
			tab.Await(fmt.Sprintf("document.querySelector(%q) && document.querySelector(%q)", test.a, test.b))
			if !browsertest.Eval[bool](tab, fmt.Sprintf(differs, test.a, test.b)) {
				t.Errorf("got the same look of %s and %s, want different looks", test.a, test.b)
			}
			tab.Screenshot("forced " + test.name)
		})
	}
	t.Run("boxes", func(t *testing.T) {
		tab := tab.Of(t)
		tab.Visit("/producto/3")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(1)
		for _, box := range []string{".toast", ".cart-link__number", ".stepper", ".option__value, .search"} {
			if !browsertest.Eval[bool](tab, fmt.Sprintf("getComputedStyle(document.querySelector(%q)).borderTopStyle === 'solid'", box)) {
				t.Errorf("%s: got no border, want one instead of its background", box)
			}
		}
		tab.Eval("document.getElementById('quantity').focus()")
		if got := browsertest.Eval[string](tab, "getComputedStyle(document.querySelector('.stepper')).outlineStyle + getComputedStyle(document.activeElement).outlineStyle"); got == "nonenone" {
			t.Error("got no outline around the focused quantity, want one")
		}
		tab.Screenshot("forced boxes")
	})
	t.Run("without forced colours", func(t *testing.T) {
		tab := tab.Of(t)
		force("none")
		tab.Visit("/producto/3")
		if browsertest.Eval[bool](tab, "getComputedStyle(document.querySelector('.cart-link__number')).borderTopStyle === 'solid'") {
			t.Error("got a border around the count, want none without forced colours")
		}
	})
}
