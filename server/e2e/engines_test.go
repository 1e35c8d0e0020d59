package e2e

import (
	"context"
	"fmt"
	"os"
	"strings"
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
}

var others = []*otherEngine{{Engine: engine.Firefox}, {Engine: engine.WebKit}}

// newBrowser opens an empty profile, which is removed when the test ends.
func (e *otherEngine) newBrowser(t testing.TB) *browser { t.Helper(); return e.open(t, false) }

// newForScreenshots opens an empty profile whose pages can be captured as screenshots.
func (e *otherEngine) newForScreenshots(t testing.TB) *browser { t.Helper(); return e.open(t, true) }

func (e *otherEngine) open(t testing.TB, screenshots bool) *browser {
	t.Helper()
	e.mu.Lock()
	if e.browser == nil && e.err == nil {
		e.browser, e.err = e.Start(context.Background())
	}
	e.mu.Unlock()
	if e.err != nil {
		t.Fatal(e.err)
	}
	ctx := context.Background()
	profile, err := e.browser.Profile(ctx, screenshots, func(message string) { t.Errorf("the page threw: %s", message) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(profile.Close)
	return &browser{t: t, ctx: ctx, profile: profile, again: e.newBrowser}
}

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

// shopper is a person with a browser of one engine.
type shopper struct {
	engine            string
	newBrowser        func(t testing.TB) *browser // opens an empty profile
	newForScreenshots func(t testing.TB) *browser // opens an empty profile for screenshots
	thorough          bool                        // whether to try all cases instead of a few of each kind
}

var chromiums = shopper{"Chromium", newBrowser, newBrowser, true}

// inEngines runs a story in all installed engines in parallel, and logs their names.
func inEngines(t *testing.T, story func(t *testing.T, s shopper)) {
	t.Helper()
	t.Parallel()
	shoppers := []shopper{chromiums}
	for _, e := range others {
		if e.found(t) {
			shoppers = append(shoppers, shopper{engine: e.Name, newBrowser: e.newBrowser, newForScreenshots: e.newForScreenshots})
		}
	}
	var names []string
	t.Run("in", func(t *testing.T) {
		for _, s := range shoppers {
			names = append(names, s.engine)
			t.Run(s.engine, func(t *testing.T) {
				t.Parallel()
				story(t, s)
			})
		}
	})
	t.Logf("run in %s", strings.Join(names, ", "))
}

// onDesktop returns the story for the desktop Chromium instead of the headless shell.
func onDesktop(story func(t *testing.T, s shopper)) func(t *testing.T, s shopper) {
	return func(t *testing.T, s shopper) {
		t.Helper()
		if s.engine == chromiums.engine {
			s.newBrowser, s.newForScreenshots = newDesktop, newDesktop
		}
		story(t, s)
	}
}

// of returns the places where the shopper runs a story: all of them if the shopper is
// thorough, or else only the last, which is an export under a path.
func (s shopper) of(all []place) []place {
	if s.thorough {
		return all
	}
	return all[len(all)-1:]
}

// leftOut counts the skipped steps, by the feature that a browser lacks.
var leftOut = struct {
	sync.Mutex
	steps map[string]int
}{steps: map[string]int{}}

// has reports whether a JavaScript expression is true, because the browser has a
// feature. If it is not, the caller must skip a step, which has logs and counts.
func (tab *tab) has(what, expression string) bool {
	tab.t.Helper()
	if eval[bool](tab, "!!("+expression+")") {
		return true
	}
	leftOut.Lock()
	defer leftOut.Unlock()
	leftOut.steps[what]++
	tab.t.Logf("skipped a step: this browser has no %s", what)
	return false
}

// printLeftOut prints the number of skipped steps.
func printLeftOut() {
	for what, steps := range leftOut.steps {
		fmt.Printf("a browser lacks %s: skipped %d steps\n", what, steps)
	}
}
