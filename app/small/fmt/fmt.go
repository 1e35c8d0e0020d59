// Package fmt replaces fmt of the standard library in the browser program, where that
// would take 49 kB in Brotli. It supports the verbs %s, %v, %d, %q, %T, %p, %w and %%,
// without flags and widths, for strings, integers, booleans, errors and lists of
// strings.
//
// Do not import it. Import "fmt", which package server/program replaces when it builds
// the browser program. If this package lacks something, the build or a test of
// server/program fails.
package fmt

import (
	"strconv"
	"strings"
)

// Stringer is a value that describes itself.
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

// textOf formats a value as %v does. For an unknown type it returns "(value)".
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

// Sprint formats its arguments and joins them with spaces.
func Sprint(args ...any) string {
	texts := make([]string, len(args))
	for i, arg := range args {
		texts[i] = textOf(arg)
	}
	return strings.Join(texts, " ")
}

// Println prints its arguments to the browser's console.
func Println(args ...any) { print(Sprint(args...), "\n") }

// Printf prints what [Sprintf] returns.
func Printf(format string, args ...any) { print(Sprintf(format, args...)) }

// Errorf returns an error with a formatted message. If the format has %w, the error
// wraps the first argument that is an error.
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
