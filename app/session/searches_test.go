package session_test

import (
	"strings"
	"testing"

	"carrito/app/session"
)

func TestSearches(t *testing.T) {
	s, _ := open(t, &session.Memory{})
	check := func(want string) {
		t.Helper()
		if got := strings.Join(s.Searches(), ", "); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	check("")
	tooLong := strings.Repeat("ñ", 101)
	for _, text := range []string{"polo", "camisa azul", "", tooLong, "polo", "polo"} {
		s.NoteSearch(text)
	}
	check("polo, camisa azul")
	for _, text := range []string{"a", "b", "c", "d"} {
		s.NoteSearch(text)
	}
	check("d, c, b, a, polo")
	s.NoteSearch("polo")
	check("polo, d, c, b, a")
	s.Set(session.Searched, strings.Repeat("x\n\n", 1000)) // as after a change by hand
	check("x")
	s.Set(session.Searched, "x\n"+strings.Repeat("camisa", 833))
	check("x")
	longest := strings.Repeat("ñ", 100)
	s.NoteSearch(longest)
	check(longest + ", x")
	for i := range 1000 {
		s.NoteSearch(strings.Repeat("polo", 20+i%2))
	}
	check(strings.Repeat("polo", 21) + ", " + strings.Repeat("polo", 20))
	if got := len(s.Get(session.Searched)); got > 2500 {
		t.Errorf("got %d bytes stored, want few", got)
	}
	s.ForgetSearches()
	check("")
}
