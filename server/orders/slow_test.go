package orders_test

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"carrito/server/orders"
)

// Bodies that hardly come, from a few networks, keep no order of others waiting.
func TestAPISlowBodies(t *testing.T) {
	databases(t, func(t *testing.T, open func() *orders.Store) {
		c := newCounter(t)
		s := counted(t, open, c)
		server := httptest.NewServer(orders.NewAPI(s, func() orders.Offer { return orders.Offer{Terms: c.terms, Products: c.products} },
			orders.Limits{PerMinute: 60, Proxies: 1}, quiet()))
		defer server.Close()
		var mu sync.Mutex
		refused := 0
		var running sync.WaitGroup
		var begun sync.WaitGroup
		for i := range 270 {
			connection, err := net.Dial("tcp", server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer connection.Close()
			fmt.Fprintf(connection, "POST / HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nX-Forwarded-For: 192.0.2.%d\r\nContent-Length: %d\r\n\r\n",
				i%5, orders.MaxBody)
			begun.Add(1)
			running.Go(func() {
				answer, err := bufio.NewReader(connection).ReadString('\n')
				if err == nil && strings.Contains(answer, " 100 ") {
					fmt.Fprint(connection, "{")
				} else if err == nil {
					mu.Lock()
					refused++
					mu.Unlock()
				}
				begun.Done()
			})
		}
		begun.Wait()
		for i := range 10 {
			request, err := http.NewRequest("POST", server.URL, c.json(c.order("3×1")))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Content-Type", "application/json")
			request.Header.Set("X-Forwarded-For", fmt.Sprintf("198.51.100.%d", i))
			answer, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if answer.StatusCode != http.StatusCreated {
				t.Errorf("an honest order: got %d, want 201", answer.StatusCode)
			}
		}
		if refused < 200 {
			t.Errorf("got %d of the 270 refused, want all but a few of each network", refused)
		}
	})
}

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
