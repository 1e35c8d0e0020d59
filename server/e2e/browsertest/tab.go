package browsertest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/e2e/engine"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Tab is one page of a browser.
type Tab struct {
	T       testing.TB      // fails if a method of the tab does
	Ctx     context.Context // in Chromium, the page's context for package chromedp
	Base    string          // address of the shop
	Page    engine.Page
	Browser *Browser // the profile that the tab belongs to
}

// Of returns the same tab for a subtest, to which it reports failures.
func (tab *Tab) Of(t testing.TB) *Tab {
	sub := *tab
	sub.T = t
	return &sub
}

// Beside opens another tab of the same shop in the same profile.
func (tab *Tab) Beside() *Tab {
	tab.T.Helper()
	if tab.Browser.profile == nil {
		return tab.Browser.openIn(tab.Ctx, tab.Base)
	}
	return tab.Browser.OpenWithWorker(tab.Base)
}

// Close closes the tab.
func (tab *Tab) Close() {
	tab.T.Helper()
	tab.Must(tab.Page.Close())
}

// Do runs actions of package chromedp, in Chromium.
func (tab *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	tab.T.Helper()
	if err := chromedp.Do(tab.Ctx, steps...); err != nil {
		tab.T.Fatal(err)
	}
}

// Must fails the test if err is not nil.
func (tab *Tab) Must(err error) {
	tab.T.Helper()
	if err != nil {
		tab.T.Fatal(err)
	}
}

// resize sets the size of the visible part of the page.
func (tab *Tab) resize(width, height int) {
	tab.T.Helper()
	tab.Must(tab.Page.Resize(width, height))
}

// Before runs a script in every document that the tab opens, before the scripts of the
// page.
func (tab *Tab) Before(script string) { tab.T.Helper(); tab.Must(tab.Page.Before(script)) }

// Look sets the width of the tab and, in Chromium, the colour scheme.
func (tab *Tab) Look(scheme string, width int64) {
	tab.T.Helper()
	tab.resize(int(width), 900)
	if tab.Browser.profile != nil {
		return
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(tab.Ctx, emulation.SetEmulatedMedia, media); err != nil {
		tab.T.Fatal(err)
	}
}

// Screenshot writes a screenshot of the page to the folder in the environment variable
// PICTURES, if that is set.
func (tab *Tab) Screenshot(name string) {
	folder := os.Getenv("PICTURES")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(tab.Ctx, chromedp.FullScreenshot(80))
	if err != nil {
		tab.T.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, strings.NewReplacer("/", "_", " ", "-").Replace(name)+".jpg"), picture, 0o600); err != nil {
		tab.T.Fatal(err)
	}
}
