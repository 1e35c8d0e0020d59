package notify

import (
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// The most mails of a kind that one address gets: so many at once, and one more in each
// interval.
const (
	shopperMails    = 5
	shopperInterval = 6 * time.Hour
	maxAddresses    = 10_000 // that are remembered
)

// addressLimits has a limit for each address. The zero value is ready for use.
type addressLimits struct {
	mu     sync.Mutex
	limits map[string]*rate.Limiter
}

// of returns the limit of an address.
func (l *addressLimits) of(address string) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	address = strings.ToLower(address)
	if l.limits == nil || len(l.limits) >= maxAddresses {
		l.limits = map[string]*rate.Limiter{}
	}
	if l.limits[address] == nil {
		l.limits[address] = rate.NewLimiter(rate.Every(shopperInterval), shopperMails)
	}
	return l.limits[address]
}
