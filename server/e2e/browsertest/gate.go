package browsertest

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Gate serves a shop whose catalogue comes in parts, and holds the parts back or answers
// for them.
type Gate struct {
	Base string // address of the shop

	shop  http.Handler
	mu    sync.Mutex
	way   http.HandlerFunc // nil while parts come through
	asked map[string]int   // requests by path
}

// NewGate returns an open gate before a shop.
func NewGate(t testing.TB, shop http.Handler) *Gate {
	t.Helper()
	g := &Gate{shop: shop, asked: map[string]int{}}
	g.Base = Listen(t, g)
	return g
}

// ServeHTTP answers a request.
func (g *Gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.Contains(r.URL.Path, "/web/assets/part.") {
		g.mu.Lock()
		g.asked[r.URL.Path]++
		way := g.way
		g.mu.Unlock()
		if way != nil {
			way(w, r)
			return
		}
	}
	g.shop.ServeHTTP(w, r)
}

// Answer makes way answer the requests of parts, or the shop if way is nil.
func (g *Gate) Answer(way http.HandlerFunc) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.way = way
}

// Hold lets requests of parts wait until release is called.
func (g *Gate) Hold() (release func()) {
	open := make(chan struct{})
	g.Answer(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-open:
			g.shop.ServeHTTP(w, r)
		case <-r.Context().Done():
		}
	})
	return sync.OnceFunc(func() {
		g.Answer(nil)
		close(open)
	})
}

// AwaitTries waits until a part was asked for n times since the last call.
func (g *Gate) AwaitTries(t testing.TB, n int) {
	t.Helper()
	for range pauses(10*time.Millisecond, 100*time.Millisecond) {
		if g.most() >= n {
			break
		}
	}
	if most := g.most(); most != n {
		t.Errorf("got %d requests of a part, want %d", most, n)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	clear(g.asked)
}

// Asked returns the paths of the parts that were asked for since the last call.
func (g *Gate) Asked() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	asked := slices.Sorted(maps.Keys(g.asked))
	clear(g.asked)
	return asked
}

func (g *Gate) most() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	most := 0
	for _, n := range g.asked {
		most = max(most, n)
	}
	return most
}
