package export

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"carrito/server/asset"
)

// drafted returns the draft of a new export, which replaces the one in the folder.
func drafted(t *testing.T, folder string) (*target, *draft) {
	t.Helper()
	to, err := newTarget(folder, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	d, err := to.draft()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.remove() })
	return to, d
}

// lines writes a text of so many bytes, a few at a time.
func lines(length int) func(io.Writer) error {
	return func(w io.Writer) error {
		for i := 0; length > 0; i++ {
			line := fmt.Sprintf("%d: a line of a feed\n", i)
			line = line[:min(len(line), length)]
			length -= len(line)
			if _, err := io.WriteString(w, line); err != nil {
				return err
			}
		}
		return nil
	}
}

// A text has the same files whether it is kept or written as it comes, and those that are
// counted.
func TestStream(t *testing.T) {
	for _, test := range []struct {
		name, file string
		length     int
		want       []string // file extensions of its forms
	}{
		{"nothing", "robots.txt", 0, nil},
		{"short", "robots.txt", 2000, []string{".br", ".gz", ".zst"}},
		{"all that is kept", "feeds/google.xml", most, []string{".br", ".gz", ".zst"}},
		{"one byte more", "feeds/google.xml", most + 1, []string{".br", ".gz", ".zst"}},
		{"long", "feeds/google.xml", 3*most + 5, []string{".br", ".gz", ".zst"}},
		{"long, no text", "_headers", most + 1, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "dist")
			_, d := drafted(t, folder)
			e := &exporter{Options: Options{Precompress: true}}
			if err := e.stream(d, test.file, lines(test.length)); err != nil {
				t.Fatal(err)
			}
			var want strings.Builder
			lines(test.length)(&want)
			got := read(t, d.folder)
			delete(got, draftMarker)
			for name, content := range got {
				if unpack(t, name, content) != want.String() {
					t.Errorf("%s is another text", name)
				}
			}
			names := []string{test.file}
			for _, extension := range test.want {
				names = append(names, test.file+extension)
			}
			if written := slices.Sorted(maps.Keys(got)); !slices.Equal(written, names) {
				t.Errorf("got %q, want %q", written, names)
			}
			for name, content := range got {
				if d.lengths[name] != int64(len(content)) {
					t.Errorf("%s: got length %d, want %d", name, d.lengths[name], len(content))
				}
			}
			counted, e := &tally{lengths: map[string]int64{}}, &exporter{Options: e.Options, counts: true}
			if err := e.stream(counted, test.file, lines(test.length)); err != nil {
				t.Fatal(err)
			}
			if got := slices.Sorted(maps.Keys(counted.lengths)); !slices.Equal(got, names) || counted.lengths[test.file] != int64(test.length) {
				t.Errorf("counted: got %v, want %q with %d bytes", counted.lengths, names, test.length)
			}
		})
	}
}

// A long text that did not change keeps its time, and one that did does not.
func TestStreamKeepsTimes(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "dist")
	e := &exporter{Options: Options{Precompress: true}}
	var before time.Time
	for i, length := range []int{most + 1000, most + 1000, most + 999} {
		to, d := drafted(t, folder)
		if err := errors.Join(e.stream(d, "a.xml", lines(length)), d.close(), to.replace(d)); err != nil {
			t.Fatal(err)
		}
		for _, name := range append([]string{""}, asset.Extensions[:]...) {
			info, err := d.root.Stat("a.xml" + name)
			if err != nil {
				t.Fatal(err)
			}
			if same := info.ModTime().Equal(before); same != (i == 1) {
				t.Errorf("export %d: a.xml%s: got the time of before %t, want %t", i, name, same, i == 1)
			}
		}
		if i == 0 {
			before = time.Unix(1_700_000_000, 0)
			for _, name := range append([]string{""}, asset.Extensions[:]...) {
				if err := d.root.Chtimes("a.xml"+name, before, before); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// A text that cannot be made fails the export, short or long.
func TestStreamFails(t *testing.T) {
	fault := errors.New("no text")
	for _, length := range []int{0, 100, most + 1} {
		_, d := drafted(t, filepath.Join(t.TempDir(), "dist"))
		e := &exporter{Options: Options{Precompress: true}}
		err := e.stream(d, "a.xml", func(w io.Writer) error { return errors.Join(lines(length)(w), fault) })
		if !errors.Is(err, fault) {
			t.Errorf("%d bytes: got %v, want %v", length, err, fault)
		}
	}
}

func TestSameText(t *testing.T) {
	long := strings.Repeat("x", 16<<10)
	for _, test := range []struct {
		name, a, b string
		want       bool
	}{
		{"nothing", "", "", true},
		{"short", "a", "a", true},
		{"other", "a", "b", false},
		{"longer", "a", "ab", false},
		{"one piece", long, long, true},
		{"one piece and more", long, long + "y", false},
		{"other end", long + "x", long + "y", false},
		{"nothing and something", "", "a", false},
	} {
		if got := sameText(strings.NewReader(test.a), strings.NewReader(test.b)); got != test.want {
			t.Errorf("%s: got %t, want %t", test.name, got, test.want)
		}
	}
	if sameText(strings.NewReader(long), io.MultiReader(strings.NewReader(long), failing{})) {
		t.Error("a file that cannot be read: got the same, want another")
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is broken") }
