package session_test

import (
	"errors"
	"testing"

	"carrito/app/session"

	"github.com/google/uuid"
)

func TestBlockedStorage(t *testing.T) {
	s, news := open(t, blocked())
	if !errors.Is(s.Broken(), errBlocked) {
		t.Errorf("got broken %v, want %v", s.Broken(), errBlocked)
	}
	if damaged(news.Damage) {
		t.Errorf("got damage %+v, want none: nothing was read", news.Damage)
	}
	add(t, s, 1, 0, 2)
	add(t, s, 7, 2, 1)
	if got := s.Cart().Count(); got != 3 {
		t.Errorf("got %d units in memory, want 3", got)
	}
	s.Set(session.Customer, "Ñusta")
	if got := s.Get(session.Customer); got != "Ñusta" {
		t.Errorf("cliente: got %q in memory, want %q", got, "Ñusta")
	}
	if uuid.Validate(s.ID()) != nil {
		t.Errorf("sesion: got %q, want a UUID all the same", s.ID())
	}
	if !errors.Is(s.Broken(), errBlocked) {
		t.Errorf("after changes: got broken %v, want %v", s.Broken(), errBlocked)
	}
}

func TestStorageThatCannotBeRead(t *testing.T) {
	// Reading fails while the page opens, writing works throughout.
	store := storage{onGet: func(string) error { return errBlocked }}
	s, _ := open(t, &store)
	add(t, s, 1, 0, 2)
	if got, want := store.text(session.Cart), stored(s); got != want {
		t.Errorf("got %s stored, want %s", got, want)
	}
	if s.Broken() != nil {
		t.Errorf("got broken %v, want nothing: the cart is stored", s.Broken())
	}
}

func TestFullStorage(t *testing.T) {
	for room := range 9 {
		var store storage
		writes := 0
		store.onSet = func(string, string) error {
			if writes++; writes > room {
				return errFull
			}
			return nil
		}
		s, _ := open(t, &store)
		add(t, s, 1, 0, 1)
		add(t, s, 1, 0, 1)
		if got := s.Cart().Count(); got != 2 {
			t.Errorf("room for %d writes: got %d units, want 2", room, got)
		}
		// Opening takes four writes (sesion, titulo, carrito, cambios), each change two.
		broken := s.Broken() != nil
		if isStored := store.text(session.Cart) == stored(s); !broken && !isStored {
			t.Errorf("room for %d writes: got broken %v, while the cart stored is %s", room, s.Broken(), store.text(session.Cart))
		}
		if want := room < 8; broken != want {
			t.Errorf("room for %d writes: got broken %v, want %t", room, s.Broken(), want)
		}
	}
}

// recovered opens a session in a storage that is broken at first and works
// from then on, and changes the cart once.
func recovered(t *testing.T) (*storage, *session.Session) {
	t.Helper()
	store := blocked()
	s, _ := open(t, store)
	s.Set(session.Customer, "Ñusta")
	store.onGet, store.onSet = nil, nil
	add(t, s, 1, 0, 2)
	return store, s
}

func TestStorageThatRecovers(t *testing.T) {
	store, s := recovered(t)
	if s.Broken() != nil {
		t.Errorf("got broken %v, want nothing", s.Broken())
	}
	if got, want := store.text(session.Cart), stored(s); got != want {
		t.Errorf("got %s stored, want %s", got, want)
	}
}

// Once storage works, the session must outlive a reload as a whole: what was
// meant to be written while it did not work is written too.
func TestEveryVariableRecovers(t *testing.T) {
	store, s := recovered(t)
	for name, want := range map[string]string{
		session.ID: s.ID(), session.Title: "MODA DJANGO", session.Customer: "Ñusta",
	} {
		if got := store.text(name); got != want {
			t.Errorf("%s: got %q stored, want %q", name, got, want)
		}
	}
}

// A full storage has room for a short text where the cart no longer fits. The
// shopper must go on being told that the cart is not kept.
func TestBrokenUntilTheCartIsStored(t *testing.T) {
	var store storage
	s, _ := open(t, &store)
	store.onSet = func(name, _ string) error {
		if name == session.Cart {
			return errFull
		}
		return nil
	}
	add(t, s, 1, 0, 2)
	s.Set(session.Customer, "Ñusta")
	if got := store.text(session.Cart); got == stored(s) {
		t.Fatal("got the cart stored, want it refused")
	}
	if !errors.Is(s.Broken(), errFull) {
		t.Errorf("got broken %v, want %v: the cart is in memory only", s.Broken(), errFull)
	}
	store.onSet = nil
	s.Set(session.Customer, "Ñusta Q.")
	if got, want := store.text(session.Cart), stored(s); got != want || s.Broken() != nil {
		t.Errorf("with room again: got %s stored and broken %v, want %s and nothing", got, s.Broken(), want)
	}
}

func TestMemory(t *testing.T) {
	var m session.Memory
	if text, ok, err := m.Get("a"); text != "" || ok || err != nil {
		t.Errorf("empty: got %q, %t, %v, want nothing", text, ok, err)
	}
	if err := m.Set("a", "1"); err != nil {
		t.Error(err)
	}
	if text, ok, err := m.Get("a"); text != "1" || !ok || err != nil {
		t.Errorf("got %q, %t, %v, want 1", text, ok, err)
	}
}
