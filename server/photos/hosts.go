package photos

import (
	"errors"
	"fmt"
	"net/url"
	"sync"

	"carrito/server/fetch"
)

// maxFailures is how many connections in a row may fail before a host is asked no more.
const maxFailures = 10

// hosts counts the connections that failed, by host.
type hosts struct {
	mu     sync.Mutex
	failed map[string]int // in a row
}

// check returns an error if the host of an address is asked no more.
func (h *hosts) check(address string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.failed[host(address)] >= maxFailures {
		return fmt.Errorf("was not fetched: its host could not be reached %d times in a row; the next import tries again", maxFailures)
	}
	return nil
}

// note counts what became of a request.
func (h *hosts) note(address string, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	name := host(address)
	switch {
	case answered(err) && h.failed[name] < maxFailures:
		h.failed[name] = 0
	case !answered(err):
		h.failed[name]++
	}
}

// answered reports whether a host has answered, or was not asked at all.
func answered(err error) bool {
	_, status := errors.AsType[fetch.StatusError](err)
	return err == nil || status || errors.Is(err, fetch.ErrTooLarge) || errors.Is(err, fetch.ErrPrivate) || errors.Is(err, fetch.ErrScheme)
}

// host returns the host of an address, with its port.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
