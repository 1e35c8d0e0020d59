package browser

import (
	"syscall/js"
	"testing"
	"time"
)

// fakeWorkers gives the browser service workers. Its container has what a body of
// JavaScript adds to it; its registration r tells what was posted to its workers.
func fakeWorkers(t *testing.T, body string) (container js.Value) {
	t.Helper()
	container = script(`
		const log = [];
		const worker = (name) => Object.assign(new EventTarget(), { postMessage: (message) => log.push([name, message]) });
		const r = Object.assign(new EventTarget(), { active: worker("active"), waiting: null, installing: null, update() { log.push(["update"]); return Promise.resolve() } });
		const c = Object.assign(new EventTarget(), {
			r, log, worker, controller: null, ready: Promise.resolve(r),
			register(address) { log.push(["register", address]); return Promise.resolve(r) },
		});
		` + body + `; return c`)
	replace(t, navigator(), "serviceWorker", container)
	replace(t, window, "performance", script(`return new Proxy(performance, { get: (of, name) =>
		name === "getEntriesByType" ? () => [{ name: "/a.jpg" }] : typeof of[name] === "function" ? of[name].bind(of) : of[name] })`))
	return container
}

// newWorker returns a worker, and how often a new version was offered.
func newWorker() (w *Worker, offers *int, take *func()) {
	offers, take = new(int), new(func())
	return &Worker{Prefix: "/shop", Version: "1", Offer: func(f func()) {
		*offers++
		*take = f
	}}, offers, take
}

const seen = `["active",{"seen":"[{\"name\":\"/a.jpg\"}]"}]`

