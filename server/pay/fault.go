package pay

import (
	"fmt"
	"net/http"
	"unicode/utf8"

	"carrito/server/safelog"
)

// Unreachable returns ErrUnavailable with the reason why a provider gave no answer, or
// none that can be read. The text of the error has none of the keys.
func Unreachable(provider string, err error, keys ...Secret) error {
	return hide(fmt.Errorf("%s: %w: %w", provider, ErrUnavailable, err), keys...)
}

// maxMessage is how many bytes of a provider's message an error repeats.
const maxMessage = 300

// Refusal returns the error for an answer with a status that is not a success:
// ErrUnavailable if the request may succeed later, ErrUnknown for 404, and otherwise
// ErrRejected. The text of the error has none of the keys.
func Refusal(provider string, status int, message string, keys ...Secret) error {
	if len(message) > maxMessage {
		message = message[:maxMessage]
		for !utf8.ValidString(message) && len(message) > maxMessage-utf8.UTFMax {
			message = message[:len(message)-1]
		}
	}
	if message == "" {
		message = "it says nothing more"
	}
	kind := ErrRejected
	switch status {
	case http.StatusNotFound:
		kind = ErrUnknown
	case http.StatusRequestTimeout, http.StatusConflict, http.StatusLocked, http.StatusTooEarly, http.StatusTooManyRequests:
		kind = ErrUnavailable
	default:
		if status >= 500 || status < 400 {
			kind = ErrUnavailable
		}
	}
	return hide(fmt.Errorf("%s: %w (status %d): %s", provider, kind, status, safelog.Escape(message)), keys...)
}
