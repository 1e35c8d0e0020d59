package browsertest

import (
	"strings"
	"sync"
	"testing"
)

// focus is the keyboard of a machine, which one window has at a time. In Firefox and WebKit,
// a window that opens or takes keys takes it from the others, and a field that was being
// typed in there is left. A story whose field must not be left keeps it; see [Tab.TypeOver].
type focus struct {
	mu    sync.Mutex
	free  sync.Cond
	story string // the story that has it, or ""
	holds int    // how often the story has taken it
}

// take gives the keyboard to the story of a test, once no other story has it. give gives it
// back.
func (f *focus) take(t testing.TB) (give func()) {
	story, _, _ := strings.Cut(t.Name(), "/")
	f.mu.Lock()
	defer f.mu.Unlock()
	f.free.L = &f.mu
	for f.story != "" && f.story != story {
		f.free.Wait()
	}
	f.story = story
	f.holds++
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.holds--; f.holds == 0 {
			f.story = ""
			f.free.Broadcast()
		}
	}
}
