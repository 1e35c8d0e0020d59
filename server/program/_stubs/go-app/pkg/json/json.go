// Package json stands in for encoding/json within go-app, which uses it for
// storage, states, notifications and encryption: the shop uses none of them.
package json

import "errors"

// RawMessage is a JSON text.
type RawMessage []byte

var errNone = errors.New("encoding/json is not in this build")

// Marshal always fails.
func Marshal(any) ([]byte, error) { return nil, errNone }

// Unmarshal always fails.
func Unmarshal([]byte, any) error { return errNone }
