package session_test

import (
	"errors"
	"slices"
	"testing"

	"carrito/app/cart"
	"carrito/app/session"

	"github.com/google/uuid"
)

func TestOpenWritesVariables(t *testing.T) {
	var store storage
	s, news := open(t, &store)
	if damaged(news.Damage) || len(news.Changes) > 0 || s.Broken() != nil {
		t.Errorf("got news %+v and broken %v, want neither", news, s.Broken())
	}
	for name, want := range map[string]string{
		session.Cart: "{}", session.Title: "MODA DJANGO", session.ID: s.ID(), session.Customer: "",
	} {
		if got := store.text(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	// A cliente that was never given must not lie there empty.
	if _, ok, _ := store.Get(session.Customer); ok {
		t.Error("cliente: got it stored, want it absent")
	}
	s.Set(session.Customer, `{"nombre":"Ñusta"}`)
	if got, want := store.text(session.Customer), `{"nombre":"Ñusta"}`; got != want || s.Get(session.Customer) != want {
		t.Errorf("cliente: got %q stored and %q shown, want %q", got, s.Get(session.Customer), want)
	}
}

// The names are those of the project's seed, which F12 shows.
func TestNames(t *testing.T) {
	got := [...]string{session.Cart, session.Changes, session.Title, session.ID, session.Customer, session.Favorites, session.Viewed}
	if want := [...]string{"carrito", "cambios", "titulo", "sesion", "cliente", "favoritos", "vistos"}; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReopen(t *testing.T) {
	var store storage
	first, _ := open(t, &store)
	add(t, first, 7, 2, 3)
	add(t, first, 1, 0, 1)
	first.Set(session.Customer, "Ñusta")

	second, news := session.Open(&store, always(shop(t)), "OTRO NOMBRE", 2)
	if damaged(news.Damage) || len(news.Changes) > 0 {
		t.Errorf("got news %+v, want none", news)
	}
	if got, want := stored(second), stored(first); got != want {
		t.Errorf("cart: got %s, want %s", got, want)
	}
	if second.ID() != first.ID() {
		t.Errorf("sesion: got %s, want %s", second.ID(), first.ID())
	}
	if got := second.Get(session.Customer); got != "Ñusta" {
		t.Errorf("cliente: got %q, want %q", got, "Ñusta")
	}
	// The shop's name is the shop's to say.
	if got := store.text(session.Title); got != "OTRO NOMBRE" {
		t.Errorf("titulo: got %q, want %q", got, "OTRO NOMBRE")
	}
}

func TestID(t *testing.T) {
	const own = "7d444840-9dc0-41d1-b245-5ffdce74fad2"
	tests := []struct {
		name     string
		stored   string
		wantKept bool
	}{
		{"its own", own, true},
		{"none", "", false},
		{"text", "hola", false},
		{"cut off", own[:35], false},
		{"too long", own + "0", false},
		{"no hexadecimal digit", "g" + own[1:], false},
		// None of these is what a session writes.
		{"of all zeros", uuid.Nil.String(), false},
		{"of version 1", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", false},
		{"in braces", "{" + own + "}", false},
		{"as a name", "urn:uuid:" + own, false},
		{"without hyphens", "7d4448409dc041d1b2455ffdce74fad2", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var store storage
			if err := store.Set(session.ID, tt.stored); err != nil {
				t.Fatal(err)
			}
			s, _ := open(t, &store)
			if kept := s.ID() == tt.stored; kept != tt.wantKept {
				t.Errorf("got %q for %q, want it kept %t", s.ID(), tt.stored, tt.wantKept)
			}
			id, err := uuid.Parse(s.ID())
			if err != nil || id.Version() != 4 || id.Variant() != uuid.RFC4122 {
				t.Errorf("got %q of version %d, want a UUID of version 4", s.ID(), id.Version())
			}
			if got := store.text(session.ID); got != s.ID() || s.Get(session.ID) != got {
				t.Errorf("got %q stored, want %q", got, s.ID())
			}
		})
	}
}

func TestTwoStoragesAreTwoSessions(t *testing.T) {
	var one, other storage
	a, _ := open(t, &one)
	b, _ := open(t, &other)
	add(t, a, 1, 0, 2)
	if a.ID() == b.ID() {
		t.Errorf("got %s twice, want two ids", a.ID())
	}
	if got := b.Cart().Count(); got != 0 || other.text(session.Cart) != "{}" {
		t.Errorf("got %d units in the other session, want 0", got)
	}
	// What b writes must leave a's cart alone as well.
	add(t, b, 2, 0, 1)
	if got := one.text(session.Cart); got != stored(a) || a.Cart().Count() != 2 {
		t.Errorf("got %s, want %s", got, stored(a))
	}
}

func TestChangeIsWrittenBeforeItIsShown(t *testing.T) {
	var store storage
	s, _ := open(t, &store)
	add(t, s, 1, 0, 2)
	var writes []string
	store.onSet = func(name, text string) error {
		writes = append(writes, name)
		if got := s.Cart().Count(); got != 2 {
			t.Errorf("while %s is written: got %d units shown, want still 2", name, got)
		}
		if c, _ := cart.Parse(text, 2); name == session.Cart && c.Count() != 5 {
			t.Errorf("got %d units written, want 5", c.Count())
		}
		return nil
	}
	add(t, s, 1, 0, 3)
	want := []string{session.Cart, session.Changes}
	if got := s.Cart().Count(); got != 5 || !slices.Equal(writes, want) {
		t.Errorf("got %d units after the writes %q, want 5 after %q", got, writes, want)
	}
}

func TestChangeThatFails(t *testing.T) {
	var store storage
	s, _ := open(t, &store)
	add(t, s, 1, 0, 2)
	before := stored(s)
	store.onSet = func(name, _ string) error {
		t.Errorf("got %s written, want nothing", name)
		return nil
	}
	errNo := errors.New("no")
	err := s.Change(func(c *cart.Cart) error {
		// Everything that was done before the error must be undone.
		if _, _, err := c.Remove("1"); err != nil {
			t.Error(err)
		}
		c.Restore(cart.Line{ProductID: 9, Quantity: 1}, 0)
		return errNo
	})
	if !errors.Is(err, errNo) {
		t.Errorf("got error %v, want %v", err, errNo)
	}
	if got := stored(s); got != before {
		t.Errorf("got %s, want %s", got, before)
	}
}
