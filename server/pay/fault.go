package pay

import (
	"fmt"
	"net/http"
	"strings"

	"carrito/server/safelog"
)

// Unreachable returns ErrUnavailable with the reason why a provider gave no answer, or
// none that can be read. The text of the error is short and has none of the keys.
func Unreachable(provider string, err error, keys ...Secret) error {
	return fault{fmt.Sprintf("%s: %v: %s", provider, ErrUnavailable, harmless(err.Error(), keys)), []error{ErrUnavailable, err}}
}

// Refusal returns the error for an answer with a status that is not a success:
// ErrUnavailable if the request may succeed later, ErrUnknown for 404, and otherwise
// ErrRejected. The text of the error is short and has none of the keys.
func Refusal(provider string, status int, message string, keys ...Secret) error {
	kind := kindOf(status)
	text := fmt.Sprintf("%s: %v (status %d)", provider, kind, status)
	if message != "" {
		text += ": " + harmless(message, keys)
	}
	return fault{text, []error{kind}}
}

func kindOf(status int) error {
	switch status {
	case http.StatusNotFound:
		return ErrUnknown
	case http.StatusRequestTimeout, http.StatusConflict, http.StatusLocked, http.StatusTooEarly, http.StatusTooManyRequests:
		return ErrUnavailable
	}
	if status >= 500 || status < 400 {
		return ErrUnavailable
	}
	return ErrRejected
}

// fault is an error that is also others.
type fault struct {
	text string
	are  []error
}

func (f fault) Error() string   { return f.text }
func (f fault) Unwrap() []error { return f.are }

// maxMessage is how many bytes of a provider's message an error repeats.
const maxMessage = 500

// harmless returns a message without the keys, cut, and with what a terminal acts on
// escaped.
func harmless(message string, keys []Secret) string {
	var texts safelog.Secrets
	for _, key := range keys {
		texts = append(texts, key.Reveal())
	}
	message = texts.Hide(message)
	if len(message) > maxMessage {
		message = strings.ToValidUTF8(message[:maxMessage], "") + "…"
	}
	return safelog.Escape(message)
}
