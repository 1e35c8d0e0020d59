// Package fmt stands in for the standard library's in the browser program,
// where it would weigh 49 kB of Brotli. It knows the verbs %s, %v, %d, %q, %T,
// %p, %w and %%, without flags and widths, for texts, whole numbers, truth
// values, errors and lists of texts.
//
// Do not import it: write "fmt", which package server/program replaces when it
// builds the browser program. Where this one lacks something that is used, the
// build fails, or a test of server/program does.
package fmt

import (
	"strconv"
	"strings"
)

// Stringer is a value that words itself.
type Stringer interface{ String() string }

// Sprintf formats args as the format says.
func Sprintf(format string, args ...any) string {
	var b strings.Builder
	next := 0
	for {
		text, rest, found := strings.Cut(format, "%")
		b.WriteString(text)
		if !found {
			return b.String()
		}
		if rest == "" {
			b.WriteString("%!(NOVERB)")
			return b.String()
		}
		verb := rest[0]
		format = rest[1:]
		switch {
		case verb == '%':
			b.WriteByte('%')
		case next == len(args):
			b.WriteString("%!" + string(verb) + "(MISSING)")
		default:
			b.WriteString(formatted(verb, args[next]))
			next++
		}
	}
}

func formatted(verb byte, arg any) string {
	if verb != 'q' {
		return textOf(arg)
	}
	list, isList := arg.([]string)
	if !isList {
		return strconv.Quote(textOf(arg))
	}
	quoted := make([]string, len(list))
	for i, text := range list {
		quoted[i] = strconv.Quote(text)
	}
	return "[" + strings.Join(quoted, " ") + "]"
}

// textOf words a value as %v does. What it does not know it calls a value.
func textOf(arg any) string {
	switch v := arg.(type) {
	case nil:
		return "<nil>"
	case string:
		return v
	case error:
		return v.Error()
	case Stringer:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case byte:
		return strconv.Itoa(int(v))
	case []string:
		return "[" + strings.Join(v, " ") + "]"
	default:
		return "(value)"
	}
}

// Sprint words its arguments one after the other.
func Sprint(args ...any) string {
	texts := make([]string, len(args))
	for i, arg := range args {
		texts[i] = textOf(arg)
	}
	return strings.Join(texts, " ")
}

// Println prints its arguments, to the browser's console.
func Println(args ...any) { print(Sprint(args...), "\n") }

// Printf prints what [Sprintf] returns.
func Printf(format string, args ...any) { print(Sprintf(format, args...)) }

// Errorf returns an error of this wording. With %w it wraps the first of its
// arguments that is an error.
func Errorf(format string, args ...any) error {
	err := &wordedError{text: Sprintf(format, args...)}
	if strings.Contains(format, "%w") {
		for _, arg := range args {
			if wrapped, ok := arg.(error); ok {
				err.wrapped = wrapped
				break
			}
		}
	}
	return err
}

type wordedError struct {
	text    string
	wrapped error
}

func (e *wordedError) Error() string { return e.text }
func (e *wordedError) Unwrap() error { return e.wrapped }
