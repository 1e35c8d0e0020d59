package export

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// An export removes what killed exports have left, and nothing else.
func TestSweep(t *testing.T) {
	shop, parent := small(t), t.TempDir()
	out := filepath.Join(parent, "dist")
	write(t, filepath.Join(parent, ".dist-1", draftMarker), "")
	write(t, filepath.Join(parent, ".dist-1", "web", "a.jpg"), "half")
	export(t, Options{Files: shop, Out: filepath.Join(parent, ".dist-2")}) // put aside but not yet removed
	for name, when := range map[string]time.Time{".dist-3": time.Now().Add(-time.Hour), ".dist-4": time.Now()} {
		folder := filepath.Join(parent, name)
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(folder, when, when); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(parent, ".dist-5", "letter.txt"), "somebody's")
	write(t, filepath.Join(parent, ".dist-x", draftMarker), "")
	write(t, filepath.Join(parent, ".dist-6", draftMarker), "")
	unlock, ok := lock(filepath.Join(parent, ".dist-6"))
	if !ok {
		t.Fatal("got no lock, want one")
	}
	defer unlock()
	export(t, Options{Files: shop, Out: out})
	got := leftovers(t, parent)
	slices.Sort(got)
	if want := []string{".dist-4", ".dist-5", ".dist-6", ".dist-x"}; !slices.Equal(got, want) {
		t.Errorf("got %q left, want %q: a new one, somebody else's, one being written, one of another name", got, want)
	}
}

// sweep puts back an export that was put aside when the machine stopped.
func TestSweepPutsBack(t *testing.T) {
	shop, parent := small(t), t.TempDir()
	aside := filepath.Join(parent, ".dist-1-before")
	export(t, Options{Files: shop, Out: aside})
	want := read(t, aside)
	out := filepath.Join(parent, "dist")
	if err := sweep(out); err != nil {
		t.Fatal(err)
	}
	if got := read(t, out); !maps.Equal(got, want) {
		t.Error("got a different export, want the one that was put aside")
	}
	if rest := leftovers(t, parent); len(rest) > 0 {
		t.Errorf("got %q left, want nothing", rest)
	}
}
