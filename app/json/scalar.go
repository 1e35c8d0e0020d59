package json

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// string reads a string. The next character is its opening quote.
func (r *Reader) string() (string, bool) {
	r.at++
	start := r.at
	for r.at < len(r.text) {
		switch c := r.text[r.at]; {
		case c == '"':
			r.at++
			return r.text[start : r.at-1], true
		case c == '\\':
			return r.escaped([]byte(r.text[start:r.at]))
		case c < ' ':
			r.fail(ErrString)
			return "", false
		default:
			r.at++
		}
	}
	r.fail(ErrCutOff)
	return "", false
}

// escaped reads the rest of a string that has escapes. read is the part before it.
func (r *Reader) escaped(read []byte) (string, bool) {
	for r.at < len(r.text) {
		switch c := r.text[r.at]; {
		case c == '"':
			r.at++
			return string(read), true
		case c == '\\':
			var ok bool
			if read, ok = r.escape(read); !ok {
				return "", false
			}
		case c < ' ':
			r.fail(ErrString)
			return "", false
		default:
			read = append(read, c)
			r.at++
		}
	}
	r.fail(ErrCutOff)
	return "", false
}

// escape reads one escape, such as \n or \u00e1.
func (r *Reader) escape(read []byte) ([]byte, bool) {
	if r.at+1 == len(r.text) {
		r.at++
		r.fail(ErrCutOff)
		return nil, false
	}
	c := r.text[r.at+1]
	r.at += 2
	switch c {
	case '"', '\\', '/':
		return append(read, c), true
	case 'b':
		return append(read, '\b'), true
	case 'f':
		return append(read, '\f'), true
	case 'n':
		return append(read, '\n'), true
	case 'r':
		return append(read, '\r'), true
	case 't':
		return append(read, '\t'), true
	case 'u':
		unit, ok := r.hex()
		if !ok {
			return nil, false
		}
		return utf8.AppendRune(read, r.surrogate(unit)), true
	}
	r.fail(ErrString)
	return nil, false
}

// hex reads the four digits after \u.
func (r *Reader) hex() (rune, bool) {
	if len(r.text)-r.at < 4 {
		r.at = len(r.text)
		r.fail(ErrCutOff)
		return 0, false
	}
	unit, err := strconv.ParseUint(r.text[r.at:r.at+4], 16, 16)
	if err != nil || r.text[r.at] == '+' {
		r.fail(ErrString)
		return 0, false
	}
	r.at += 4
	return rune(unit), true
}

// surrogate completes a pair of UTF-16 surrogates. Half a pair becomes U+FFFD,
// as in encoding/json and JavaScript's TextEncoder.
func (r *Reader) surrogate(unit rune) rune {
	if !utf16.IsSurrogate(unit) {
		return unit
	}
	before := r.at
	if r.word(`\u`) {
		if low, ok := r.hex(); ok {
			if pair := utf16.DecodeRune(unit, low); pair != utf8.RuneError {
				return pair
			}
		}
		r.at = before
	}
	return utf8.RuneError
}

// number reads a number in the syntax of RFC 8259, section 6.
func (r *Reader) number() (string, bool) {
	start := r.at
	r.accept('-')
	if !r.accept('0') && !r.digits() {
		return "", false
	}
	if r.accept('.') && !r.digits() {
		return "", false
	}
	if r.accept('e') || r.accept('E') {
		if !r.accept('+') {
			r.accept('-')
		}
		if !r.digits() {
			return "", false
		}
	}
	return r.text[start:r.at], true
}

func (r *Reader) digits() bool {
	start := r.at
	for r.at < len(r.text) && '0' <= r.text[r.at] && r.text[r.at] <= '9' {
		r.at++
	}
	if r.at == start {
		r.failAtNext(ErrNumber)
	}
	return r.at > start
}

// AppendString appends s as a JSON string. It escapes only what JSON requires,
// as JSON.stringify does (ECMA-262, QuoteJSONString).
func AppendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for _, c := range s {
		switch c {
		case '"', '\\':
			b = append(b, '\\', byte(c))
		case '\b':
			b = append(b, `\b`...)
		case '\f':
			b = append(b, `\f`...)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			if c < ' ' {
				b = append(b, `\u00`...)
				b = append(b, hex[c>>4], hex[c&15])
			} else {
				b = utf8.AppendRune(b, c)
			}
		}
	}
	return append(b, '"')
}
