package inbox_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"carrito/server/inbox"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// Who sends too much is told how long to wait, and nobody else.
func TestAPIRate(t *testing.T) {
	c := inboxtest.NewCounter(t)
	s := inboxtest.Counted(t, func() *orderdb.Store { return inboxtest.Open(t, t.TempDir()+"/orders.db") }, c)
	api := inboxtest.NewAPI(s, c, inbox.Limits{PerMinute: 5, Proxies: 2})
	ask := func(remote string, forwarded ...string) *http.Response {
		r := httptest.NewRequest("POST", "/api/orders", c.JSON(c.Order("3×1")))
		r.RemoteAddr = remote
		r.Header["X-Forwarded-For"] = forwarded
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		api.ServeHTTP(w, r)
		return w.Result()
	}
	tests := []struct {
		name, remote string
		forwarded    func(i int) []string
	}{
		{"an address", "192.0.2.1:4000", func(int) []string { return nil }},
		{"behind two proxies", "10.0.0.1:1", func(i int) []string { return []string{fmt.Sprintf("1.1.1.%d, 192.0.2.7", i), "10.0.0.2"} }},
		{"an IPv6 network", "[2001:db8::1]:1", func(i int) []string { return []string{fmt.Sprintf("2001:db8:1:2::%d, 10.0.0.2", i)} }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for i := range 5 {
				if got := ask(test.remote, test.forwarded(i)...); got.StatusCode != 201 {
					t.Fatalf("request %d: got %d, want 201", i, got.StatusCode)
				}
			}
			got := ask(test.remote, test.forwarded(6)...)
			if wait, _ := strconv.Atoi(got.Header.Get("Retry-After")); got.StatusCode != 429 || wait < 1 || wait > 12 {
				t.Errorf("got %d, Retry-After %d, want 429 and 12 s at most", got.StatusCode, wait)
			}
		})
	}
}

// Who sends byte by byte is cut off, and holds nobody up.
func TestAPISlow(t *testing.T) {
	c := inboxtest.NewCounter(t)
	s := inboxtest.Counted(t, func() *orderdb.Store { return inboxtest.Open(t, t.TempDir()+"/orders.db") }, c)
	url := inboxtest.Serve(t, s, c, inbox.Limits{Body: 200 * time.Millisecond})
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
	go func() {
		for _, err := conn.Write([]byte("{")); err == nil; _, err = conn.Write([]byte(" ")) {
			time.Sleep(20 * time.Millisecond)
		}
	}()
	if got := inboxtest.Post(t, url, "application/json", c.JSON(c.Order("3×1"))); got.Status != 201 {
		t.Errorf("another client: got %d, want 201", got.Status)
	}
	conn.SetReadDeadline(time.Now().Add(time.Minute))
	answer, err := io.ReadAll(conn)
	if !strings.HasPrefix(string(answer), "HTTP/1.1 408 ") || !strings.Contains(string(answer), `"reason":"too slow"`) {
		t.Errorf("got %q, %v, want 408 and the end", answer, err)
	}
}
