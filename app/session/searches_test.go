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
	for _, text := range []string{"polo", " camisa\n azul ", "", "\n", "polo"} {
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
	s.ForgetSearches()
	check("")
}
