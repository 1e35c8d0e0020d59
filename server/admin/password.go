package admin

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
)

// passwordSetting is the setting that holds the password's hash.
const passwordSetting = "admin password"

// The lengths of a password, in characters and in bytes. One that is long is
// better than one with every kind of character: but for its length and the list
// of those that are tried first, any is as good (NIST SP 800-63B, 3.1.1).
const (
	MinPassword = 12
	maxPassword = 1024
)

// hashing is the second choice of RFC 9106, 4: 64 MiB, three passes. It takes a
// tenth of a second or two.
var hashing = &argon2id.Params{Memory: 64 << 10, Iterations: 3, Parallelism: 4, SaltLength: 16, KeyLength: 32}

// SetPassword makes a password the owner's, and with it the page one that is
// served. shop are words that stand for the shop, such as its name: a password may
// be none of them. Whoever was signed in is no more, and all failures are forgotten.
func SetPassword(ctx context.Context, store Store, password string, shop ...string) error {
	switch n := utf8.RuneCountInString(password); {
	case !utf8.ValidString(password):
		return errors.New("the password is not UTF-8 text")
	case n < MinPassword:
		return fmt.Errorf("the password has %d characters; it must have %d at least", n, MinPassword)
	case len(password) > maxPassword:
		return fmt.Errorf("the password has %d bytes; it may have %d at most", len(password), maxPassword)
	case isCommon(password, shop):
		return errors.New("the password is one of those that are tried first; choose another, such as four words that have nothing to do with each other")
	}
	hash, err := argon2id.CreateHash(password, hashing)
	if err != nil {
		return err
	}
	if err := store.SetSetting(ctx, passwordSetting, hash); err != nil {
		return err
	}
	if err := store.EndSessions(ctx); err != nil {
		return err
	}
	return store.ForgiveAll(ctx)
}

// HasPassword reports whether a password is set.
func HasPassword(ctx context.Context, store Store) (bool, error) {
	hash, err := store.Setting(ctx, passwordSetting)
	return hash != "", err
}

// isPassword reports whether a password is the one of the hash. One at a time
// is worked out, so that many that sign in at once take no more memory than one.
// That memory goes back to the system at once: the runtime would keep it.
func (h *Handler) isPassword(ctx context.Context, password, hash string) (bool, error) {
	select {
	case h.hashing <- struct{}{}:
		defer func() { <-h.hashing }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	if len(password) > maxPassword {
		return false, nil
	}
	defer debug.FreeOSMemory()
	return argon2id.ComparePasswordAndHash(password, hash)
}
