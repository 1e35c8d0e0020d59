package browsertest

import (
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Finder is JavaScript that finds an element by its role and its accessible name.
const Finder = `(role, name) => [...document.querySelectorAll({
	button: "button, summary", link: "a[href]", field: "input:not([type=hidden]):not([type=radio]), textarea, select", choice: "input[type=radio]"}[role])].find(e => {
	const label = e.labels?.length ? e.labels[0].textContent : e.textContent;
	const has = (e.getAttribute("aria-label") ?? label).replace(/\s+/g, " ").trim();
	return (has === name || role === "link" && has.startsWith(name + " ")) && e.getClientRects().length && !e.closest("[aria-hidden=true]");
})`

// Press clicks with the mouse on the button, link or choice with the given name. It clicks
// again if the click misses: on a busy machine the page may move between the two commands.
func (tab *Tab) Press(role, name string) {
	tab.T.Helper()
	tab.PressOn(fmt.Sprintf("(%s)(%q, %q)", Finder, role, name))
}

// PressOn is like Press, for the element that a JavaScript expression finds. The element
// may have another name or place each time that it is looked for.
func (tab *Tab) PressOn(find string) {
	tab.T.Helper()
	for range 3 {
		x, y := tab.pointAt(find)
		// The page may put a new element in the place of the old one just before the click.
		tab.Eval(fmt.Sprintf(`const find = () => { try { return %s } catch { /* gone */ } }, e = find();
			const hit = event => { if ([e, find()].some(n => event.composedPath().includes(n))) { window.missed = false; removeEventListener("click", hit, true) } };
			window.missed = true; addEventListener("click", hit, true)`, find))
		tab.Must(tab.Page.Click(x, y))
		if tab.hit() {
			return
		}
		tab.T.Logf("a click on %s missed", find)
	}
	tab.T.Fatalf("clicks on %s miss", find)
}

// PressSlowly presses with the mouse on the element that a JavaScript expression finds, and
// holds the button as long as a hand does. If the button goes down on something else, because
// the page has moved, nothing in the page hears of it, and PressSlowly tries again.
func (tab *Tab) PressSlowly(find string) {
	tab.T.Helper()
	for range 3 {
		x, y := tab.pointAt(find)
		tab.Eval(fmt.Sprintf(`const e = %s, once = {capture: true, once: true};
			const miss = event => { event.preventDefault(); event.stopImmediatePropagation() };
			window.missed = false;
			addEventListener("mousedown", event => {
				window.missed = ![e, ...e.labels ?? []].some(n => n.contains(event.target));
				if (!window.missed) return;
				miss(event);
				addEventListener("click", click => window.missed && miss(click), once);
			}, once)`, find))
		tab.Must(tab.Page.HoldClick(x, y, 80*time.Millisecond))
		if tab.hit() {
			return
		}
		tab.T.Logf("a press on %s missed", find)
	}
	tab.T.Fatalf("presses on %s miss", find)
}

// hit reports whether the last click reached what it was for. A page that is left by it
// says nothing any more.
func (tab *Tab) hit() bool {
	for start := time.Now(); time.Since(start) < 2*time.Second; time.Sleep(10 * time.Millisecond) {
		if missed, err := tab.Page.Poll("window.missed === true"); err != nil || string(missed) != "true" {
			return true
		}
	}
	return false
}

// PointTo returns the position of the button, link or choice with the given name. It
// waits until the page is drawn, nothing covers the element, and it has not moved for
// two frames. If the element moves, PointTo scrolls it into view again.
func (tab *Tab) PointTo(role, name string) (x, y float64) {
	tab.T.Helper()
	return tab.pointAt(fmt.Sprintf("(%s)(%q, %q)", Finder, role, name))
}

// pointAt is like PointTo, for the element that a JavaScript expression finds.
func (tab *Tab) pointAt(find string) (x, y float64) {
	tab.T.Helper()
	at := Await[[]float64](tab, Drawn+fmt.Sprintf(` && (() => { const e = %s;
		const place = () => { const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] };
		const free = at => { const top = document.elementFromPoint(...at); return top && [e, ...e.labels ?? []].some(n => n.contains(top) || top.contains(n)) };
		const was = window.pointed ?? {};
		const at = e && place(), rests = e && was.e === e && String(was.at) === String(at) && free(at);
		if (rests) {
			if (was.frames < 2 && performance.now() - was.since < 200) return;
			delete window.pointed;
			return at;
		}
		e?.scrollIntoView({block: "center", behavior: "instant"});
		const now = window.pointed = {e, at: e && place(), since: performance.now(), frames: 0};
		const frame = () => { now.frames++; if (window.pointed === now) requestAnimationFrame(frame) };
		requestAnimationFrame(frame);
	})()`, find))
	return at[0], at[1]
}

// TypeInto replaces the text of the field with the given name, and leaves the field.
func (tab *Tab) TypeInto(name, text string) {
	tab.T.Helper()
	tab.Await(fmt.Sprintf("(%s)('field', %q)", Finder, name))
	tab.Eval(fmt.Sprintf("const e = (%s)('field', %q); e.focus(); e.select();", Finder, name))
	tab.Keys(text, "\t")
}

// Keys types the given keys in sequence.
func (tab *Tab) Keys(keys ...string) {
	tab.T.Helper()
	if tab.Browser.focus != nil {
		defer tab.Browser.focus.take(tab.T)()
	}
	for _, key := range keys {
		tab.Must(tab.Page.Type(key))
	}
}

// TypeOver replaces the text of the field that a JavaScript expression finds. The field keeps
// the focus: no other story takes it until the test ends. On a busy machine WebKit may lose a
// key before the page hears of it; TypeOver types it again.
func (tab *Tab) TypeOver(find, text string) {
	tab.T.Helper()
	tab.Await(find)
	if tab.Browser.focus != nil {
		tab.T.Cleanup(tab.Browser.focus.take(tab.T))
	}
	for range 3 {
		tab.Eval(fmt.Sprintf(`const e = %s; e.focus(); e.select();
			window.missed = true; addEventListener("keydown", () => { window.missed = false }, {capture: true, once: true})`, find))
		tab.Keys(text)
		if tab.hit() {
			tab.Await(fmt.Sprintf("document.activeElement === %s && document.activeElement.value === %q", find, text))
			return
		}
		tab.T.Logf("the page heard no key of %q", text)
	}
	tab.T.Fatalf("the page hears no key of %q", text)
}

// TabTo presses Tab until the focused element has the given name. It reports an error
// for each element on the way whose focus is not visible.
func (tab *Tab) TabTo(name string) {
	tab.T.Helper()
	var passed []string
	for range 120 {
		tab.Keys(kb.Tab)
		focused := Eval[string](tab, `(() => { const e = document.activeElement; if (e === document.body) return "nothing";
			const style = getComputedStyle(e), label = e.labels?.[0];
			const seen = [e, label].some(n => n && getComputedStyle(n).outlineStyle !== "none") || e.closest(".search:focus-within, .stepper:focus-within");
			const has = (e.getAttribute("aria-label") ?? (label ?? e).textContent).replace(/\s+/g, " ").trim();
			return has + (seen ? "" : " (focus not visible)"); })()`)
		if focused == name {
			return
		}
		if strings.HasSuffix(focused, "(focus not visible)") {
			tab.T.Errorf("on the way to %q: %s", name, focused)
		}
		passed = append(passed, focused)
	}
	tab.T.Fatalf("Tab never reached %q, only %q", name, passed)
}

// Tap touches the button, link or choice with the given name, in Chromium.
func (tab *Tab) Tap(role, name string) {
	tab.T.Helper()
	tab.TapAt(tab.PointTo(role, name))
}

// TapAt touches a point of the viewport, in Chromium.
func (tab *Tab) TapAt(x, y float64) {
	tab.T.Helper()
	for _, event := range []input.DispatchTouchEventParams{
		{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: x, Y: y}}},
		{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}},
	} {
		if _, err := chromedp.Call(tab.Ctx, input.DispatchTouchEvent, event); err != nil {
			tab.T.Fatal(err)
		}
	}
}
