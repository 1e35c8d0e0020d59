package browsertest

import (
	"context"
	"testing"
	"time"

	"carrito/server/e2e/engine"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Browser is one browser profile: the browser of one shopper. It stays open when its
// last tab is closed.
type Browser struct {
	t       testing.TB
	Ctx     context.Context    // in Chromium, the profile's context for package chromedp
	Stop    context.CancelFunc // closes the profile before the test ends
	profile engine.Profile     // set for engines other than Chromium
	focus   *focus             // of the engine's windows; nil in Chromium, where each has its own

	MayThrow bool // exceptions in its pages are expected, and fail no test

	Again func(t testing.TB) *Browser // opens another profile of the same engine
}

// tabPatience is the longest time that a test may use a tab.
const tabPatience = 10 * time.Minute

// NewBrowser opens an empty profile, which is removed when the test ends. Like a private
// window, it writes nothing to disk.
func NewBrowser(t testing.TB) *Browser { t.Helper(); return shells.profile(t, shell, NewBrowser) }

// NewDesktop is like NewBrowser, but for tests of the back/forward cache, which the
// headless shell lacks.
func NewDesktop(t testing.TB) *Browser {
	t.Helper()
	return desktops.profile(t, ChromiumPath, NewDesktop)
}

// NewProcess starts a separate desktop Chromium for the test. Its profile is empty, but
// not a private window.
func NewProcess(t testing.TB, options ...chromedp.ExecAllocatorOption) *Browser {
	t.Helper()
	ctx, stop := startProcess(t, ChromiumPath(t), options...)
	t.Cleanup(stop)
	return &Browser{t: t, Ctx: ctx, Stop: stop, Again: NewBrowser}
}

// Open opens a tab of the shop at base without service workers, so that no worker
// answers a request that the test delays, breaks or counts.
func (b *Browser) Open(base string) *Tab {
	b.t.Helper()
	tab := b.OpenWithWorker(base)
	tab.Before("delete Navigator.prototype.serviceWorker")
	return tab
}

// OpenWithWorker opens a tab of the shop at base. An exception in the page fails
// the test.
func (b *Browser) OpenWithWorker(base string) *Tab {
	b.t.Helper()
	if b.profile == nil {
		return b.openIn(b.Ctx, base)
	}
	defer b.focus.take(b.t)()
	ctx, cancel := context.WithTimeout(b.Ctx, tabPatience)
	b.t.Cleanup(cancel)
	page, err := b.profile.Open(ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	tab := &Tab{b.t, ctx, base, page, b}
	tab.resize(1280, 900)
	tab.Before(NoteDrawn)
	return tab
}

// openIn opens a tab in Chromium. ctx belongs to the profile or to one of its tabs.
func (b *Browser) openIn(ctx context.Context, base string) *Tab {
	b.t.Helper()
	ctx, cancel := chromedp.NewContext(ctx)
	b.t.Cleanup(cancel)
	return b.Attach(ctx, base)
}

// Attach returns a tab for an open page.
func (b *Browser) Attach(ctx context.Context, base string) *Tab {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(ctx, tabPatience)
	b.t.Cleanup(cancel)
	tab := &Tab{b.t, ctx, base, engine.Chromium(ctx), b}
	tab.resize(1280, 900)
	tab.Before(NoteDrawn)
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
			b.thrown(details.Text)
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return tab
}

// thrown fails the test because of an uncaught exception in a page.
func (b *Browser) thrown(message string) {
	if !b.MayThrow {
		b.t.Errorf("the page threw: %s", message)
	}
}
