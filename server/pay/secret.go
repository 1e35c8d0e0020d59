package pay

import (
	"fmt"
	"io"
)

// Secret is a key of the shop. Package fmt prints … instead of it, also where it
// is a field that is not exported: the text is inside a function, not in memory
// that fmt reads. The zero value is no key.
type Secret struct {
	reveal func() string
}

// NewSecret returns a key.
func NewSecret(key string) Secret {
	if key == "" {
		return Secret{}
	}
	return Secret{func() string { return key }}
}

// Reveal returns the key, or "" if there is none.
func (s Secret) Reveal() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}

// String returns … if there is a key.
func (s Secret) String() string {
	if s.reveal == nil {
		return ""
	}
	return "…"
}

// GoString returns what String does.
func (s Secret) GoString() string { return s.String() }

// Format prints what String returns, for every verb.
func (s Secret) Format(f fmt.State, _ rune) { io.WriteString(f, s.String()) }
