package admin

import (
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
)

// realHashing is the cost of hashing outside tests.
var realHashing = hashing

func init() {
	hashing = &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}
}

// UseRealHashing makes hashing cost as much as outside tests, until the test
// ends.
func UseRealHashing(t testing.TB) {
	quick := hashing
	hashing = realHashing
	t.Cleanup(func() { hashing = quick })
}

// SetTimeout sets how long a challenge waits for its response.
func (h *Handler) SetTimeout(d time.Duration) { h.timeout = d }
