// Package live tells open pages of changes in the database of orders, as
// server-sent events (HTML standard, 9.2).
//
// A page listens with an EventSource, and reloads its content when an event
// comes, so that only one piece of code writes orders as HTML.
package live

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

const heartbeat = 15 * time.Second // keeps proxies from closing a stream

// every is how often a follower looks for changes.
const every = time.Second

// Source is what a follower looks at. Its number grows with every change.
type Source interface {
	Latest(ctx context.Context) (int64, error)
}

// Follower polls a source while there are listeners.
type Follower struct {
	ctx    context.Context
	source Source
	most   int

	mu        sync.Mutex
	running   bool
	listeners map[chan int64]bool
}

// NewFollower returns a follower with room for most listeners. Their streams end
// with ctx.
func NewFollower(ctx context.Context, source Source, most int) *Follower {
	return &Follower{ctx: ctx, source: source, most: most, listeners: map[chan int64]bool{}}
}

// Stream is what a page listens to.
type Stream struct {
	// Text returns the text of the next event. Stream sends it at the start, and
	// again after a change of the source if it differs. An error at the start ends
	// the stream, a later one skips an event.
	Text func(ctx context.Context) (string, error)

	// Open reports whether the stream goes on. It is asked every second and before
	// every event. Nil means that it does.
	Open func(ctx context.Context) bool
}

// Serve answers a request with a stream, until the request ends.
func (f *Follower) Serve(w http.ResponseWriter, r *http.Request, s Stream) {
	changes, stop, ok := f.listen()
	if !ok {
		w.Header().Set("Retry-After", "60")
		http.Error(w, "too many open streams", http.StatusServiceUnavailable)
		return
	}
	defer stop()
	text, err := s.Text(r.Context())
	if err != nil {
		http.Error(w, "unavailable", http.StatusServiceUnavailable)
		return
	}
	control := http.NewResponseController(w)
	control.SetReadDeadline(time.Time{}) // the server's deadlines are for requests that end
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // otherwise nginx holds events back
	send := func(text string) bool {
		control.SetWriteDeadline(time.Now().Add(2 * heartbeat))
		_, err := fmt.Fprint(w, text)
		return err == nil && control.Flush() == nil
	}
	if send("retry: 3000\ndata: " + text + "\n\n") {
		f.follow(r.Context(), s, text, changes, send)
	}
}

// follow sends the events of a stream after the first one, whose text is last.
func (f *Follower) follow(ctx context.Context, s Stream, last string, changes <-chan int64, send func(string) bool) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	check := time.NewTicker(every)
	defer check.Stop()
	isOpen := func() bool { return s.Open == nil || s.Open(ctx) }
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.ctx.Done():
			return
		case <-changes:
			if !isOpen() {
				return
			}
			text, err := s.Text(ctx)
			if err != nil || text == last {
				continue
			}
			if last = text; !send("data: " + text + "\n\n") {
				return
			}
		case <-check.C:
			if !isOpen() {
				return
			}
		case <-beat.C:
			if !send(":\n\n") {
				return
			}
		}
	}
}

// listen returns a channel that receives the latest number whenever it changes,
// until stop is called. It reports false if there are too many listeners.
func (f *Follower) listen() (changes <-chan int64, stop func(), ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.listeners) >= f.most {
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

func (f *Follower) run() {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	last := int64(-1)
	for f.hasListeners() {
		if latest, err := f.source.Latest(f.ctx); err == nil && latest != last {
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
func (f *Follower) hasListeners() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.running = len(f.listeners) > 0 && f.ctx.Err() == nil
	return f.running
}

func (f *Follower) send(latest int64) {
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
