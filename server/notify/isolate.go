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

// oneLine returns a text with spaces in the place of control characters, and without
// the characters that change the direction of writing, which would also turn the
// text after it.
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

// isolated returns a text like [oneLine], marked so that right-to-left writing in it
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