func TestWorkerRegister(t *testing.T) {
	tests := []struct{ name, workers, want string }{
		{"registered", "", `[["register","/shop/worker.js"],` + seen + `]`},
		{"one of a new version waits", "r.waiting = worker('waiting')", `[["register","/shop/worker.js"],["waiting",{"version":"1"}],` + seen + `]`},
		{"refused", "c.register = () => Promise.reject(new DOMException('', 'SecurityError'))", "[]"},
		{"throws", "c.register = () => { throw Error('no') }", "[]"},
		{"replaced by what does nothing", "c.register = () => undefined", "[]"},
		{"never ready", "c.ready = Promise.reject(Error('no'))", `[["register","/shop/worker.js"]]`},
		{"none is active", "r.active = null", `[["register","/shop/worker.js"]]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			container := fakeWorkers(t, test.workers)
			w, offers, _ := newWorker()
			w.Register()
			if got := jsonOf(container.Get("log")); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if *offers != 0 {
				t.Errorf("got %d offers, want none", *offers)
			}
		})
	}
	t.Run("no service workers", func(t *testing.T) {
		replace(t, navigator(), "serviceWorker", nil)
		w, _, _ := newWorker()
		w.Register()
	})
	t.Run("blocked", func(t *testing.T) {
		block(t, navigator(), "serviceWorker")
		w, _, _ := newWorker()
		w.Register()
	})
}

func TestWorkerWaitsForThePage(t *testing.T) {
	container := fakeWorkers(t, "")
	state := object("is", "loading")
	define(t, document, "readyState", script("return { get: () => a.is, configurable: true }", state))
	w, _, _ := newWorker()
	done := make(chan struct{})
	go func() {
		w.Register()
		close(done)
	}()
	time.Sleep(10 * time.Millisecond)
	if got := jsonOf(container.Get("log")); got != "[]" {
		t.Errorf("got %s, want nothing until the page is loaded", got)
	}
	state.Set("is", "complete")
	<-done
}

func TestWorkerAnswers(t *testing.T) {
	tests := []struct {
		name, workers string
		want          bool
	}{
		{"one answers", "c.controller = worker('')", true},
		{"none answers", "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fakeWorkers(t, test.workers)
			if w, _, _ := newWorker(); w.Answers() != test.want {
				t.Errorf("got %v, want %v", !test.want, test.want)
			}
		})
	}
	t.Run("no service workers", func(t *testing.T) {
		replace(t, navigator(), "serviceWorker", nil)
		if w, _, _ := newWorker(); w.Answers() {
			t.Error("got an answer, want none")
		}
	})
}

// An update may be found while the page registers the worker, before it listens.
func TestWorkerFoundBefore(t *testing.T) {
	container := fakeWorkers(t, "r.installing = worker('installing')")
	w, _, _ := newWorker()
	w.Register()
	script("a.r.waiting = a.r.installing; a.r.waiting.dispatchEvent(new Event('statechange'))", container)
	want := `[["register","/shop/worker.js"],` + seen + `,["installing",{"version":"1"}]]`
	if got := jsonOf(container.Get("log")); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A worker that waits is told the page's version, and answers with its own.
func TestWorkerOffers(t *testing.T) {
	tests := []struct {
		name, message string
		want          int
	}{
		{"of another version", "return { version: '2' }", 1},
		{"of the page's version", "return { version: '1' }", 0},
		{"no version", "return {}", 0},
		{"nothing", "return null", 0},
		{"a text", "return 'text'", 0},
		{"a number", "return { version: 2 }", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			container := fakeWorkers(t, "")
			w, offers, _ := newWorker()
			w.Register()
			dispatch(container, "message", object("data", script(test.message)))
			if *offers != test.want {
				t.Errorf("got %d offers, want %d", *offers, test.want)
			}
		})
	}
}

func TestWorkerGreets(t *testing.T) {
	container := fakeWorkers(t, "")
	w, _, _ := newWorker()
	w.Register()
	script(`a.log.length = 0; a.r.dispatchEvent(new Event("updatefound"))`, container) // and none is installing
	script(`a.r.installing = a.worker("installing"); a.r.dispatchEvent(new Event("updatefound"))`, container)
	script(`a.r.installing.dispatchEvent(new Event("statechange"))`, container)
	script(`a.r.waiting = a.worker("waiting"); a.r.installing.dispatchEvent(new Event("statechange"))`, container)
	if got, want := jsonOf(container.Get("log")), `[["waiting",{"version":"1"}]]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWorkerUpdate(t *testing.T) {
	tests := []struct {
		name, workers string
		register      bool
		log           string
		offers        int
	}{
		{"registered", "", true, `[["update"]]`, 0},
		{"the server is not there", "r.update = () => Promise.reject(TypeError('no network'))", true, "[]", 0},
		{"not registered yet", "", false, "[]", 0},
		{"refused", "c.register = () => Promise.reject(new DOMException('', 'SecurityError'))", true, "[]", 1},
		{"replaced by what does nothing", "c.register = () => undefined", true, "[]", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			container := fakeWorkers(t, test.workers)
			w, offers, _ := newWorker()
			if test.register {
				w.Register()
			}
			script("a.log.length = 0", container)
			w.Update()
			time.Sleep(10 * time.Millisecond)
			if got := jsonOf(container.Get("log")); got != test.log || *offers != test.offers {
				t.Errorf("got %s, %d offers; want %s, %d", got, *offers, test.log, test.offers)
			}
		})
	}
	t.Run("no service workers", func(t *testing.T) {
		replace(t, navigator(), "serviceWorker", nil)
		w, offers, _ := newWorker()
		w.Register()
		w.Update()
		if *offers != 1 {
			t.Errorf("got %d offers, want 1", *offers)
		}
	})
}

func TestWorkerTake(t *testing.T) {
	tests := []struct {
		name, workers string
		log           string
		first, last   int // reloads before and after the new worker controls the page
	}{
		{"one waits", "r.waiting = worker('waiting')", `[["waiting",{"take":true}]]`, 0, 1},
		{"none waits", "", "[]", 1, 1},
		{"refused", "c.register = () => Promise.reject(Error('no'))", "[]", 1, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fakeLocation(t, "https://shop.example/carrito")
			container := fakeWorkers(t, test.workers)
			w, _, _ := newWorker()
			w.Register()
			script("a.log.length = 0", container)
			w.take()
			if got := location.Get("reloads").Int(); got != test.first {
				t.Errorf("got %d reloads at first, want %d", got, test.first)
			}
			dispatch(container, "controllerchange", js.Undefined())
			if got := location.Get("reloads").Int(); got != test.last {
				t.Errorf("got %d reloads, want %d", got, test.last)
			}
			if got := jsonOf(container.Get("log")); got != test.log {
				t.Errorf("got %s, want %s", got, test.log)
			}
		})
	}
}
