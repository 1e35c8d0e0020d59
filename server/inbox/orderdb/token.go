package orderdb

import (
	"context"
	"crypto/rand"
	"encoding/base64"
)

// tokenSize is the number of random bytes in a token. Nobody finds one by trying.
const tokenSize = 16

// TokenLength is the length of a token in characters, which are those of base64 for
// addresses (RFC 4648, 5).
const TokenLength = 22

func newToken() string {
	b := make([]byte, tokenSize)
	rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}

// OrderOf returns the order whose page has the given token. The error is as that of
// [Store.Order].
func (s *Store) OrderOf(ctx context.Context, token string) (Stored, error) {
	if !isToken(token) {
		return Stored{}, ErrNoOrder
	}
	return s.one(ctx, "token", token)
}

// isToken reports whether a text can be a token. PostgreSQL gives an error for some
// other texts.
func isToken(text string) bool {
	_, err := base64.RawURLEncoding.DecodeString(text)
	return err == nil && len(text) == TokenLength
}
