package inboxtest

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"testing"

	"carrito/server/inbox"
	"carrito/server/inbox/orderdb"
)

// NewAPI returns the API that takes the orders of a counter into a store.
func NewAPI(s *orderdb.Store, c *Counter, limits inbox.Limits) *inbox.API {
	snapshot := func() inbox.Snapshot { return inbox.Snapshot{Terms: c.Terms, Products: c.Products} }
	return inbox.NewAPI(s, snapshot, limits, log.New(io.Discard, "", 0))
}

// Serve serves [NewAPI] until the test ends, and returns its URL.
func Serve(t testing.TB, s *orderdb.Store, c *Counter, limits inbox.Limits) string {
	t.Helper()
	server := httptest.NewServer(NewAPI(s, c, limits))
	t.Cleanup(server.Close)
	return server.URL
}

// Reply is any answer of the API.
type Reply struct {
	Status     int
	RetryAfter string
	Body       string

	ID, Placed, Total, Token, Reason, Message string
	Faults                                    []struct{ Field, Problem string }
	Order                                     json.RawMessage
}

// Post sends a request to the API, and fails the test if there is no answer in JSON.
func Post(t testing.TB, url, contentType string, body io.Reader) Reply {
	t.Helper()
	got, err := TryPost(url, contentType, body)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TryPost sends a request to the API. The error is set if there is no answer in JSON.
func TryPost(url, contentType string, body io.Reader) (Reply, error) {
	answer, err := http.Post(url, contentType, body)
	if err != nil {
		return Reply{}, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	got := Reply{Status: answer.StatusCode, RetryAfter: answer.Header.Get("Retry-After"), Body: string(text)}
	if err == nil && json.Unmarshal(text, &got) != nil || answer.Header.Get("Content-Type") != "application/json" {
		err = fmt.Errorf("got %q as %q, want JSON", text, answer.Header.Get("Content-Type"))
	}
	return got, err
}
