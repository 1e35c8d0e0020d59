// Package json reads JSON (RFC 8259) in one pass, without reflection.
//
// Use a [Reader] where a program in the browser reads JSON: encoding/json, with
// the reflection behind it, weighs 113 kB of the compressed program. The caller
// asks for the values it expects, in the order of the text; a value of another
// kind is passed over and reported, so that one wrong field does not hide the
// next. Writing JSON is a matter of a few appends; see [AppendString].
package json

import (
	"errors"
	"unicode/utf8"
)

// Kind is the kind of a value.
type Kind byte

// The kinds of value there are, and Invalid for what is none.
const (
	Invalid Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

// maxDepth is how deep lists and objects may be nested.
const maxDepth = 200

// Reader reads one JSON text. After a syntax error every call reports nothing;
// see [Reader.Err].
type Reader struct {
	text  string
	at    int // offset of what comes next
	depth int
	err   *SyntaxError
}

// SyntaxError is where and why a text is not JSON.
type SyntaxError struct {
	Offset int // in bytes, of what is wrong
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

// NewReader returns a reader of a text. As in encoding/json, a byte that is no
// UTF-8 is read as U+FFFD.
func NewReader(text string) *Reader {
	if !utf8.ValidString(text) {
		text = string([]rune(text))
	}
	return &Reader{text: text}
}

// Offset returns where in the text the reader is, in bytes: before a value, in a
// callback that has not read it, or behind what was read last.
func (r *Reader) Offset() int { return r.at }

// Err returns the syntax error that was met, as a [*SyntaxError], or nil.
func (r *Reader) Err() error {
	if r.err == nil {
		return nil
	}
	return r.err
}

// End reports an error where anything but white space is left.
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

// Text reads a string. A value of another kind is passed over, and false.
func (r *Reader) Text() (string, bool) {
	if r.Kind() != String {
		r.Skip()
		return "", false
	}
	return r.string()
}

// Literal reads a number as the text has it, such as "-1.5e3". A value of
// another kind is passed over, and false.
func (r *Reader) Literal() (string, bool) {
	if r.Kind() != Number {
		r.Skip()
		return "", false
	}
	return r.number()
}

// Bool reads true or false. A value of another kind is passed over, and false.
func (r *Reader) Bool() (value, ok bool) {
	kind := r.Kind()
	value = kind == Bool && r.text[r.at] == 't'
	r.Skip()
	return value, kind == Bool && r.err == nil
}

// Array reads a list: it calls element before each of its values, which the
// callback reads or leaves to be passed over. A value of another kind is passed
// over, and false.
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

// Object reads an object: it calls field with each name before its value,
// which the callback reads or leaves to be passed over. A name that stands
// twice is told twice. A value of another kind is passed over, and false.
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

// nested reads what stands between commas up to the closing bracket.
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

// skipUnread passes over the value at start if the callback did not read it.
func (r *Reader) skipUnread(start int) {
	if r.space(); r.at == start {
		r.Skip()
	}
}

// Skip passes over the next value, whatever it is.
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

// Raw passes over the next value, and returns it as the text has it.
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

// failAtNext fails for what comes next: where nothing does, the text is cut off.
func (r *Reader) failAtNext(reason error) {
	if r.space(); r.at == len(r.text) {
		reason = ErrCutOff
	}
	r.fail(reason)
}
