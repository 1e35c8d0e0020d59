package browsertest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"sync"
	"testing"

	"carrito/server/e2e/engine"

	"github.com/chromedp/chromedp"
)

// ChromiumPath returns the path of Chromium. If there is none, it fails the test with a
// message that says what to install.
func ChromiumPath(t testing.TB) string {
	t.Helper()
	path, err := findChromium()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// findChromium returns the path of Chromium.
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
// names a browser, shell returns the path of [ChromiumPath].
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
	return ChromiumPath(t)
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

// profile opens an empty profile. The first call starts the browser at path.
func (p *process) profile(t testing.TB, path func(testing.TB) string, again func(testing.TB) *Browser) *Browser {
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
	return &Browser{t: t, Ctx: ctx, Stop: stop, Again: again}
}

// startProcess starts a browser, and returns its context and a function that stops it.
func startProcess(t testing.TB, path string, options ...chromedp.ExecAllocatorOption) (context.Context, context.CancelFunc) {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox, // tests may run as root, where Chromium has no sandbox
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true),
	)
	var stop context.CancelFunc
	ctx, err := engine.Retry(context.Background(), engine.Patience, func(context.Context) (context.Context, error) {
		ctx, end := chromedp.NewExecAllocator(context.Background(), append(opts, options...)...)
		ctx, cancel := chromedp.NewContext(ctx)
		stop = func() {
			cancel()
			end()
		}
		// chromedp waits 20 seconds for the browser.
		err := chromedp.Do(ctx)
		if err != nil {
			stop()
		}
		return ctx, err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ctx, stop
}
