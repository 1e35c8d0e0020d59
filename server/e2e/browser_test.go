package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"carrito/server/e2e/engine"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tabPatience is the longest time that a test may use a tab.
const tabPatience = 10 * time.Minute

// patience is how long a test waits for an expected state. Only a test that fails waits
// so long.
const patience = time.Minute

// chromium returns the path of Chromium. If there is none, it fails the test with a
// message that says what to install.
func chromium(t testing.TB) string {
	t.Helper()
	path, err := findChromium()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func findChromium() (string, error) {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if name == "" {
			continue
		}
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium: install the package chromium, or set CHROMIUM to the path of one")
}

// shell returns the path of Chromium's headless shell. It is the same engine without
// the desktop, and needs half the processor time. If there is no shell, or CHROMIUM
// names a browser, shell returns the path of [chromium].
func shell(t testing.TB) string {
	t.Helper()
	if os.Getenv("CHROMIUM") == "" {
		// Debian's command is a script, and a signal to it would not reach the browser.
		for _, name := range []string{"/usr/lib/chromium/chromium-headless-shell", "chrome-headless-shell"} {
			if path, err := exec.LookPath(name); err == nil {
				return path
			}
		}
	}
	return chromium(t)
}

// browser is one browser profile: the browser of one shopper. It stays open when its
// last tab is closed.
type browser struct {
	t       testing.TB
	ctx     context.Context
	stop    context.CancelFunc // closes the profile before the test ends
	profile engine.Profile     // set for engines other than Chromium

	again func(t testing.TB) *browser // opens another profile of the same engine
}

// process is a Chromium that all profiles share, because starting one for each profile
// takes longer than most tests. It is stopped after all tests.
type process struct {
	sync.Mutex
	ctx  context.Context
	stop context.CancelFunc
}

// shells is the headless shell, and desktops is the desktop Chromium.
var shells, desktops process

// TestMain runs the tests. If something that all tests need is missing, it prints what
// to do instead.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := ready(); err != nil && flag.Lookup("test.list").Value.String() == "" {
		fmt.Println(err)
		os.Exit(1)
	}
	code := m.Run()
	for _, p := range []*process{&shells, &desktops} {
		if p.ctx != nil {
			p.stop()
		}
	}
	for _, e := range others {
		e.close()
	}
	printLeftOut()
	os.Exit(code)
}

// ready returns an error that says what to build or install before the tests can run.
func ready() error {
	for _, name := range []string{"app.wasm", "wasm_exec.js"} {
		if _, err := os.Stat(filepath.Join(web, name)); err != nil {
			return errors.New("the browser program is not built: run make program")
		}
	}
	if _, err := os.Stat(filepath.Join(web, "sized")); err != nil {
		fmt.Println("web/sized is missing: run make build, which stories of pictures and of the exported shop need")
	}
	_, err := findChromium()
	return err
}

// newBrowser opens an empty profile, which is removed when the test ends. Like a private
// window, it writes nothing to disk.
func newBrowser(t testing.TB) *browser { t.Helper(); return shells.profile(t, shell, newBrowser) }

// newDesktop is like newBrowser, but for tests of the back/forward cache, which the
// headless shell lacks.
func newDesktop(t testing.TB) *browser { t.Helper(); return desktops.profile(t, chromium, newDesktop) }

func (p *process) profile(t testing.TB, path func(testing.TB) string, again func(testing.TB) *browser) *browser {
	t.Helper()
	p.Lock()
	defer p.Unlock()
	if p.ctx == nil {
		// In a test these cost more time than they save: the optimizing compiler,
		// validating functions that are never called, and threads that collect garbage.
		p.ctx, p.stop = startProcess(t, path(t), chromedp.Flag("js-flags", "--liftoff-only --wasm-lazy-validation --single-threaded-gc"))
	}
	ctx, stop := chromedp.NewContext(p.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return &browser{t: t, ctx: ctx, stop: stop, again: again}
}

// newProcess starts a separate desktop Chromium for the test. Its profile is empty, but
// not a private window.
func newProcess(t testing.TB, options ...chromedp.ExecAllocatorOption) *browser {
	t.Helper()
	ctx, stop := startProcess(t, chromium(t), options...)
	t.Cleanup(stop)
	return &browser{t: t, ctx: ctx, stop: stop, again: newBrowser}
}

func startProcess(t testing.TB, path string, options ...chromedp.ExecAllocatorOption) (context.Context, context.CancelFunc) {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox, // tests may run as root, where Chromium has no sandbox
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true),
	)
	ctx, end := chromedp.NewExecAllocator(context.Background(), append(opts, options...)...)
	ctx, cancel := chromedp.NewContext(ctx)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx, func() {
		cancel()
		end()
	}
}

