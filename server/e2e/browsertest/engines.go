package browsertest

import (
	"context"
	"os"
	"sync"
	"testing"

	"carrito/server/e2e/engine"
)

// otherEngine is an engine other than Chromium. It is started once, by the first story
// that needs it.
type otherEngine struct {
	engine.Engine

	mu      sync.Mutex
	browser engine.Browser
	err     error // result of the start

	focus focus // of its windows
}

// others are the engines other than Chromium.
var others = []*otherEngine{{Engine: engine.Firefox}, {Engine: engine.WebKit}}

// newBrowser opens an empty profile, which is removed when the test ends.
func (e *otherEngine) newBrowser(t testing.TB) *Browser { t.Helper(); return e.open(t, false) }

// newForScreenshots opens an empty profile whose pages can be captured as screenshots.
func (e *otherEngine) newForScreenshots(t testing.TB) *Browser { t.Helper(); return e.open(t, true) }

// open opens an empty profile, which is removed when the test ends.
func (e *otherEngine) open(t testing.TB, screenshots bool) *Browser {
	t.Helper()
	e.mu.Lock()
	if e.browser == nil && e.err == nil {
		e.browser, e.err = e.Start(context.Background())
	}
	e.mu.Unlock()
	if e.err != nil {
		t.Fatal(e.err)
	}
	b := &Browser{t: t, Ctx: context.Background(), Again: e.newBrowser, focus: &e.focus}
	defer e.focus.take(t)() // in WebKit, a profile has a window
	var err error
	b.profile, err = e.browser.Profile(b.Ctx, screenshots, b.thrown)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.profile.Close)
	return b
}

// close stops the engine, if a story has started it.
func (e *otherEngine) close() {
	if e.browser != nil {
		e.browser.Close()
	}
}

// found reports whether the engine is installed. In CI, it fails the test if not.
func (e *otherEngine) found(t testing.TB) bool {
	t.Helper()
	_, err := e.Find()
	if err != nil && os.Getenv("CI") != "" {
		t.Fatalf("%v: CI must run the stories in %s", err, e.Name)
	}
	if err != nil {
		t.Logf("%v: not run in %s; install the package %s", err, e.Name, e.Package)
	}
	return err == nil
}
