package admin

import (
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
)

// realHashing is what a password's hash costs outside tests.
var realHashing = hashing

func init() {
	hashing = &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}
}

// UseRealHashing makes hashes cost what they do outside tests until the test ends.
func UseRealHashing(t testing.TB) {
	quick := hashing
	hashing = realHashing
	t.Cleanup(func() { hashing = quick })
}

// SetPatience sets how long a challenge waits for its response.
func (h *Handler) SetPatience(d time.Duration) { h.patience = d }
