// Package paytest tests providers of payments: stories against their sandboxes, and
// faults of their APIs.
package paytest

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
)

// Faults is an API that can be faulty. The sandbox's pages never are.
type Faults struct {
	Handler http.Handler

	mu       sync.Mutex
	fault    http.HandlerFunc
	left     int
	requests int
}

// Break makes the next n requests meet a fault.
func (f *Faults) Break(n int, fault http.HandlerFunc) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fault, f.left, f.requests = fault, n, 0
}

// Requests returns how many requests there were since Break.
func (f *Faults) Requests() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.requests
}

// ServeHTTP answers with the fault, or as the handler does.
func (f *Faults) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	handle := f.Handler.ServeHTTP
	if !strings.HasPrefix(r.URL.Path, "/sandbox/") {
		f.mu.Lock()
		f.requests++
		if f.left > 0 {
			f.left--
			handle = f.fault
		}
		f.mu.Unlock()
	}
	handle(w, r)
}

// Status answers with an error page.
func Status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(code)
		fmt.Fprintf(w, "<html><h1>%d</h1></html>", code)
	}
}

// Echo refuses with a message that repeats the request's key.
func Echo(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(code)
		key := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		message := strings.Repeat("x", 490) + " the key " + key + " is wrong\\u001b[2J"
		fmt.Fprintf(w, `{"message": %[1]q, "error": {"type": "invalid_request_error", "message": %[1]q}}`, message)
	}
}

// Redirect answers with a redirect.
func Redirect(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusTemporaryRedirect) }
}

// Hang answers when the client has given up. The server sees that only after the body.
func Hang(_ http.ResponseWriter, r *http.Request) {
	io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// HTML answers with a page instead of JSON, and a status of success.
func HTML(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, "<html><h1>Maintenance</h1></html>")
}

// CutOff answers with the beginning of a JSON document.
func CutOff(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprint(w, `{"id": "1", "results": [{"id": 1`)
}

// HangUp answers with less than it announces.
func HangUp(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	fmt.Fprint(w, `{"id":`)
}

// Long answers with ten megabytes.
func Long(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	line := strings.Repeat(" ", 1<<10)
	for range 10 << 10 {
		fmt.Fprint(w, line)
	}
	fmt.Fprint(w, `{}`)
}
