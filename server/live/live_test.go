package live_test

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/live"
)

// source is a source that a test changes.
type source struct{ latest atomic.Int64 }

func (s *source) Latest(context.Context) (int64, error) { return s.latest.Load(), nil }

// listen opens a stream and returns a function that reads its next event.
func listen(t *testing.T, address string) (status int, next func() (text string, ok bool)) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(stop)
	request, err := http.NewRequestWithContext(ctx, "GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	lines := bufio.NewScanner(response.Body)
	return response.StatusCode, func() (string, bool) {
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return text, true
			}
		}
		return "", false
	}
}

// An event comes at the start, and after a change of the source if its text is another.
// The stream ends once it is closed.
func TestServe(t *testing.T) {
	s, text, closed := &source{}, atomic.Value{}, atomic.Bool{}
	text.Store("one")
	f := live.NewFollower(t.Context(), s, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.Serve(w, r, live.Stream{
			Text: func(context.Context) (string, error) { return text.Load().(string), nil },
			Open: func(context.Context) bool { return !closed.Load() },
		})
	}))
	defer server.Close()
	_, next := listen(t, server.URL)
	want := func(want string) {
		t.Helper()
		if got, ok := next(); got != want || !ok {
			t.Fatalf("got the event %q, %t, want %q", got, ok, want)
		}
	}
	want("one")
	if status, _ := listen(t, server.URL); status != http.StatusServiceUnavailable {
		t.Errorf("got status %d for one listener too many, want 503", status)
	}
	s.latest.Add(1) // says nothing new
	time.Sleep(1500 * time.Millisecond)
	text.Store("two")
	s.latest.Add(1)
	want("two")
	closed.Store(true)
	if got, ok := next(); ok {
		t.Errorf("got the event %q of a closed stream, want its end", got)
	}
}

// Streams end when the server stops, and one that cannot start is refused.
func TestServeEnds(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	f := live.NewFollower(ctx, &source{}, 1)
	fails := atomic.Bool{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.Serve(w, r, live.Stream{Text: func(context.Context) (string, error) {
			if fails.Load() {
				return "", errors.New("no database")
			}
			return "one", nil
		}})
	}))
	defer server.Close()
	_, next := listen(t, server.URL)
	next()
	stop()
	if got, ok := next(); ok {
		t.Errorf("got the event %q after the end, want none", got)
	}
	fails.Store(true)
	if status, _ := listen(t, server.URL); status != http.StatusServiceUnavailable {
		t.Errorf("got status %d, want 503", status)
	}
}
