package browsertest

import (
	"strings"
	"testing"
)

// Shopper is a person with a browser of one engine.
type Shopper struct {
	Engine            string                      // its name
	NewBrowser        func(t testing.TB) *Browser // opens an empty profile
	NewForScreenshots func(t testing.TB) *Browser // opens an empty profile for screenshots
	Thorough          bool                        // whether to try all cases instead of a few of each kind
}

// Chromium is a shopper with the headless shell, for stories that run in no other engine.
var Chromium = Shopper{"Chromium", NewBrowser, NewBrowser, true}

// Schemes returns the colour schemes in which the shopper looks at a page. Only in Chromium
// can a test choose one; see [Tab.Look].
func (s Shopper) Schemes() []string {
	if s.Engine == Chromium.Engine {
		return []string{"light", "dark"}
	}
	return []string{"light"}
}

// Shoppers returns a shopper for each installed engine.
func Shoppers(t testing.TB) []Shopper {
	t.Helper()
	shoppers := []Shopper{Chromium}
	for _, e := range others {
		if e.found(t) {
			shoppers = append(shoppers, Shopper{Engine: e.Name, NewBrowser: e.newBrowser, NewForScreenshots: e.newForScreenshots})
		}
	}
	return shoppers
}

// InEngines runs a story in all installed engines in parallel, and logs their names.
func InEngines(t *testing.T, story func(t *testing.T, s Shopper)) {
	t.Helper()
	t.Parallel()
	var names []string
	t.Run("in", func(t *testing.T) {
		for _, s := range Shoppers(t) {
			names = append(names, s.Engine)
			t.Run(s.Engine, func(t *testing.T) {
				t.Parallel()
				story(t, s)
			})
		}
	})
	t.Logf("run in %s", strings.Join(names, ", "))
}

// OnDesktop returns the story for the desktop Chromium instead of the headless shell.
func OnDesktop(story func(t *testing.T, s Shopper)) func(t *testing.T, s Shopper) {
	return func(t *testing.T, s Shopper) {
		t.Helper()
		if s.Engine == Chromium.Engine {
			s.NewBrowser, s.NewForScreenshots = NewDesktop, NewDesktop
		}
		story(t, s)
	}
}

// Of returns the places where the shopper runs a story: all of them if the shopper is
// thorough, or else only the last, which is an export under a path.
func (s Shopper) Of(all []Place) []Place {
	if s.Thorough {
		return all
	}
	return all[len(all)-1:]
}

// At runs a story at the given places, each time in a new browser.
func (s Shopper) At(t *testing.T, places []Place, story func(t *testing.T, tab *Tab, at Place)) {
	t.Helper()
	for _, at := range places {
		t.Run(at.Name, func(t *testing.T) {
			t.Helper()
			story(t, s.NewBrowser(t).Open(at.Serve(t).Base), at)
		})
	}
}
