package orderdb_test

import (
	"context"
	"errors"
	"log"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// No order is taken into a file that has not the database's name any more. Once
// there is one of that name again, it is opened.
func TestFileMoved(t *testing.T) {
	tests := []struct {
		name       string
		move, back func(t *testing.T, file string)
		kept       bool // whether the orders from before are there again
	}{
		{"removed, a backup put back", func(t *testing.T, file string) { remove(t, file) },
			func(t *testing.T, file string) { rename(t, file+".bak", file) }, true},
		{"removed with its log, a backup put back", func(t *testing.T, file string) { remove(t, file, file+"-wal", file+"-shm") },
			func(t *testing.T, file string) { rename(t, file+".bak", file) }, true},
		{"removed, an empty file put there", func(t *testing.T, file string) { remove(t, file) },
			func(t *testing.T, file string) { write(t, file, "") }, false},
		{"removed, another server makes it anew", func(t *testing.T, file string) { remove(t, file, file+"-wal", file+"-shm") },
			func(t *testing.T, file string) { inboxtest.Open(t, file) }, false},
		{"replaced by a backup", func(t *testing.T, file string) { rename(t, file+".bak", file) }, nothing, true},
		{"renamed and back", func(t *testing.T, file string) { rename(t, file, file+".old") },
			func(t *testing.T, file string) { rename(t, file+".old", file) }, true},
		{"its folder renamed and back", func(t *testing.T, file string) { rename(t, filepath.Dir(file), filepath.Dir(file)+".old") },
			func(t *testing.T, file string) { rename(t, filepath.Dir(file)+".old", filepath.Dir(file)) }, true},
		{"its log removed", func(t *testing.T, file string) { remove(t, file+"-wal") }, nothing, true},
		{"its index removed", func(t *testing.T, file string) { remove(t, file+"-shm") }, nothing, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "data", "orders.db")
			if err := os.Mkdir(filepath.Dir(file), 0o700); err != nil {
				t.Fatal(err)
			}
			c := inboxtest.NewCounter(t)
			s := inboxtest.Counted(t, func() *orderdb.Store { return inboxtest.Open(t, file) }, c)
			before := c.Order("1×1")
			c.Place(s, before)
			if err := s.Backup(t.Context(), file+".bak"); err != nil {
				t.Fatal(err)
			}
			test.move(t, file)
			if _, err := s.Place(t.Context(), c.Order("1×1"), c.Propose); !errors.Is(err, orderdb.ErrUnavailable) {
				t.Errorf("place: got %v, want %v", err, orderdb.ErrUnavailable)
			}
			if err := s.Fault(); err == nil || !strings.Contains(err.Error(), file) {
				t.Errorf("got the fault %v, want the file's name", err)
			}
			logged := watch(t, s)
			test.back(t, file)
			waitFor(t, "the end of the fault", func() bool { return s.Fault() == nil })
			after := c.Order("1×1")
			c.Place(s, after)
			waitFor(t, "the log's word", func() bool {
				return strings.Contains(logged(), "NO ORDERS ARE TAKEN") && strings.Contains(logged(), "orders are taken again")
			})
			fresh := inboxtest.Open(t, file)
			if _, err := fresh.Order(t.Context(), after.ID); err != nil {
				t.Errorf("the order of afterwards: got %v, want it in the file", err)
			}
			if _, err := fresh.Order(t.Context(), before.ID); (err == nil) != test.kept {
				t.Errorf("the order of before: got %v, want it there: %v", err, test.kept)
			}
			want := "1=9 2:1=3 2:2=0"
			if test.kept {
				want = "1=8 2:1=3 2:2=0"
			}
			if got := inboxtest.Stock(t, fresh); got != want {
				t.Errorf("stock: got %s, want %s", got, want)
			}
		})
	}
}

func nothing(*testing.T, string) {}

// watch watches a store's files for the length of a test, and returns what the log
// says of them.
func watch(t *testing.T, s *orderdb.Store) (logged func() string) {
	t.Helper()
	var mu sync.Mutex
	var text strings.Builder
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		s.Watch(ctx, time.Millisecond, log.New(writerFunc(func(b []byte) (int, error) {
			mu.Lock()
			defer mu.Unlock()
			return text.Write(b)
		}), "", 0))
	})
	t.Cleanup(func() { stop(); running.Wait() })
	return func() string {
		mu.Lock()
		defer mu.Unlock()
		return text.String()
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

// waitFor waits until something is so.
func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s has not come", what)
		}
	}
}

func remove(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
