package pages

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"carrito/app/session"
)

// keys returns the keys of the cart's lines with their quantities, in order.
func keys(s *Shop) string {
	var lines []string
	for _, line := range s.Session.Cart().Lines() {
		lines = append(lines, fmt.Sprintf("%s×%d", line.Key(), line.Quantity))
	}
	return strings.Join(lines, " ")
}

// The same sentence twice is two different texts, so that a screen reader reads
// both.
func TestSameMessageTwice(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	status := func() string {
		root := render(t, NewRoot(s, at(t, "/")))
		return one(t, "live region", with(all(root), "role", "status")).FirstChild.Data
	}
	s.Add(1, 0, 1)
	first := status()
	s.Add(1, 0, 1)
	if second := status(); first == second {
		t.Errorf("got %q twice, want an invisible difference", second)
	}
}

// faulty is a storage that fails to write when off is set.
type faulty struct {
	session.Memory
	off bool
}

func (f *faulty) Set(name, text string) error {
	if f.off {
		return errors.New("the storage is full")
	}
	return f.Memory.Set(name, text)
}

func TestBrokenStorageIsReportedOnce(t *testing.T) {
	for _, off := range []bool{true, false} { // from the start, or later
		t.Run(fmt.Sprint("from the start ", off), func(t *testing.T) {
			storage := &faulty{off: off}
			s := store(t, "es", few, storage)
			storage.off = true
			for range 3 {
				s.Add(1, 0, 1)
			}
			s.Remove("1")
			s.Undo()
			if got := keys(s); got != "1×3" {
				t.Errorf("cart: got %q, want 1×3", got)
			}
			page := wordsOf(render(t, NewRoot(s, at(t, "/carrito"))))
			if got := strings.Count(page, spanish.StorageBroken); got != 1 {
				t.Errorf("broken storage: got %d sentences in the news, want one", got)
			}
		})
	}
	s := store(t, "es", few, &session.Memory{})
	s.Add(1, 0, 1)
	if len(s.News) != 0 {
		t.Errorf("working storage: got the news %q, want none", s.News)
	}
}
