package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// serve fails if another program listens on one of the two addresses of
// localhost. On a free port it serves both.
func TestServeAtBothAddresses(t *testing.T) {
	six, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		t.Logf("this machine has no IPv6: %v", err)
		return
	}
	_, port, _ := net.SplitHostPort(six.Addr().String())
	_, err = listenAt(t, "localhost:"+port)
	if err == nil || !strings.Contains(err.Error(), "[::1]:"+port) || !strings.Contains(err.Error(), "another program answers for localhost") {
		t.Errorf("one address taken: got %v, want an error that names it", err)
	}
	six.Close()
	url, err := listenAt(t, "localhost:"+port)
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"127.0.0.1", "[::1]"} {
		answer, err := http.Get(strings.Replace(url, "127.0.0.1", host, 1))
		if err != nil || answer.StatusCode != 200 {
			t.Fatalf("%s: got %v, want the shop", host, err)
		}
		answer.Body.Close()
	}
}

// listenAt serves the shop at an address until the test ends.
func listenAt(t *testing.T, addr string) (url string, err error) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := run(ctx, append([]string{"serve", "-addr", addr, "-database", filepath.Join(t.TempDir(), "orders.db")}, webFolder(t, "")...), in, io.Discard)
		in.CloseWithError(io.EOF)
		done <- err
	}()
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		stop()
		return "", <-done
	}
	t.Cleanup(func() {
		stop()
		select {
		case <-done:
		case <-time.After(time.Minute):
			t.Error("the server does not stop")
		}
	})
	go io.Copy(io.Discard, out)
	return strings.Fields(string(line[:n]))[4], nil
}
