package inbox_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/server/inbox"
	"carrito/server/inbox/inboxtest"
)

// crowd is what strangers do to a server at an address until the test ends.
type crowd func(t testing.TB, address string)

// slowBodies begins 270 orders from five networks that hardly come, and returns
// how many of them are refused.
func slowBodies(t testing.TB, address string) (refused int) {
	t.Helper()
	var mu sync.Mutex
	var begun sync.WaitGroup
	for i := range 270 {
		connection, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { connection.Close() })
		fmt.Fprintf(connection, "POST /api/orders HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nX-Forwarded-For: 192.0.2.%d\r\nContent-Length: %d\r\n\r\n",
			i%5, inbox.MaxBody)
		begun.Go(func() {
			answer, err := bufio.NewReader(connection).ReadString('\n')
			if err == nil && strings.Contains(answer, " 100 ") {
				fmt.Fprint(connection, "{")
			} else if err == nil {
				mu.Lock()
				refused++
				mu.Unlock()
			}
		})
	}
	begun.Wait()
	return refused
}

// idlersAndReaders opens 200 connections on which nothing is asked, and asks for
// pages on 50 others without end, all from one address.
func idlersAndReaders(t testing.TB, address string) {
	t.Helper()
	stranger := net.Dialer{}
	if runtime.GOOS == "linux" { // where every address of 127/8 is the machine's own
		stranger.LocalAddr = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 2)}
	}
	for range 200 {
		connection, err := stranger.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { connection.Close() })
	}
	ended := make(chan struct{})
	var reading sync.WaitGroup
	for range 50 {
		reading.Go(func() {
			client := &http.Client{Transport: &http.Transport{DialContext: stranger.DialContext}, Timeout: 10 * time.Second}
			defer client.CloseIdleConnections()
			for {
				select {
				case <-ended:
					return
				default:
				}
				if answer, err := client.Get("http://" + address + "/"); err == nil {
					io.Copy(io.Discard, answer.Body)
					answer.Body.Close()
				}
			}
		})
	}
	t.Cleanup(func() { close(ended); reading.Wait() })
}

// honest sends ten orders, each from a client of its own, and returns how long the
// slowest took.
func honest(t testing.TB, c *inboxtest.Counter, url string) (slowest time.Duration) {
	t.Helper()
	for i := range 10 {
		begun := time.Now()
		request, err := http.NewRequest("POST", url, c.JSON(c.Order("1×1")))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("X-Forwarded-For", fmt.Sprintf("198.51.100.%d", i))
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: time.Minute}
		answer, err := client.Do(request)
		if err != nil {
			t.Errorf("an honest order: %v", err)
			continue
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusCreated {
			t.Errorf("an honest order: got %d, want 201", answer.StatusCode)
		}
		slowest = max(slowest, time.Since(begun))
	}
	return slowest
}

// crowded returns how long the slowest of ten honest orders takes beside a crowd, at
// a server that may open so many files, or as many as this process with 0.
func crowded(t testing.TB, server, database string, files int, come crowd) time.Duration {
	t.Helper()
	c := inboxtest.NewCounter(t)
	c.Products = inboxtest.Catalog(t, inboxtest.ManyHats)
	run := newProcess(t, server, database)
	run.args = append(run.args, "-proxies", "1", "-rate", "60")
	if files > 0 {
		shell, err := exec.LookPath("sh")
		if err != nil {
			t.Fatal(err)
		}
		run.args = append([]string{"-c", fmt.Sprintf(`ulimit -n %d && exec "$0" "$@"`, files), run.file}, run.args...)
		run.file = shell
	}
	run.start()
	come(t, strings.TrimPrefix(run.url, "http://"))
	slowest := honest(t, c, run.url+"/api/orders")
	t.Logf("the slowest of ten honest orders took %v", slowest.Round(time.Millisecond))
	return slowest
}

// A server that may open 64 files only takes orders while idle connections and
// readers fill them.
func TestOrdersWithFewFiles(t *testing.T) {
	server := buildServer(t)
	inboxtest.Names(t, func(t *testing.T, database string) { crowded(t, server, database, 64, idlersAndReaders) })
}
