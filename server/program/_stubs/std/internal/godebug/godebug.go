// Package godebug replaces Go's own. A browser has no environment variable GODEBUG, so that
// every setting has its default.
package godebug

// Setting is a setting in GODEBUG.
type Setting struct{}

// New returns the setting with a name.
func New(name string) *Setting { return &Setting{} }

// Value returns "", which stands for the default.
func (s *Setting) Value() string { return "" }

// IncNonDefault would count that a setting is not the default.
func (s *Setting) IncNonDefault() {}
