package program

import (
	"bytes"
	"reflect"
	"testing"

	"carrito/app/text"
)

// TestProgramHasNoSentences checks that the browser program contains no text of the
// shop in any language. A page fetches the texts of its language (see package text).
func TestProgramHasNoSentences(t *testing.T) {
	program := built(t)
	looked := 0
	for _, language := range text.Languages() {
		for _, all := range []any{*text.In(language), *text.In(language).Order, *text.In(language).Server} {
			for _, field := range reflect.ValueOf(all).Fields() {
				const long = 16 // shorter texts may occur by chance
				if field.Kind() != reflect.String || len(field.String()) < long {
					continue
				}
				looked++
				if bytes.Contains(program, []byte(field.String())) {
					t.Errorf("%s: %q is in the program; want it only in the file of the language", language, field)
				}
			}
		}
	}
	if looked < 300 {
		t.Errorf("looked for %d sentences, want 300 at least", looked)
	}
}
