package browser

import (
	"strings"
	"syscall/js"
	"testing"
	"time"

	"carrito/app/session"
)

// listenOnTabs returns tabs that listen, what they have heard, and how often they
// were woken.
func listenOnTabs(t *testing.T) (tabs Tabs, heard *[]string, woken *int) {
	t.Helper()
	dropListeners(t)
	tabs, heard, woken = Tabs{Name: "test of " + t.Name()}, new([]string), new(int)
	tabs.Listen(func(message string) { *heard = append(*heard, message) }, func() { *woken++ })
	t.Cleanup(func() {
		tabs.close()
		shared.Delete("channel")
	})
	return tabs, heard, woken
}

// Without a channel a tab is alone.
func TestTabsAlone(t *testing.T) {
	tests := []struct{ name, kind string }{
		{"missing", "return undefined"},
		{"not a constructor", "return {}"},
		{"throws", "return class { constructor() { throw new DOMException('', 'SecurityError') } }"},
		{"does nothing", "return class {}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			replace(t, window, "BroadcastChannel", script(test.kind))
			tabs, heard, woken := listenOnTabs(t)
			tabs.Post("message")
			if len(*heard) != 0 || *woken != 1 {
				t.Errorf("got %q, woken %d times; want nothing heard, woken once", *heard, *woken)
			}
		})
	}
	t.Run("blocked", func(t *testing.T) {
		block(t, window, "BroadcastChannel")
		tabs, _, woken := listenOnTabs(t)
		tabs.Post("message")
		if *woken != 1 {
			t.Errorf("got woken %d times, want once", *woken)
		}
	})
}

// otherTab returns the channel of another tab, and what that has heard.
func otherTab(t *testing.T, name string) (channel js.Value, heard func() string) {
	t.Helper()
	channel = window.Get("BroadcastChannel").New(name)
	t.Cleanup(func() { channel.Call("close") })
	list := script("const heard = []; a.onmessage = ({ data }) => heard.push(data); return heard", channel)
	return channel, func() string { return jsonOf(list) }
}

func TestTabsHear(t *testing.T) {
	tests := []struct {
		name, post string // a body that posts to channel a
		want       string
	}{
		{"a message", "a.postMessage('new')", "new"},
		{"an empty message", "a.postMessage('')", ""},
		{"an object", "a.postMessage({}); a.postMessage('last')", "last"},
		{"nothing", "a.postMessage(null); a.postMessage('last')", "last"},
		{"a number", "a.postMessage(7); a.postMessage('last')", "last"},
		{"too long a message", "a.postMessage('x'.repeat(b)); a.postMessage('last')", "last"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tabs, heard, _ := listenOnTabs(t)
			other, _ := otherTab(t, tabs.Name)
			script(test.post, other, session.MaxMessage)
			until(t, func() bool { return len(*heard) > 0 })
			if got := strings.Join(*heard, " "); got != test.want {
				t.Errorf("got %.100q, want %q", got, test.want)
			}
		})
	}
}

func TestTabsPost(t *testing.T) {
	tabs, _, _ := listenOnTabs(t)
	_, heard := otherTab(t, tabs.Name)
	tabs.Post("one")
	tabs.Post("two")
	until(t, func() bool { return heard() == `["one","two"]` })
}

// A tab first hears what boot.js could not store.
func TestTabsHearBootScript(t *testing.T) {
	replace(t, shared, "memory", script(`return { carrito: '{"3":{}}' }`))
	_, heard, _ := listenOnTabs(t)
	if got, want := strings.Join(*heard, " "), `{"v":1,"vars":{"carrito":"{\"3\":{}}"}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The channel of boot.js is closed, or the tab would hear itself.
func TestTabsReplaceBootScript(t *testing.T) {
	old := object("closed", 0)
	old.Set("close", script("return () => a.closed++", old))
	replace(t, shared, "channel", old)
	listenOnTabs(t)
	if got := old.Get("closed").Int(); got != 1 {
		t.Errorf("got it closed %d times, want once", got)
	}
}

// A page in the back/forward cache has no open channel.
func TestTabsInTheBackForwardCache(t *testing.T) {
	tabs, heard, woken := listenOnTabs(t)
	other, _ := otherTab(t, tabs.Name)
	dispatch(window, "pagehide", object("persisted", true))
	other.Call("postMessage", "missed")
	time.Sleep(20 * time.Millisecond)
	dispatch(window, "pageshow", object("persisted", false))
	if *woken != 1 {
		t.Errorf("got woken %d times, want once before it comes back", *woken)
	}
	dispatch(window, "pageshow", object("persisted", true))
	if *woken != 2 {
		t.Errorf("got woken %d times, want twice", *woken)
	}
	other.Call("postMessage", "new")
	until(t, func() bool { return len(*heard) > 0 })
	if got := strings.Join(*heard, " "); got != "new" {
		t.Errorf("got %q, want new", got)
	}
}

// A page that comes back asks the worker once its channel is open: an answer to
// boot.js, which asks before, may be missed.
func TestTabsAskTheWorker(t *testing.T) {
	asked := script("return []")
	replace(t, shared, "leave", script("return (ask) => a.push([ask, b.channel !== undefined])", asked, shared))
	listenOnTabs(t)
	dispatch(window, "pagehide", object("persisted", true))
	shared.Delete("channel")
	dispatch(window, "pageshow", object("persisted", true))
	if got, want := jsonOf(asked), "[[true,true]]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTabsWake(t *testing.T) {
	tests := []struct {
		name, event, visibility string
		want                    int
	}{
		{"unfrozen", "resume", "hidden", 2},
		{"shown", "visibilitychange", "visible", 2},
		{"hidden", "visibilitychange", "hidden", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			replace(t, document, "visibilityState", test.visibility)
			_, _, woken := listenOnTabs(t)
			dispatch(document, test.event, js.Undefined())
			if *woken != test.want {
				t.Errorf("got woken %d times, want %d", *woken, test.want)
			}
		})
	}
}
