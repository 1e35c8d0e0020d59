package identity

import (
	"strings"
	"testing"
)

// A ledger learns the ids of another one, and keeps what it has itself.
func TestJoin(t *testing.T) {
	const mine = `[{"id":1,"slug":"polo","name":"Polo","options":[{"name":"Talla"}],"variants":[{"id":1,"values":["S"]}]},{"id":2,"slug":"taza","name":"Taza"}]`
	const theirs = `[{"id":1,"slug":"polo","name":"Polo","options":[{"name":"Talla"}],"variants":[{"id":1,"values":["M"]},{"id":4,"values":["S"]},{"id":5,"values":["L"]}]},
		{"id":2,"slug":"gorra","name":"Gorra"},{"id":9,"slug":"taza","name":"Otra"}]`
	l := adopted(t, mine)
	if !l.Join(adopted(t, theirs)) {
		t.Error("got nothing learned")
	}
	if l.Join(adopted(t, theirs)) {
		t.Error("got something learned twice")
	}
	var b strings.Builder
	if err := l.Write(&b); err != nil {
		t.Fatal(err)
	}
	if _, err := Parse([]byte(b.String())); err != nil {
		t.Errorf("got %v for %s", err, b.String())
	}
	if product, variant := l.NextProduct(), l.NextVariant(1); product != 10 || variant != 6 {
		t.Errorf("got the next ids %d and %d, want 10 and 6", product, variant)
	}
	for _, want := range []string{`"id":2,"slug":"taza"`, `"id":9,"slug":"taza-2"`, `"id":5,"values":["L"]`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("got %s, want %s", b.String(), want)
		}
	}
}
