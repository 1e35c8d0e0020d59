// Package json replaces encoding/json in go-app. go-app needs it for storage, states,
// notifications and encryption, which the shop does not use.
package json

import "errors"

// RawMessage is a JSON text.
type RawMessage []byte

var errNone = errors.New("encoding/json is not in this build")

// Marshal always fails.
func Marshal(any) ([]byte, error) { return nil, errNone }

// Unmarshal always fails.
func Unmarshal([]byte, any) error { return errNone }
