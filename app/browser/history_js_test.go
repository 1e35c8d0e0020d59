package browser

import (
	"fmt"
	"syscall/js"
	"testing"
	"time"
)

// fakeHistory gives the page a history with one entry until the test ends.
func fakeHistory(t *testing.T, state string) {
	t.Helper()
	old := history
	t.Cleanup(func() { history = old })
	history = script(`return { state: JSON.parse(a), calls: 0, replaceState(state, _, address) {
		this.calls++;
		this.state = state;
		this.address = address;
	} }`, state)
}

func TestMendAddress(t *testing.T) {
	tests := []struct{ name, address, want string }{
		{"no fragment", "https://shop.example/", `{"state":{"y":7},"calls":0}`},
		{"a fragment", "https://shop.example/#content", `{"state":{"y":7},"calls":0}`},
		{"broken escapes", "https://shop.example/#100%", `{"state":{"y":7},"calls":1,"address":"#100%25"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fakeLocation(t, test.address)
			fakeHistory(t, `{"y":7}`)
			MendAddress()
			if got := jsonOf(history); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestMendAddressRefused(t *testing.T) {
	fakeLocation(t, "https://shop.example/#100%")
	fakeHistory(t, "null")
	history.Set("replaceState", script("return () => { throw new DOMException('', 'SecurityError') }"))
	MendAddress()
}

func TestStoredScroll(t *testing.T) {
	tests := []struct {
		name, state string
		want        int
	}{
		{"stored", `{"y":7}`, 7},
		{"a new entry", "null", 0},
		{"an entry of others", "{}", 0},
		{"a text of others", `"text"`, 0},
		{"a position of others", `{"y":"7px"}`, 0},
		{"a fraction", `{"y":7.5}`, 7},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fakeHistory(t, test.state)
			if got := storedScroll(); got != test.want {
				t.Errorf("got %d, want %d", got, test.want)
			}
		})
	}
}

// follow follows a fake history at an address. It returns where the page was
// scrolled to.
func follow(t *testing.T, address string) (scrolled js.Value) {
	t.Helper()
	dropListeners(t)
	fakeLocation(t, address)
	fakeHistory(t, "null")
	replace(t, window, "scrollY", 0)
	scrolled = object()
	replace(t, window, "scrollTo", script("return (to) => Object.assign(a, to)", scrolled))
	replace(t, shared, "arrive", nil)
	FollowHistory()
	return scrolled
}

// rest waits until a position that the page has rested at is stored.
func rest() { time.Sleep((scrollRest + 50) * time.Millisecond) }

func scrollBy(y int) {
	window.Set("scrollY", y)
	script("dispatchEvent(new Event('scroll'))")
}

func TestFollowHistory(t *testing.T) {
	scrolled := follow(t, "https://shop.example/?orden=precio")
	if got := history.Get("scrollRestoration").String(); got != "manual" {
		t.Errorf("got %s, want the browser to leave positions alone", got)
	}
	scrollBy(100)
	scrollBy(200)
	rest()
	if got, want := fmt.Sprint(storedScroll(), history.Get("calls").Int()), "200 1"; got != want {
		t.Errorf("got %s, want %s: one position after the page rests", got, want)
	}

	// A step: its page is drawn later, and the list has scrolled meanwhile.
	location.Set("href", "https://shop.example/producto/3")
	history.Set("state", object("y", 50))
	script("dispatchEvent(new Event('popstate'))")
	scrollBy(300)
	rest()
	if got := storedScroll(); got != 50 {
		t.Errorf("got %d, want the entry's own 50", got)
	}
	shared.Call("arrive", true)
	if got, want := jsonOf(scrolled), `{"top":50,"behavior":"instant"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	scrollBy(60)
	rest()
	if got := storedScroll(); got != 60 {
		t.Errorf("got %d, want 60", got)
	}

	// The same page once more is not scrolled.
	scrolled.Set("top", 0)
	shared.Call("arrive", false)
	if got := scrolled.Get("top").Int(); got != 0 {
		t.Errorf("got scrolled to %d, want the page where it is", got)
	}

	script("dispatchEvent(new Event('pagehide'))")
	if got := history.Get("scrollRestoration").String(); got != "auto" {
		t.Errorf("got %s, want the browser to restore a page that it reads again", got)
	}
}

// Safari throws after a hundred positions in 30 seconds.
func TestFollowHistoryRefused(t *testing.T) {
	follow(t, "https://shop.example/")
	history.Set("replaceState", script("return function () { this.calls++; throw new DOMException('', 'SecurityError') }"))
	scrollBy(100)
	rest()
	if got := history.Get("calls").Int(); got == 0 {
		t.Error("got no position stored, want one tried")
	}
}

func TestFollowHistoryClicks(t *testing.T) {
	tests := []struct {
		name, html, event string
		reaches           bool // go-app
		stored            int
	}{
		{"a link", `<a href="/carrito"><b>x</b></a>`, "{}", true, 70},
		{"a link with Shift", `<a href="/carrito"><b>x</b></a>`, "{ shiftKey: true }", false, 70},
		{"a link with Alt", `<a href="/carrito"><b>x</b></a>`, "{ altKey: true }", false, 70},
		{"a link that a script handles", `<a href="/carrito"><b onclick="event.preventDefault()">x</b></a>`, "{}", false, 70},
		{"a link elsewhere", `<a href="https://other.example/"><b>x</b></a>`, "{}", false, 70},
		{"a link to a page of the server", `<a href="/pedido/q83v" target="_self"><b>x</b></a>`, "{}", false, 70},
		{"a fragment", `<a href="#content"><b>x</b></a>`, "{}", false, 70},
		{"a link of a drawing", `<svg><a href="/carrito"><text>x</text></a></svg>`, "{}", false, 70},
		{"no link", `<b>x</b>`, "{}", true, 0},
		{"an anchor without an address", `<a><b>x</b></a>`, "{}", true, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			follow(t, location.Get("href").String())
			window.Set("scrollY", 70)
			body(t, test.html)
			if got := reachesGoApp(test.event); got != test.reaches {
				t.Errorf("got reaches go-app %v, want %v", got, test.reaches)
			}
			if got := storedScroll(); got != test.stored {
				t.Errorf("got the position %d stored, want %d", got, test.stored)
			}
		})
	}
	t.Run("the document", func(t *testing.T) {
		follow(t, location.Get("href").String())
		dispatch(document, "click", js.Undefined())
	})
}

// reachesGoApp clicks and reports whether go-app, which listens on the window, hears
// of it. The browser follows no link.
func reachesGoApp(members string) bool {
	return script(`
		let reached = false;
		const note = () => reached = true;
		addEventListener("click", note);
		document.addEventListener("click", (event) => event.preventDefault());
		document.querySelector("b, text").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...` + members + ` }));
		return reached;
	`).Bool()
}

// A page is loaded whatever the browser lacks, and go-app is told which one to show.
func TestLoad(t *testing.T) {
	const throws = "return () => { throw new DOMException('', 'SecurityError') }"
	tests := []struct {
		name, replaceState, assign string // of the page's history and location
		want                       string
	}{
		{"as the standards say", "return (_, __, address) => { a.log += 'at ' + address + ', ' }", "return (address) => { a.log += 'loads ' + address }", "at /gracias, shown, loads /pedido/q83v/pagar"},
		{"too many entries", throws, "return (address) => { a.log += 'loads ' + address }", "loads /pedido/q83v/pagar"},
		{"no loading", "return () => {}", throws, "shown, "},
		{"no function", "return 7", "return undefined", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dropListeners(t)
			fakeLocation(t, "https://shop.example/pedido")
			fakeHistory(t, "null")
			log := object("log", "")
			history.Set("replaceState", script(test.replaceState, log))
			location.Set("assign", script(test.assign, log))
			on(window, "popstate", func(js.Value) { log.Set("log", log.Get("log").String()+"shown, ") })
			Load("/pedido/q83v/pagar", "/gracias")
			if got := log.Get("log").String(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
