package httpd

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"testing"
)

// A request that is under way when the server is told to end gets its answer;
// new ones are no longer taken.
func TestServeEndsGracefully(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	arrived, release := make(chan struct{}), make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-release
		io.WriteString(w, "done")
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, listener, slow, log.New(&record{}, "", 0)) }()

	answered := make(chan answer, 1)
	go func() { answered <- ask(t, "GET", "http://"+listener.Addr().String()+"/") }()
	<-arrived
	stop()
	eventually(t, "end of new connections", func() bool {
		connection, err := net.Dial("tcp", listener.Addr().String())
		if err == nil {
			connection.Close()
		}
		return err != nil
	})
	select {
	case err := <-ended:
		t.Fatalf("got the server ended with %v, want it to wait for the request", err)
	default:
	}
	close(release)
	if got := <-answered; got.status != 200 || got.body != "done" {
		t.Errorf("got %d and %q, want 200 and done", got.status, got.body)
	}
	if err := <-ended; err != nil {
		t.Errorf("got %v, want no error", err)
	}
}

// A listener that fails ends the server with its error.
func TestServeFails(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Serve(t.Context(), listener, http.NotFoundHandler(), log.New(&record{}, "", 0)); err == nil {
		t.Error("got no error, want the listener's")
	}
}
