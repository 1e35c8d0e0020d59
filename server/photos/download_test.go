package photos

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/fetch"
	"carrito/server/picture/picturetest"
)

// After ten failed connections in a row a host is asked no more. Pictures of other
// hosts, and those that the shop has, are there.
func TestFetchGivesUpOnHosts(t *testing.T) {
	photo := picturetest.Bare(t, 4, 3)
	good := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write(photo) }))
	defer good.Close()
	broken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer broken.Close()
	var connections atomic.Int32
	go func() {
		for {
			c, err := broken.Accept()
			if err != nil {
				return
			}
			connections.Add(1)
			c.Close()
		}
	}()
	missing := httptest.NewServer(http.NotFoundHandler()) // it answers, so it is asked to the end
	defer missing.Close()
	shop := Shop{t.TempDir()}
	had := fmt.Sprintf("http://%s/had.jpg", broken.Addr())
	if _, err := shop.add("had.jpg", had, photo); err != nil {
		t.Fatal(err)
	}
	var addresses []string
	for i := range 60 {
		addresses = append(addresses, fmt.Sprintf("http://%s/%d.jpg", broken.Addr(), i), fmt.Sprintf("%s/%d.jpg", good.URL, i), fmt.Sprintf("%s/%d.jpg", missing.URL, i))
	}
	addresses = append(addresses, had)
	client := fetch.Client{Private: true, Limit: 1 << 20, Timeout: 10 * time.Second}
	got, err := shop.Fetch(t.Context(), client, addresses, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := connections.Load(); n < maxFailures || n >= maxFailures+workers {
		t.Errorf("got %d connections, want %d, and at most those that were under way", n, maxFailures)
	}
	for _, address := range addresses {
		_, err := got.Photo(address)
		switch {
		case address == had || strings.HasPrefix(address, good.URL):
			if err != nil {
				t.Errorf("%s: got %v, want the picture", address, err)
			}
		case strings.HasPrefix(address, missing.URL):
			if err == nil || !strings.Contains(err.Error(), "404") {
				t.Errorf("%s: got %v, want the status", address, err)
			}
		case err == nil:
			t.Errorf("%s: got no error", address)
		}
	}
	if _, err := got.Photo(addresses[len(addresses)-4]); err == nil || !strings.Contains(err.Error(), "its host could not be reached 10 times") {
		t.Errorf("got %v, want why it was not asked for", err)
	}
}

// What is not fetched in time is left for the next import.
func TestFetchEndsInTime(t *testing.T) {
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer slow.Close()
	shop := Shop{t.TempDir()}
	had := slow.URL + "/had.jpg"
	if _, err := shop.add("had.jpg", had, picturetest.Bare(t, 4, 3)); err != nil {
		t.Fatal(err)
	}
	addresses := []string{}
	for i := range 20 {
		addresses = append(addresses, fmt.Sprintf("%s/%d.jpg", slow.URL, i))
	}
	addresses = append(addresses, had)
	client := fetch.Client{Private: true, Limit: 1 << 20, Timeout: time.Minute}
	got, err := shop.fetchWithin(t.Context(), 50*time.Millisecond, client, addresses, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range addresses {
		if _, err := got.Photo(address); address == had && err != nil || address != had && (err == nil || !strings.Contains(err.Error(), "the next import goes on")) {
			t.Errorf("%s: got %v", address, err)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := shop.Fetch(stopped, client, addresses, nil); err == nil {
		t.Error("got no error from an import that was stopped")
	}
}
