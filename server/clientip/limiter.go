package clientip

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxClients is how many clients are remembered. The most recent half of them is
// never forgotten.
const maxClients = 20_000

// Limiter limits the requests of each client address. It is safe for concurrent use.
type Limiter struct {
	most int           // in the period; 0 for no limit
	in   time.Duration // the period

	mu            sync.Mutex
	underWay      map[netip.Prefix]int           // requests of each client
	recent, older map[netip.Prefix]*rate.Limiter // recent becomes older when it has half of maxClients
}

// NewLimiter returns a limiter of requests in a minute, all of which may come at once;
// 0 is for no limit.
func NewLimiter(perMinute int) *Limiter { return newLimiter(perMinute, time.Minute) }

// NewDailyLimiter returns a limiter of requests in a day, as [NewLimiter] does of those
// in a minute.
func NewDailyLimiter(perDay int) *Limiter { return newLimiter(perDay, 24*time.Hour) }

func newLimiter(most int, in time.Duration) *Limiter {
	return &Limiter{most: most, in: in, recent: map[netip.Prefix]*rate.Limiter{}, underWay: map[netip.Prefix]int{}}
}

// Wait counts a request. It returns zero if the client may send it, and otherwise
// how long the client is to wait.
func (l *Limiter) Wait(client netip.Prefix, now time.Time) time.Duration {
	if l.most == 0 {
		return 0
	}
	one := l.limiter(client).ReserveN(now, 1)
	wait := one.DelayFrom(now)
	if wait > 0 {
		one.CancelAt(now)
	}
	return wait
}

// Exhausted reports whether the next request of a client would have to wait. It counts
// none.
func (l *Limiter) Exhausted(client netip.Prefix, now time.Time) bool {
	return l.most > 0 && l.limiter(client).TokensAt(now) < 1
}

// maxAtOnce is how many requests of one client are handled at once. With the size of
// a request it bounds the memory that one client can use.
const maxAtOnce = 8

// Begin starts a request, which ends when end is called. It reports false if the
// client has too many under way.
func (l *Limiter) Begin(client netip.Prefix) (end func(), ok bool) {
	if l.most == 0 {
		return func() {}, true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.underWay[client] >= maxAtOnce {
		return nil, false
	}
	l.underWay[client]++
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.underWay[client]--; l.underWay[client] == 0 {
			delete(l.underWay, client)
		}
	}, true
}

func (l *Limiter) limiter(client netip.Prefix) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if known, ok := l.recent[client]; ok {
		return known
	}
	limiter, ok := l.older[client]
	if !ok {
		limiter = rate.NewLimiter(rate.Limit(float64(l.most)/l.in.Seconds()), l.most)
	}
	if len(l.recent) >= maxClients/2 {
		l.older, l.recent = l.recent, map[netip.Prefix]*rate.Limiter{}
	}
	l.recent[client] = limiter
	return limiter
}
