// Package typed cleans text that people type or paste. Names, numbers and addresses
// often contain invisible characters.
//
// Use [Line] for a text of one line, [Text] for one of several lines, and [Code] for
// codes that are compared. Use [Phone] and [Email] for phone numbers and e-mail
// addresses.
package typed

import (
	"strings"
	"unicode"
)

// Invisible reports whether a character is invisible: a zero-width character, a mark of
// writing direction, the soft hyphen or the byte order mark.
func Invisible(r rune) bool {
	return r == 0xad || r == 0x61c || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff
}

// joiner reports whether an invisible character changes its neighbours. Persian uses
// one of the two joiners, and emoji the other.
func joiner(r rune) bool { return r == 0x200c || r == 0x200d }

// Text returns s without invisible characters and without spaces around it.
func Text(s string) string {
	s = strings.Map(func(r rune) rune {
		if Invisible(r) && !joiner(r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || joiner(r) })
}

// Line is [Text] with a plain space for each run of spaces. It keeps line breaks, so
// that the caller can reject a text of several lines.
func Line(s string) string {
	var b strings.Builder
	space := false
	for _, r := range Text(s) {
		if isSpace(r) {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Code is [Line] with plain digits and dashes and without joiners. Use it for text that
// is compared, such as a postal code or promo code.
func Code(s string) string {
	return Line(strings.Map(simple, s))
}

// isSpace reports whether a character is a space within a line.
func isSpace(r rune) bool { return r != '\n' && r != '\r' && unicode.IsSpace(r) }

// simple returns the ASCII equivalent of a digit, letter, dash or sign, and -1 for a
// joiner. It returns other characters unchanged.
func simple(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case joiner(r):
		return -1
	case r >= 0xff01 && r <= 0xff5e: // the fullwidth forms of ASCII
		return r - 0xff01 + '!'
	case r >= 0x2010 && r <= 0x2015 || r == 0x2212 || r == 0x2043 || r == 0xfe58 || r == 0xfe63:
		return '-'
	case isSpace(r):
		return ' '
	}
	for _, digits := range unicode.Digit.R16 { // each range begins with a zero
		if r >= rune(digits.Lo) && r <= rune(digits.Hi) {
			return '0' + (r-rune(digits.Lo))%10
		}
	}
	return r
}
