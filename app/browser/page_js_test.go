package browser

import (
	"testing"
	"time"
)

func TestURL(t *testing.T) {
	fakeLocation(t, "https://shop.example/carrito?a=1#content")
	if got := URL().String(); got != "https://shop.example/carrito?a=1#content" {
		t.Errorf("got %q", got)
	}
	if got := Origin(); got != "https://shop.example" {
		t.Errorf("got %q", got)
	}
}

// fakeLocation puts the page at an address until the test ends. It counts its
// reloads in the property reloads.
func fakeLocation(t *testing.T, address string) {
	t.Helper()
	old := location
	t.Cleanup(func() { location = old })
	location = script("const at = new URL(a); at.reloads = 0; at.reload = () => at.reloads++; return at", address)
}

// body puts HTML into the page until the test ends.
func body(t *testing.T, html string) {
	t.Helper()
	script("document.body.innerHTML = a", html)
	t.Cleanup(func() { script("document.body.innerHTML = ''") })
}

func TestElementText(t *testing.T) {
	body(t, `<script type="application/json" id="settings">{"a": "&lt;ñ"}</script>`)
	if got, want := ElementText("settings"), `{"a": "&lt;ñ"}`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReport(t *testing.T) {
	shown := object()
	replace(t, shared, "report", script("return (name) => a.name = name", shown))
	Report("catalog")
	if got := jsonOf(shown); got != `{"name":"catalog"}` {
		t.Errorf("got %s, want catalog", got)
	}
}

func TestOn(t *testing.T) {
	dropListeners(t)
	times := 0
	On("offline", func() { times++ })
	for range 2 {
		script("dispatchEvent(new Event('offline'))")
	}
	if times != 2 {
		t.Errorf("got %d calls, want 2", times)
	}
}

func TestOnShow(t *testing.T) {
	dropListeners(t)
	times := 0
	OnShow(func() { times++ })
	for _, hidden := range []bool{true, false, true} {
		t.Run("", func(t *testing.T) {
			replace(t, document, "hidden", hidden)
			script("document.dispatchEvent(new Event('visibilitychange'))")
		})
	}
	if times != 1 {
		t.Errorf("got %d calls, want 1", times)
	}
}

func TestAwaitTabs(t *testing.T) {
	replace(t, shared, "known", nil)
	known := false
	time.AfterFunc(3*lookRest, func() {
		known = true
		shared.Set("known", true)
	})
	AwaitTabs()
	if !known {
		t.Error("got the end before the other tabs have told their session")
	}
	AwaitTabs() // ends at once
}

func TestAwaitPress(t *testing.T) {
	tests := []struct{ name, pressed string }{
		{"none", "return undefined"},
		{"ended", "return false"},
		{"begun so long ago that its end was lost", "return Date.now() - 5001"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			replace(t, shared, "pressed", script(test.pressed))
			AwaitPress()
		})
	}
	t.Run("lasts", func(t *testing.T) {
		replace(t, shared, "pressed", script("return Date.now()"))
		ended := false
		time.AfterFunc(3*lookRest, func() {
			ended = true
			shared.Set("pressed", false)
		})
		AwaitPress()
		if !ended {
			t.Error("got the end while the press lasts")
		}
	})
}
