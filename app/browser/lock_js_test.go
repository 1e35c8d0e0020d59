package browser

import (
	"testing"
	"time"
)

// Without a lock an order is sent all the same.
func TestLockedWithoutLocks(t *testing.T) {
	tests := []struct{ name, locks string }{
		{"missing", "return undefined"},
		{"replaced", "return {}"},
		{"refused", "return { request: () => Promise.reject(new DOMException('', 'SecurityError')) }"},
		{"throws", "return { request() { throw Error('no') } }"},
		{"answers without granting", "return { request: () => Promise.resolve() }"},
		{"grants twice", "return { request: (name, held) => { held(); return held() } }"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			replace(t, navigator(), "locks", script(test.locks))
			checkDone(t, 1)
		})
	}
	t.Run("blocked", func(t *testing.T) {
		block(t, navigator(), "locks")
		checkDone(t, 1)
	})
}

func checkDone(t *testing.T, want int) {
	t.Helper()
	times := 0
	locked("test", func() { times++ })
	time.Sleep(5 * time.Millisecond)
	if times != want {
		t.Errorf("got it done %d times, want %d", times, want)
	}
}

// A lock that another page never gives back is waited for, and then done without.
func TestLockedTooLong(t *testing.T) {
	defer func(limit time.Duration) { lockLimit = limit }(lockLimit)
	lockLimit = 20 * time.Millisecond
	granted := object()
	replace(t, navigator(), "locks", script("return { request: (name, held) => new Promise(() => a.grant = held) }", granted))
	checkDone(t, 1)
	granted.Call("grant") // late
}

func TestLocked(t *testing.T) {
	if !optional(navigator(), "locks").Truthy() {
		t.Fatal("got a browser without locks, want one that has them at this address")
	}
	var order []string
	held, release, ended := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go locked("test", func() {
		close(held)
		<-release
		order = append(order, "first")
	})
	<-held
	go func() {
		locked("test", func() { order = append(order, "second") })
		close(ended)
	}()
	locked("another", func() { order = append(order, "another") })
	close(release)
	<-ended
	if len(order) != 3 || order[0] != "another" || order[1] != "first" || order[2] != "second" {
		t.Errorf("got %q, want another, first, second", order)
	}
}
