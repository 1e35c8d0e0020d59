package orderdb_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

func TestSessions(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		ctx, s, now := context.Background(), open(), time.Now()
		has := func(id string, at time.Time) bool {
			t.Helper()
			ok, err := s.HasSession(ctx, []byte(id), at)
			if err != nil {
				t.Fatal(err)
			}
			return ok
		}
		for _, id := range []string{"a", "b"} {
			if err := s.StartSession(ctx, orderdb.Session{ID: []byte(id), Started: now, Expires: now.Add(time.Hour), Address: "127.0.0.1", Browser: "Firefox"}); err != nil {
				t.Fatal(err)
			}
		}
		if !has("a", now) || has("c", now) || has("a", now.Add(2*time.Hour)) {
			t.Error("got another session than a, or a for ever; want a, for an hour")
		}
		list, err := s.Sessions(ctx, now)
		if err != nil || len(list) != 2 || list[0].Address != "127.0.0.1" || list[0].Browser != "Firefox" || list[0].Started.UnixMicro() != now.UnixMicro() {
			t.Errorf("got %v, %v, want two sessions as they were started", list, err)
		}
		if err := s.EndSession(ctx, []byte("a")); err != nil || has("a", now) || !has("b", now) {
			t.Errorf("got error %v, want a ended and b not", err)
		}
		for i := range 120 { // many sessions end the oldest
			if err := s.StartSession(ctx, orderdb.Session{ID: fmt.Append(nil, i), Expires: now.Add(time.Hour + time.Duration(i)*time.Second)}); err != nil {
				t.Fatal(err)
			}
		}
		if has("b", now) || has("19", now) || !has("20", now) || !has("119", now) {
			t.Error("want the latest hundred sessions and no others")
		}
		list, err = s.Sessions(ctx, now.Add(time.Hour+118*time.Second))
		if err != nil || len(list) != 1 || string(list[0].ID) != "119" {
			t.Errorf("got %v, %v, want the one that has not expired", list, err)
		}
		if err := s.EndSessions(ctx); err != nil || has("119", now) {
			t.Errorf("got error %v, want all sessions ended", err)
		}
	})
}

// late is a guard that lets two attempts through.
func late(key string) orderdb.Guard {
	return orderdb.Guard{Key: key, Delay: func(failures int) time.Duration {
		return time.Duration(max(0, failures-1)) * time.Minute
	}}
}

func TestAttempt(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		ctx, s, now := context.Background(), open(), time.Now()
		steps := []struct {
			name string
			at   time.Duration
			from string
			want time.Duration
		}{
			{"the first", 0, "here", 0},
			{"the second", 0, "here", 0},
			{"the third is refused", time.Second, "here", 59 * time.Second},
			{"another address is of the same account", time.Second, "there", 59 * time.Second},
			{"after the wait", time.Minute, "there", 0},
			{"a longer wait", time.Minute, "there", 2 * time.Minute},
			{"a day later all is forgotten", 25 * time.Hour, "here", 0},
			{"and begins anew", 25 * time.Hour, "here", 0},
			{"until it does not", 25 * time.Hour, "here", time.Minute},
		}
		for _, step := range steps {
			got, err := s.Attempt(ctx, now.Add(step.at), late("account"), late("address "+step.from))
			if err != nil || got.Round(time.Second) != step.want {
				t.Errorf("%s: got wait %v, %v, want %v", step.name, got, err, step.want)
			}
		}
		if err := s.Forgive(ctx, late("account"), late("address here")); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Attempt(ctx, now.Add(25*time.Hour), late("account"), late("address here")); err != nil || got != 0 {
			t.Errorf("forgiven: got wait %v, %v, want none", got, err)
		}
	})
}

// A block lasts as long as its guard says, even when the clock is set back.
func TestBlockEndsWhenTheClockIsSetBack(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		ctx, s, now := context.Background(), open(), time.Now()
		attempt := func(at time.Time) time.Duration {
			t.Helper()
			wait, err := s.Attempt(ctx, at, late("account"))
			if err != nil {
				t.Fatal(err)
			}
			return wait.Round(time.Second)
		}
		attempt(now)
		attempt(now)
		back := now.AddDate(-1, 0, 0)
		if got := attempt(back); got != time.Minute {
			t.Errorf("a year back: got wait %v, want the guard's minute", got)
		}
		if got := attempt(back.Add(30 * time.Second)); got != 30*time.Second {
			t.Errorf("30 s later: got wait %v, want 30 s", got)
		}
		if got := attempt(back.Add(time.Minute)); got != 0 {
			t.Errorf("a minute later: got wait %v, want none", got)
		}
		if err := s.ForgiveAll(ctx); err != nil {
			t.Fatal(err)
		}
		if got := attempt(back.Add(time.Minute)); got != 0 {
			t.Errorf("forgiven: got wait %v, want none", got)
		}
	})
}

// Many attempts at once are no way around the guards: as many get through as
// would one after the other.
func TestAttemptsAtOnce(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s, now := open(), time.Now()
		if _, err := s.Attempt(context.Background(), now, late("account")); err != nil {
			t.Fatal(err)
		}
		var through sync.Map
		var group sync.WaitGroup
		for i := range 30 {
			group.Go(func() {
				if wait, err := s.Attempt(context.Background(), now, late("account")); err == nil && wait == 0 {
					through.Store(i, true)
				}
			})
		}
		group.Wait()
		n := 0
		through.Range(func(any, any) bool { n++; return true })
		if n != 1 {
			t.Errorf("got %d through, want 1", n)
		}
	})
}
