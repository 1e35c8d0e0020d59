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

// Limits on the length of a password: MinPassword in characters, maxPassword in bytes.
// Length makes a password strong, kinds of characters do not. So the only other
// rule refuses passwords that attackers try first (NIST SP 800-63B, 3.1.1).
const (
	MinPassword = 12
	maxPassword = 1024
)

// hashing holds the second recommended option of RFC 9106, section 4: 64 MiB
// and three passes. A hash takes a tenth or two of a second.
var hashing = &argon2id.Params{Memory: 64 << 10, Iterations: 3, Parallelism: 4, SaltLength: 16, KeyLength: 32}

// SetPassword sets the owner's password, and so makes the page available. The
// password must be none of the words in shop, such as the shop's name.
// SetPassword ends all sessions and clears all counts of failed attempts.
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

// isPassword reports whether a password matches a hash. It checks one password
// at a time, so many requests at once take no more memory than one. It returns
// the memory to the system at once, which the runtime would not do.
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
