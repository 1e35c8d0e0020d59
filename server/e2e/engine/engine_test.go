package engine

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const document = `<!doctype html><title>Page</title><style>body { margin: 0 } button { position: absolute; left: 100px; top: 50px }</style>
<input id=field><button onclick="window.clicks = (window.clicks ?? 0) + 1">Press</button>
<script>let lexical = 7; sessionStorage.visits = Number(sessionStorage.visits ?? 0) + 1</script>`

// serve serves document at every path and returns the server's address.
func serve(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Security-Policy", "script-src 'unsafe-inline'")
		io.WriteString(w, document)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// TestEngines checks that Firefox and WebKit implement [Browser], [Profile] and [Page].
func TestEngines(t *testing.T) {
	base := serve(t)
	for _, e := range []Engine{Firefox, WebKit} {
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			if _, err := e.Find(); err != nil {
				if os.Getenv("CI") != "" {
					t.Fatalf("%v: install the package %s", err, e.Package)
				}
				t.Logf("not tested: %v", err)
				return
			}
			browser, err := e.Start(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(browser.Close)
			try(t, browser, base)
		})
	}
}

func try(t *testing.T, browser Browser, base string) {
	t.Helper()
	thrown := make(chan string, 9)
	profile, err := browser.Profile(t.Context(), true, func(message string) { thrown <- message })
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("driving %s", browser.Version())
	page, err := profile.Open(t.Context())
	must(t, err)
	must(t, page.Resize(800, 600))
	must(t, page.Before("window.mark = 5"))
	must(t, page.Navigate(base+"/one"))
	want(t, page, "[location.pathname, document.title, mark, lexical, innerWidth, innerHeight]", `["/one","Page",5,7,800,600]`)
	want(t, page, "Promise.resolve('ñ')", `"ñ"`)
	want(t, page, "undefined", "null")
	if _, err := page.Evaluate("Promise.reject(Error('no'))"); err == nil {
		t.Error("got no error from a rejected promise, want one")
	}

	if got, err := page.Poll("new Promise(() => {})"); err == nil {
		t.Errorf("got %s from a promise that never settles, want an error", got)
	}
	want(t, page, "1 + 1", "2")

	must(t, page.Click(110, 60))
	want(t, page, "clicks", "1")
	begun := time.Now()
	must(t, page.HoldClick(110, 60, 80*time.Millisecond))
	want(t, page, "clicks", "2")
	if lasted := time.Since(begun); lasted < 80*time.Millisecond {
		t.Errorf("got a click of %s, want the button held for 80 ms", lasted)
	}
	must(t, page.Click(20, 10))
	must(t, page.Type("Ñandú 12\t\r"))
	want(t, page, "[field.value, clicks, document.activeElement.tagName]", `["Ñandú 12",3,"BUTTON"]`)
	must(t, page.Reload())
	want(t, page, "[window.clicks ?? 0, mark, sessionStorage.visits]", `[0,5,"2"]`)

	other, err := profile.Open(t.Context())
	must(t, err)
	must(t, other.Navigate(base+"/two"))
	want(t, other, "[location.pathname, document.visibilityState, sessionStorage.visits]", `["/two","visible","1"]`)
	want(t, page, "(localStorage.shared = 1, location.pathname)", `"/one"`)
	want(t, other, "localStorage.shared", `"1"`)
	must(t, other.Close())
	stranger, err := browser.Profile(t.Context(), false, func(message string) { t.Error(message) })
	must(t, err)
	strange, err := stranger.Open(t.Context())
	must(t, err)
	must(t, strange.Navigate(base+"/three"))
	want(t, strange, "localStorage.shared ?? 'nothing'", `"nothing"`)
	stranger.Close()

	shot, err := page.Screenshot()
	must(t, err)
	picture, err := png.Decode(bytes.NewReader(shot))
	must(t, err)
	if got := picture.Bounds().Size(); got.X != 800 || got.Y != 600 {
		t.Errorf("got a picture of %v, want 800 by 600", got)
	}
	want(t, page, "void setTimeout(() => { throw Error('uncaught') })", "null")
	want(t, page, "new Promise(done => setTimeout(done))", "null")
	select {
	case message := <-thrown:
		if !strings.Contains(message, "uncaught") {
			t.Errorf("got exception %q, want one with %q", message, "uncaught")
		}
	case <-time.After(limit):
		t.Error("got no exception, want that of the page")
	}
	profile.Close()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// want checks the value of an expression, as JSON.
func want(t *testing.T, page Page, expression, want string) {
	t.Helper()
	got, err := page.Evaluate(expression)
	if err != nil {
		t.Errorf("%s: %v", expression, err)
	} else if string(got) != want {
		t.Errorf("%s: got %s, want %s", expression, got, want)
	}
}

// TestStartThatHangs replaces MiniBrowser with a script that hangs when it is first run.
func TestStartThatHangs(t *testing.T) {
	t.Parallel()
	if _, err := WebKit.Find(); err != nil {
		t.Logf("not tested: %v", err) // TestEngines fails in CI
		return
	}
	browser, err := WebKit.Start(t.Context())
	must(t, err)
	t.Cleanup(browser.Close)
	k := browser.(*webKit)
	script := filepath.Join(t.TempDir(), "MiniBrowser")
	text := fmt.Sprintf("#!/bin/sh\nmkdir '%s.ran' && exec sleep 60\nexec '%s' \"$@\"\n", script, k.browser)
	must(t, os.WriteFile(script, []byte(text), 0o700))
	k.browser, k.patience = script, 15*time.Second
	profile, err := k.Profile(t.Context(), false, func(string) {})
	must(t, err)
	profile.Close()
	if _, err := os.Stat(script + ".ran"); err != nil {
		t.Errorf("the first start did not hang: %v", err)
	}
}

func TestRetry(t *testing.T) {
	for _, test := range []struct {
		name     string
		failures int
		starts   int
		works    bool
	}{
		{"works at once", 0, 1, true},
		{"works the last time", attempts - 1, attempts, true},
		{"never works", attempts, attempts, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			starts := 0
			_, err := Retry(t.Context(), time.Millisecond, func(ctx context.Context) (int, error) {
				starts++
				if starts <= test.failures {
					<-ctx.Done() // a start that hangs
					return 0, ctx.Err()
				}
				return starts, nil
			})
			if starts != test.starts || (err == nil) != test.works {
				t.Errorf("got %d starts and error %v, want %d and success %t", starts, err, test.starts, test.works)
			}
		})
	}
}
