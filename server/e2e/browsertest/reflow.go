package browsertest

import (
	"fmt"

	"github.com/chromedp/chromedp"
)

// reflowLooks are settings in which a page must be readable: WCAG 2.2, 1.4.4 (text twice
// as large), 1.4.10 (320 pixels wide) and 1.4.12 (text spacing).
var reflowLooks = []struct {
	name    string
	width   int64
	spacing bool
	text    string // font size of the root element
}{
	{"320 pixels", 320, false, "100%"},
	{"320 pixels, text spacing", 320, true, "100%"},
	{"412 pixels, text twice as large", 412, false, "200%"},
	{"1280 pixels, text twice as large", 1280, false, "200%"},
	{"1280 pixels, text spacing", 1280, true, "100%"},
}

// lookAt is JavaScript that sets the spacing and the size of text, and waits for a frame.
const lookAt = `((spacing, size) => {
	document.documentElement.style.fontSize = size;
	const sheet = new CSSStyleSheet();
	if (spacing) sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
	document.adoptedStyleSheets = [sheet];
	scrollTo(0, 0);
	return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));
})`

// unreadable is JavaScript that lists the text of a page that sticks out of the window,
// or out of a box that clips it. It ignores boxes that scroll, and text for screen
// readers only.
const unreadable = `(() => {
	const faults = [], wide = document.scrollingElement.scrollWidth;
	if (wide > innerWidth) {
		const out = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.querySelector("*"));
		faults.push("got a page " + wide + " wide, want it to fit; too wide: " + out.slice(0, 3).map(e => e.outerHTML.slice(0, 80)).join(" and "));
	}
	const box = (e) => getComputedStyle(e);
	const hidden = (e) => e.closest("[hidden], .visually-hidden, .skip") || box(e).clipPath !== "none" || !e.checkVisibility({visibilityProperty: true, opacityProperty: true});
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let text; text = walker.nextNode(); ) {
		const parent = text.parentElement;
		if (!text.data.trim() || parent.closest("script, style, noscript, template, option, svg") || hidden(parent)) continue;
		const range = document.createRange();
		range.selectNodeContents(text);
		const rects = [...range.getClientRects()];
		const what = parent.tagName + "." + parent.className + " " + JSON.stringify(text.data.slice(0, 20));
		let clip = {left: 0, right: innerWidth, top: -Infinity, bottom: Infinity};
		let scrolls = false;
		for (let e = parent; e && e !== document.body; e = e.parentElement) {
			if (box(e).clipPath !== "none") { scrolls = true; break; } // only for screen readers
			if (/auto|scroll/.test(box(e).overflowX)) { scrolls = true; break; }
			if (box(e).overflowX === "visible") continue;
			const r = e.getBoundingClientRect();
			clip = {left: Math.max(clip.left, r.left), right: Math.min(clip.right, r.right), top: Math.max(clip.top, r.top), bottom: Math.min(clip.bottom, r.bottom)};
		}
		if (scrolls) continue;
		for (const r of rects) {
			if (r.width && (r.left < clip.left - 1 || r.right > clip.right + 1 || r.top < clip.top - 1 || r.bottom > clip.bottom + 1)) {
				faults.push("cut off: " + what + " at " + [r.left, r.right].map(Math.round) + " of " + [clip.left, clip.right].map(Math.round));
				break;
			}
		}
		const block = parent.getBoundingClientRect();
		if (box(parent).display !== "inline" && rects.length && Math.max(...rects.map(r => r.bottom)) > block.bottom + 6) {
			faults.push("out of its box: " + what);
		}
	}
	return faults;
})()`

// WantReadable reports the text of the page that cannot be read in one of [reflowLooks].
func (tab *Tab) WantReadable(page string) {
	tab.T.Helper()
	for _, look := range reflowLooks {
		tab.Do(chromedp.EmulateViewport(look.width, 900))
		Eval[bool](tab, fmt.Sprintf("%s(%t, %q)", lookAt, look.spacing, look.text))
		for _, fault := range Eval[[]string](tab, unreadable) {
			tab.T.Errorf("%s, %s: %s", page, look.name, fault)
		}
		tab.Screenshot(page + " " + look.name)
	}
	Eval[bool](tab, lookAt+"(false, '100%')")
}
