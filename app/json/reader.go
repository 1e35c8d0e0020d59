// Package json reads JSON (RFC 8259) in one pass, without reflection.
//
// Use a [Reader] to read JSON in the browser program, where encoding/json, with the
// reflection that it needs, takes 113 kB of the compressed program. The caller asks for
// the values that it expects, in the order of the text. The reader skips and reports a
// value of another kind, so that one wrong field does not hide the next. To write JSON,
// a few appends are enough; see [AppendString].
package json

import (
	"errors"
	"unicode/utf8"
)

// Kind is the kind of a value.
type Kind byte

// The kinds of values. Invalid is anything else.
const (
	Invalid Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

// maxDepth is the maximum nesting of lists and objects.
const maxDepth = 200

// Reader reads one JSON text. After a syntax error, its methods return no values; see
// [Reader.Err].
type Reader struct {
	text  string
	at    int // offset of the next byte
	depth int
	err   *SyntaxError
}

// SyntaxError reports where and why a text is not JSON.
type SyntaxError struct {
	Offset int // of the error, in bytes
	Reason error
}

func (e *SyntaxError) Error() string { return e.Reason.Error() }

// Unwrap returns the reason.
func (e *SyntaxError) Unwrap() error { return e.Reason }

// The reasons for a syntax error.
var (
	ErrCutOff   = errors.New("the text ends too early")
	ErrValue    = errors.New("a value is expected")
	ErrString   = errors.New("a string is broken")
	ErrNumber   = errors.New("a number is broken")
	ErrKey      = errors.New("a name in double quotes is expected")
	ErrColon    = errors.New("a colon is expected behind the name")
	ErrComma    = errors.New("a comma or the end is expected")
	ErrTooDeep  = errors.New("lists and objects are nested too deep")
	ErrTrailing = errors.New("something follows the end")
)

// NewReader returns a reader of text. It reads a byte that is not UTF-8 as U+FFFD, as
// encoding/json does.
func NewReader(text string) *Reader {
	if !utf8.ValidString(text) {
		text = string([]rune(text))
	}
	return &Reader{text: text}
}

// Offset returns the position of the reader in the text, in bytes. In a callback, that
// is the beginning of the value until the callback reads it. Otherwise it is the end of
// what was read last.
func (r *Reader) Offset() int { return r.at }

// Err returns the first syntax error, as a [*SyntaxError], or nil.
func (r *Reader) Err() error {
	if r.err == nil {
		return nil
	}
	return r.err
}

// End returns the syntax error, if any. It is also an error if anything but white space
// is left.
func (r *Reader) End() error {
	r.space()
	if r.err == nil && r.at < len(r.text) {
		r.fail(ErrTrailing)
	}
	return r.Err()
}

// Kind returns the kind of the next value, without reading it.
func (r *Reader) Kind() Kind {
	r.space()
	if r.err != nil || r.at == len(r.text) {
		return Invalid
	}
	switch c := r.text[r.at]; {
	case c == '{':
		return Object
	case c == '[':
		return Array
	case c == '"':
		return String
	case c == 't', c == 'f':
		return Bool
	case c == 'n':
		return Null
	case c == '-', '0' <= c && c <= '9':
		return Number
	}
	return Invalid
}

// Text reads a string. It skips a value of another kind and returns false.
func (r *Reader) Text() (string, bool) {
	if r.Kind() != String {
		r.Skip()
		return "", false
	}
	return r.string()
}

// Literal reads a number and returns its text, such as "-1.5e3". It skips a value of
// another kind and returns false.
func (r *Reader) Literal() (string, bool) {
	if r.Kind() != Number {
		r.Skip()
		return "", false
	}
	return r.number()
}

// Bool reads true or false. It skips a value of another kind and returns ok false.
func (r *Reader) Bool() (value, ok bool) {
	kind := r.Kind()
	value = kind == Bool && r.text[r.at] == 't'
	r.Skip()
	return value, kind == Bool && r.err == nil
}

// Array reads a list. It calls element before each value. If element does not read the
// value, Array skips it. Array skips a value of another kind and returns false.
func (r *Reader) Array(element func(i int)) bool {
	if r.Kind() != Array {
		r.Skip()
		return false
	}
	i := 0
	r.nested(']', func() {
		start := r.at
		element(i)
		r.skipUnread(start)
		i++
	})
	return r.err == nil
}

// Object reads an object. It calls field with each name before its value. If field does
// not read the value, Object skips it. A name that occurs twice is passed twice. Object
// skips a value of another kind and returns false.
func (r *Reader) Object(field func(name string)) bool {
	if r.Kind() != Object {
		r.Skip()
		return false
	}
	r.nested('}', func() {
		if r.Kind() != String {
			r.failAtNext(ErrKey)
			return
		}
		name, _ := r.string()
		r.space()
		if !r.accept(':') {
			r.failAtNext(ErrColon)
			return
		}
		r.space()
		start := r.at
		field(name)
		r.skipUnread(start)
	})
	return r.err == nil
}

// nested reads the elements of a list or an object up to the closing bracket. It calls
// one for each.
func (r *Reader) nested(closing byte, one func()) {
	r.at++
	if r.depth++; r.depth > maxDepth {
		r.fail(ErrTooDeep)
		return
	}
	defer func() { r.depth-- }()
	if r.space(); r.accept(closing) {
		return
	}
	for r.err == nil {
		r.space()
		one()
		r.space()
		if r.err != nil || r.accept(closing) {
			return
		}
		if !r.accept(',') {
			r.failAtNext(ErrComma)
		}
	}
}

// skipUnread skips the value at start if the callback did not read it.
func (r *Reader) skipUnread(start int) {
	if r.space(); r.at == start {
		r.Skip()
	}
}

// Skip skips the next value.
func (r *Reader) Skip() {
	switch r.Kind() {
	case Object:
		r.Object(func(string) {})
	case Array:
		r.Array(func(int) {})
	case String:
		r.string()
	case Number:
		r.number()
	case Bool:
		if !r.word("true") && !r.word("false") {
			r.fail(ErrValue)
		}
	case Null:
		if !r.word("null") {
			r.fail(ErrValue)
		}
	default:
		r.failAtNext(ErrValue)
	}
}

// Raw skips the next value and returns its text.
func (r *Reader) Raw() string {
	r.space()
	start := r.at
	r.Skip()
	return r.text[start:r.at]
}

func (r *Reader) word(w string) bool {
	if len(r.text)-r.at < len(w) || r.text[r.at:r.at+len(w)] != w {
		return false
	}
	r.at += len(w)
	return true
}

func (r *Reader) accept(c byte) bool {
	if r.err != nil || r.at == len(r.text) || r.text[r.at] != c {
		return false
	}
	r.at++
	return true
}

func (r *Reader) space() {
	for r.at < len(r.text) {
		switch r.text[r.at] {
		case ' ', '\t', '\r', '\n':
			r.at++
		default:
			return
		}
	}
}

func (r *Reader) fail(reason error) {
	if r.err == nil {
		r.err = &SyntaxError{r.at, reason}
	}
}

// failAtNext records an error at the next value. If there is none, the error is
// ErrCutOff.
func (r *Reader) failAtNext(reason error) {
	if r.space(); r.at == len(r.text) {
		reason = ErrCutOff
	}
	r.fail(reason)
}
