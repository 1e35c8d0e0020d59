package inbox

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxClients is how many clients are remembered. The most recent half of them is
// never forgotten.
const maxClients = 20_000

// clients limits the requests of each client address.
type clients struct {
	perMinute int

	mu            sync.Mutex
	underWay      map[netip.Prefix]int           // requests of each client
	recent, older map[netip.Prefix]*rate.Limiter // recent becomes older when it has half of maxClients
}

func newClients(perMinute int) *clients {
	return &clients{perMinute: perMinute, recent: map[netip.Prefix]*rate.Limiter{}, underWay: map[netip.Prefix]int{}}
}

// wait counts a request. It returns zero if the client may send it, and otherwise
// how long the client is to wait.
func (c *clients) wait(client netip.Prefix, now time.Time) time.Duration {
	if c.perMinute == 0 {
		return 0
	}
	one := c.limiter(client).ReserveN(now, 1)
	wait := one.DelayFrom(now)
	if wait > 0 {
		one.CancelAt(now)
	}
	return wait
}

// maxAtOnce is how many requests of one client are handled at once. With MaxBody it
// bounds the memory that one client can use.
const maxAtOnce = 8

// begin starts a request, which ends when end is called. It reports false if the
// client has too many under way.
func (c *clients) begin(client netip.Prefix) (end func(), ok bool) {
	if c.perMinute == 0 {
		return func() {}, true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.underWay[client] >= maxAtOnce {
		return nil, false
	}
	c.underWay[client]++
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.underWay[client]--; c.underWay[client] == 0 {
			delete(c.underWay, client)
		}
	}, true
}

func (c *clients) limiter(client netip.Prefix) *rate.Limiter {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known, ok := c.recent[client]; ok {
		return known
	}
	limiter, ok := c.older[client]
	if !ok {
		limiter = rate.NewLimiter(rate.Limit(float64(c.perMinute)/60), c.perMinute)
	}
	if len(c.recent) >= maxClients/2 {
		c.older, c.recent = c.recent, map[netip.Prefix]*rate.Limiter{}
	}
	c.recent[client] = limiter
	return limiter
}
