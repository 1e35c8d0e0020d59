package program

import (
	"bytes"
	"reflect"
	"testing"

	"carrito/app/text"
)

// TestProgramHasNoSentences holds that the browser program carries none of what the
// shop says in any language: a page fetches its own (see package text).
func TestProgramHasNoSentences(t *testing.T) {
	program := built(t)
	looked := 0
	for _, language := range text.Languages() {
		for _, all := range []any{*text.In(language), *text.In(language).Order, *text.In(language).Server} {
			for _, field := range reflect.ValueOf(all).Fields() {
				const long = 16 // shorter ones may be something else
				if field.Kind() != reflect.String || len(field.String()) < long {
					continue
				}
				looked++
				if bytes.Contains(program, []byte(field.String())) {
					t.Errorf("%s: %q is in the program; want it in the page's file only", language, field)
				}
			}
		}
	}
	if looked < 300 {
		t.Errorf("looked for %d sentences, want 300 at least", looked)
	}
}
