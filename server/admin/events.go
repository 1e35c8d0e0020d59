package admin

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

const (
	maxListeners = 64
	heartbeat    = 15 * time.Second // keeps proxies from closing the stream
)

// events streams the number of the latest change as server-sent events (HTML
// standard, 9.2): once at the start, and again whenever it grows. The page then
// reloads its content, so that only one piece of code writes orders as HTML.
func (h *Handler) events(w http.ResponseWriter, r *http.Request, s session) {
	changes, stop, ok := h.follower.listen()
	if !ok {
		w.Header().Set("Retry-After", "60")
		http.Error(w, "too many open streams", http.StatusServiceUnavailable)
		return
	}
	defer stop()
	control := http.NewResponseController(w)
	control.SetReadDeadline(time.Time{}) // the server's deadlines are for requests that end
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // otherwise nginx holds events back
	send := func(text string) bool {
		control.SetWriteDeadline(time.Now().Add(2 * heartbeat))
		_, err := fmt.Fprint(w, text)
		return err == nil && control.Flush() == nil
	}
	latest, err := h.store.Latest(r.Context())
	if err != nil || !send(fmt.Sprintf("retry: 3000\ndata: %d\n\n", latest)) {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	check := time.NewTicker(h.follower.every) // ends the stream soon after the session
	defer check.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-h.follower.ctx.Done():
			return
		case latest := <-changes:
			ok, err := h.store.HasSession(r.Context(), s.id(), time.Now())
			if err == nil && !ok || !send(fmt.Sprintf("data: %d\n\n", latest)) {
				return
			}
		case <-check.C:
			if ok, err := h.store.HasSession(r.Context(), s.id(), time.Now()); err == nil && !ok {
				return
			}
		case <-beat.C:
			if !send(":\n\n") {
				return
			}
		}
	}
}

// follower polls the store for the latest change while there are listeners.
type follower struct {
	ctx   context.Context
	store Store
	every time.Duration

	mu        sync.Mutex
	running   bool
	listeners map[chan int64]bool
}

// listen returns a channel that receives the latest number whenever it changes,
// until stop is called. It reports false if there are too many listeners.
func (f *follower) listen() (changes <-chan int64, stop func(), ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.listeners) >= maxListeners {
		return nil, nil, false
	}
	listener := make(chan int64, 1)
	f.listeners[listener] = true
	if !f.running {
		f.running = true
		go f.run()
	}
	return listener, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.listeners, listener)
	}, true
}

func (f *follower) run() {
	ticker := time.NewTicker(f.every)
	defer ticker.Stop()
	last := int64(-1)
	for f.hasListeners() {
		if latest, err := f.store.Latest(f.ctx); err == nil && latest != last {
			last = latest
			f.send(latest)
		}
		select {
		case <-f.ctx.Done():
		case <-ticker.C:
		}
	}
}

// hasListeners reports whether run should go on. If not, it notes that run has
// ended.
func (f *follower) hasListeners() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.running = len(f.listeners) > 0 && f.ctx.Err() == nil
	return f.running
}

func (f *follower) send(latest int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for listener := range f.listeners {
		select {
		case <-listener: // an older number that nobody has read yet
		default:
		}
		listener <- latest
	}
}
