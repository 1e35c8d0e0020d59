// Package errors replaces go-app's package errors. It has the same functions, but
// formats an error as a sentence instead of JSON, so that encoding/json is left out.
package errors

import (
	"errors"
	"strings"

	"carrito/app/small/fmt"
)

// Error is a message with tags and a cause.
type Error struct {
	message string
	tags    string
	wrapped error
}

// New returns an error with a message.
func New(message string) Error { return Error{message: message} }

// Newf returns an error with a formatted message.
func Newf(format string, v ...any) Error { return New(fmt.Sprintf(format, v...)) }

// WithType returns e unchanged: the shop does not use types.
func (e Error) WithType(string) Error { return e }

// WithTag returns e with a name and a value added.
func (e Error) WithTag(name string, value any) Error {
	e.tags += fmt.Sprintf(" %s=%v", name, value)
	return e
}

// Wrap returns e with a cause.
func (e Error) Wrap(err error) Error {
	e.wrapped = err
	return e
}

// Unwrap returns the cause.
func (e Error) Unwrap() error { return e.wrapped }

// Error returns message, tags and cause in one line.
func (e Error) Error() string {
	text := strings.TrimSpace(e.message + e.tags)
	if e.wrapped != nil {
		text += ": " + e.wrapped.Error()
	}
	return text
}

// Unwrap, Is and As are the functions of the standard library.
func Unwrap(err error) error    { return errors.Unwrap(err) }
func Is(err, target error) bool { return errors.Is(err, target) }
func As(err error, t any) bool  { return errors.As(err, t) }
