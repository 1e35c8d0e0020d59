package notify

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// The characters that keep the direction of a text within it (Unicode 16, UAX 9).
const (
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

// oneLine returns a text with its control characters as spaces, and without those
// that turn the direction of writing: what follows the text would be turned as well.
func oneLine(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case unicode.IsControl(c) || c == 0x2028 || c == 0x2029:
			return ' '
		case unicode.Is(unicode.Bidi_Control, c):
			return -1
		}
		return c
	}, text)
}

// isolated returns a text as [oneLine] does, so that one written from right to left
// moves nothing beside it.
func isolated(text string) string {
	text = oneLine(text)
	if strings.ContainsFunc(text, isRightToLeft) {
		return firstStrongIsolate + text + popIsolate
	}
	return text
}

func isRightToLeft(c rune) bool {
	properties, _ := bidi.LookupRune(c)
	class := properties.Class()
	return class == bidi.R || class == bidi.AL || class == bidi.AN
}
