// Package rand replaces crypto/rand in google/uuid. It uses the same source of
// randomness, the browser's crypto.getRandomValues (Web Cryptography API), without the
// checks of FIPS 140.
package rand

import (
	"io"
	"syscall/js"
)

// Reader reads random bytes.
var Reader io.Reader = reader{}

type reader struct{}

// Read fills b. The browser gives at most 65,536 bytes at a time; a UUID has 16.
func (reader) Read(b []byte) (int, error) {
	bytes := js.Global().Get("Uint8Array").New(len(b))
	js.Global().Get("crypto").Call("getRandomValues", bytes)
	return js.CopyBytesToGo(b, bytes), nil
}
