package cashier

import (
	"context"
	"sync"
	"time"
)

const (
	refreshPause = 2 * time.Second // between two questions for one order
	maxRefreshes = 16              // at once
)

// refreshes remembers which orders were asked after just now.
type refreshes struct {
	mu     sync.Mutex
	latest map[string]time.Time
	under  chan struct{} // has a message for each question under way
}

func newRefreshes() refreshes {
	return refreshes{latest: map[string]time.Time{}, under: make(chan struct{}, maxRefreshes)}
}

// begin reports whether to ask after an order now.
func (r *refreshes) begin(id string, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for other, at := range r.latest {
		if now.Sub(at) >= refreshPause {
			delete(r.latest, other)
		}
	}
	if _, recent := r.latest[id]; recent {
		return false
	}
	select {
	case r.under <- struct{}{}:
		r.latest[id] = now
		return true
	default: // Run asks anyway
		return false
	}
}

func (r *refreshes) end() { <-r.under }

// Refresh asks after the payment of an order in the background, unless that was done in
// the last two seconds.
func (c *Cashier) Refresh(id string) {
	if !c.refreshes.begin(id, time.Now()) {
		return
	}
	go func() {
		defer c.refreshes.end()
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := c.settle(ctx, id); err != nil {
			c.log.Printf("payments: the order %s: %v", id, err)
		}
	}()
}
