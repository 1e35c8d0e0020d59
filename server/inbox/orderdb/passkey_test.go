package orderdb_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// newPasskey is a passkey as it is added at a time.
func newPasskey(id string, count uint32, added time.Time) orderdb.Passkey {
	return orderdb.Passkey{
		ID: []byte(id), Key: []byte("the key of " + id), Count: count, Flags: 0x5d,
		Origin: "https://shop.example", Name: "Teléfono de " + id, Added: added,
	}
}

// passkeys returns the numbers of the passkeys, by their ids.
func passkeys(t *testing.T, s *orderdb.Store) map[string]orderdb.Passkey {
	t.Helper()
	list, err := s.Passkeys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]orderdb.Passkey{}
	for _, p := range list {
		found[string(p.ID)] = p
	}
	return found
}

func TestPasskeys(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		ctx, s, now := t.Context(), open(), time.Now().Truncate(time.Microsecond).UTC()
		for i, id := range []string{"a", "b"} {
			if err := s.AddPasskey(ctx, newPasskey(id, 1<<31, now), []byte{byte(i)}); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.AddPasskey(ctx, newPasskey("a", 0, now), []byte("other")); !errors.Is(err, orderdb.ErrKnownPasskey) {
			t.Errorf("the same again: got %v, want it known", err)
		}
		if err := s.AddPasskey(ctx, newPasskey("c", 0, now), []byte{1}); !errors.Is(err, orderdb.ErrAnswered) {
			t.Errorf("an answered challenge: got %v, want it refused", err)
		}
		list, err := s.Passkeys(ctx)
		want := newPasskey("a", 1<<31, now)
		if err != nil || len(list) != 2 {
			t.Fatalf("got %v, %v, want two", list, err)
		}
		want.Number = list[0].Number
		if got := list[0]; want.Number == 0 || fmt.Sprint(got) != fmt.Sprint(want) || !got.Used.IsZero() {
			t.Errorf("got %+v, want %+v", got, want)
		}
		later := now.Add(time.Hour)
		if err := s.UsePasskey(ctx, list[0].Number, 1<<31+1, []byte("used"), later); err != nil {
			t.Fatal(err)
		}
		if got := passkeys(t, s)["a"]; got.Count != 1<<31+1 || !got.Used.Equal(later) {
			t.Errorf("got %+v, want it counted and used", got)
		}
		if err := s.RemovePasskeys(ctx); err != nil || len(passkeys(t, s)) != 0 {
			t.Errorf("got %v, want none left", err)
		}
	})
}

// A count of signatures that does not grow is refused, unless nothing is counted,
// and so is a challenge that was answered and a passkey that is not there.
func TestUsePasskey(t *testing.T) {
	tests := []struct {
		name        string
		stored, new uint32
		number      int64 // beyond the passkey's own
		challenge   string
		want        error
	}{
		{"nothing is counted", 0, 0, 0, "new", nil},
		{"counting begins", 0, 7, 0, "new", nil},
		{"counted", 7, 8, 0, "new", nil},
		{"the same count", 7, 7, 0, "new", orderdb.ErrCopiedPasskey},
		{"back", 7, 6, 0, "new", orderdb.ErrCopiedPasskey},
		{"counting ends", 7, 0, 0, "new", orderdb.ErrCopiedPasskey},
		{"an answered challenge", 7, 8, 0, "old", orderdb.ErrAnswered},
		{"another passkey", 7, 8, 1000, "new", orderdb.ErrNoPasskey},
	}
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		ctx, s, now := t.Context(), open(), time.Now()
		for i, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				id := fmt.Sprint(i)
				if err := s.AddPasskey(ctx, newPasskey(id, test.stored, now), []byte("old "+id)); err != nil {
					t.Fatal(err)
				}
				number := passkeys(t, s)[id].Number + test.number
				err := s.UsePasskey(ctx, number, test.new, []byte(test.challenge+" "+id), now)
				if !errors.Is(err, test.want) {
					t.Errorf("got %v, want %v", err, test.want)
				}
				if got := passkeys(t, s)[id]; test.want != nil && (got.Count != test.stored || !got.Used.IsZero()) {
					t.Errorf("got %+v, want nothing changed", got)
				}
			})
		}
	})
}

// Of many answers to one challenge at once, one is taken.
func TestChallengeIsAnsweredOnce(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s, now := open(), time.Now()
		if err := s.AddPasskey(t.Context(), newPasskey("a", 0, now), []byte("old")); err != nil {
			t.Fatal(err)
		}
		number := passkeys(t, s)["a"].Number
		var taken atomic.Int32
		var group sync.WaitGroup
		for range 10 {
			group.Go(func() {
				switch err := s.UsePasskey(t.Context(), number, 0, []byte("new"), now); {
				case err == nil:
					taken.Add(1)
				case !errors.Is(err, orderdb.ErrAnswered):
					t.Error(err)
				}
			})
		}
		group.Wait()
		if taken.Load() != 1 {
			t.Errorf("got %d taken, want 1", taken.Load())
		}
		// Where the clock is set forward and back, it stays answered.
		if err := s.UsePasskey(t.Context(), number, 0, []byte("later"), now.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if err := s.UsePasskey(t.Context(), number, 0, []byte("new"), now); !errors.Is(err, orderdb.ErrAnswered) {
			t.Errorf("got %v, want it answered", err)
		}
	})
}

func TestTooManyPasskeys(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s := open()
		for i := range orderdb.MaxPasskeys {
			if err := s.AddPasskey(t.Context(), newPasskey(fmt.Sprint(i), 0, time.Now()), []byte{byte(i)}); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.AddPasskey(t.Context(), newPasskey("one more", 0, time.Now()), []byte("one more")); !errors.Is(err, orderdb.ErrTooManyPasskeys) {
			t.Errorf("got %v, want it refused", err)
		}
	})
}

// A passkey that is removed ends the sessions that it started, but for the one that
// removes it.
func TestRemovePasskey(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		ctx, s, now := t.Context(), open(), time.Now()
		for _, id := range []string{"a", "b"} {
			if err := s.AddPasskey(ctx, newPasskey(id, 0, now), []byte(id)); err != nil {
				t.Fatal(err)
			}
		}
		a, b := passkeys(t, s)["a"].Number, passkeys(t, s)["b"].Number
		for id, passkey := range map[string]int64{"here": a, "elsewhere": a, "by b": b, "by password": 0} {
			if err := s.StartSession(ctx, orderdb.Session{ID: []byte(id), Started: now, Expires: now.Add(time.Hour), Passkey: passkey}); err != nil {
				t.Fatal(err)
			}
		}
		removed, err := s.RemovePasskey(ctx, a, []byte("here"))
		if err != nil || removed.Name != "Teléfono de a" || string(removed.ID) != "a" {
			t.Errorf("got %+v, %v", removed, err)
		}
		if _, err := s.RemovePasskey(ctx, a, nil); !errors.Is(err, orderdb.ErrNoPasskey) {
			t.Errorf("again: got %v, want it not there", err)
		}
		list, err := s.Sessions(ctx, now)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, session := range list {
			got = append(got, strings.TrimRight(fmt.Sprint(string(session.ID), ", ", session.PasskeyName), ", "))
		}
		if want := "by b, Teléfono de b by password here"; sorted(got) != want {
			t.Errorf("got the sessions %q, want %q", sorted(got), want)
		}
		if err := s.StartSession(ctx, orderdb.Session{ID: []byte("late"), Started: now, Expires: now.Add(time.Hour), Passkey: a}); err == nil {
			t.Error("a session by the removed passkey: got no error")
		}
	})
}