// tab is one page of a browser.
type tab struct {
	t       testing.TB
	ctx     context.Context
	base    string
	page    engine.Page
	browser *browser
}

// open opens a tab of the shop at base without service workers, so that no worker
// answers a request that the test delays, breaks or counts.
func (b *browser) open(base string) *tab {
	b.t.Helper()
	tab := b.openWithWorker(base)
	tab.before("delete Navigator.prototype.serviceWorker")
	return tab
}

// openWithWorker opens a tab of the shop at base. An exception in the page fails
// the test.
func (b *browser) openWithWorker(base string) *tab {
	b.t.Helper()
	if b.profile == nil {
		return b.openIn(b.ctx, base)
	}
	ctx, cancel := context.WithTimeout(b.ctx, tabPatience)
	b.t.Cleanup(cancel)
	page, err := b.profile.Open(ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	tab := &tab{b.t, ctx, base, page, b}
	tab.resize(1280, 900)
	tab.before(noteDrawn)
	return tab
}

// beside opens another tab of the same shop in the same profile.
func (tab *tab) beside() *tab {
	tab.t.Helper()
	if tab.browser.profile == nil {
		return tab.browser.openIn(tab.ctx, tab.base)
	}
	return tab.browser.openWithWorker(tab.base)
}

// of returns the same tab for a subtest, to which it reports failures.
func (tab *tab) of(t testing.TB) *tab {
	sub := *tab
	sub.t = t
	return &sub
}

func (b *browser) openIn(ctx context.Context, base string) *tab {
	b.t.Helper()
	ctx, cancel := chromedp.NewContext(ctx)
	b.t.Cleanup(cancel)
	return b.attach(ctx, base)
}

// attach returns a tab for an open page.
func (b *browser) attach(ctx context.Context, base string) *tab {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(ctx, tabPatience)
	b.t.Cleanup(cancel)
	tab := &tab{b.t, ctx, base, engine.Chromium(ctx), b}
	tab.resize(1280, 900)
	tab.before(noteDrawn)
	// Emulated focus is needed because pages of other tests run at the same time.
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		b.t.Fatal(err)
	}
	err := chromedp.Listen(ctx, func(event any) {
		if thrown, ok := event.(*runtime.EventExceptionThrown); ok {
			details := thrown.ExceptionDetails
			if details.Exception != nil {
				details.Text += " " + details.Exception.Description
			}
			b.t.Errorf("the page threw: %s", details.Text)
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return tab
}

func (tab *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	if err := chromedp.Do(tab.ctx, steps...); err != nil {
		tab.t.Fatal(err)
	}
}

// must fails the test if err is not nil.
func (tab *tab) must(err error) {
	tab.t.Helper()
	if err != nil {
		tab.t.Fatal(err)
	}
}

func (tab *tab) navigate(address string) { tab.t.Helper(); tab.must(tab.page.Navigate(address)) }
func (tab *tab) resize(width, height int) {
	tab.t.Helper()
	tab.must(tab.page.Resize(width, height))
}

// before runs a script in every document that the tab opens, before the scripts of the
// page.
func (tab *tab) before(script string) { tab.t.Helper(); tab.must(tab.page.Before(script)) }

// visit opens an address of the shop and waits until the program has taken over.
func (tab *tab) visit(path string) {
	tab.t.Helper()
	tab.navigate(tab.base + path)
	tab.await("window.carrito?.ready")
}

// reload loads the page again and waits until the program has taken over.
func (tab *tab) reload() {
	tab.t.Helper()
	tab.must(tab.page.Reload())
	tab.await("window.carrito?.ready")
}

// evaluate returns the value of a JavaScript expression. It returns an error if a
// string, a number or a bool is expected and there is no value.
func evaluate[T any](tab *tab, expression string) (value T, err error) {
	text, err := tab.page.Evaluate(expression)
	if err != nil {
		return value, err
	}
	if nothing := string(text); nothing == "" || nothing == "null" {
		switch any(&value).(type) {
		case *string, *bool, *int, *float64:
			return value, errors.New("the expression has no value")
		}
		return value, nil
	}
	return value, json.Unmarshal(text, &value)
}

// eval is like evaluate, but fails the test if there is an error.
func eval[T any](tab *tab, expression string) T {
	tab.t.Helper()
	value, err := evaluate[T](tab, expression)
	if err != nil {
		tab.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// await waits until a JavaScript expression is true.
func (tab *tab) await(expression string) {
	tab.t.Helper()
	await[bool](tab, "!!("+expression+")")
}

// await waits until a JavaScript expression has a value other than false and null, and
// returns it. It ignores errors, because there may be no document during a navigation.
func await[T any](tab *tab, expression string) T {
	tab.t.Helper()
	for start := time.Now(); time.Since(start) < patience; time.Sleep(20 * time.Millisecond) {
		text, err := tab.page.Evaluate(expression)
		if found := string(text); err != nil || found == "" || found == "null" || found == "false" {
			continue
		}
		var value T
		if err := json.Unmarshal(text, &value); err != nil {
			tab.t.Fatalf("%s: %v", expression, err)
		}
		return value
	}
	text, _ := evaluate[string](tab, "location.href + '\\n' + document.body.innerText.slice(0, 1500)")
	tab.t.Fatalf("never became true: %s\nthe page: %s", expression, text)
	panic("unreachable")
}

// awaitText waits until the element's text contains want.
func (tab *tab) awaitText(selector, want string) {
	tab.t.Helper()
	tab.await(fmt.Sprintf("document.querySelector(%q)?.textContent.replace(/\\u00a0/g, ' ').includes(%q)", selector, want))
}

// finder is JavaScript that finds an element by its role and its accessible name.
const finder = `(role, name) => [...document.querySelectorAll({
	button: "button, summary", link: "a[href]", field: "input:not([type=hidden]):not([type=radio]), textarea, select", choice: "input[type=radio]"}[role])].find(e => {
	const label = e.labels?.length ? e.labels[0].textContent : e.textContent;
	const has = (e.getAttribute("aria-label") ?? label).replace(/\s+/g, " ").trim();
	return (has === name || role === "link" && has.startsWith(name + " ")) && e.getClientRects().length && !e.closest("[aria-hidden=true]");
})`

// drawn is JavaScript that reports whether the visible page belongs to the address. A
// navigation changes the address first, and the old page stays visible until the next
// frame.
const drawn = `drawn === here()`

// noteDrawn is JavaScript that records the address of the visible page in the variable
// drawn: first that of the opened page, then that of each page whose arrival the program
// reports.
const noteDrawn = `
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

// press clicks with the mouse on the button, link or choice with the given name.
func (tab *tab) press(role, name string) {
	tab.t.Helper()
	x, y := tab.pointTo(role, name)
	tab.must(tab.page.Click(x, y))
}

// pointTo returns the position of the button, link or choice with the given name. It
// waits until the page is drawn, nothing covers the element, and it has not moved for
// two frames. If the element moves, pointTo scrolls it into view again.
func (tab *tab) pointTo(role, name string) (x, y float64) {
	tab.t.Helper()
	at := await[[]float64](tab, drawn+fmt.Sprintf(` && (() => { const e = (%s)(%q, %q);
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
	})()`, finder, role, name))
	return at[0], at[1]
}

// typeInto replaces the text of the field with the given name, and leaves the field.
func (tab *tab) typeInto(name, text string) {
	tab.t.Helper()
	tab.await(fmt.Sprintf("(%s)('field', %q)", finder, name))
	tab.eval(fmt.Sprintf("const e = (%s)('field', %q); e.focus(); e.select();", finder, name))
	tab.keys(text, "\t")
}

// eval runs JavaScript for its effect.
func (tab *tab) eval(expression string) {
	tab.t.Helper()
	eval[any](tab, "(()=>{"+expression+"})()")
}

// back goes back in the browser's history. The step is delayed until the evaluation has
// returned, because it may remove the page.
func (tab *tab) back() { tab.t.Helper(); tab.eval("setTimeout(() => history.back())") }

// forward goes forward in the browser's history, with the same delay as back.
func (tab *tab) forward() { tab.t.Helper(); tab.eval("setTimeout(() => history.forward())") }

// awaitCount waits until the header shows want as the count of the cart.
func (tab *tab) awaitCount(want int) {
	tab.t.Helper()
	tab.awaitText("#cart-count", fmt.Sprint(want))
	tab.await(fmt.Sprintf("document.getElementById('cart-count').textContent === %q", fmt.Sprint(want)))
}

// look sets the width of the tab and, in Chromium, the colour scheme.
func (tab *tab) look(scheme string, width int64) {
	tab.t.Helper()
	tab.resize(int(width), 900)
	if tab.browser.profile != nil {
		return
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, media); err != nil {
		tab.t.Fatal(err)
	}
}

// session returns a variable in sessionStorage, or "" if it is not set.
func (tab *tab) session(name string) string {
	tab.t.Helper()
	return eval[string](tab, fmt.Sprintf("sessionStorage.getItem(%q) ?? ''", name))
}
