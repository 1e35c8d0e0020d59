package asset

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// stored returns a cache with the forms of a body, as an earlier run has left them,
// and the name of the forms without the coding.
func stored(t *testing.T, content []byte) (*Cache, string) {
	t.Helper()
	cache, b := &Cache{Folder: t.TempDir()}, version(content)
	b.CompressQuickly(nil)
	name := cache.Folder + "/" + b.sum + "."
	for c := range identity {
		if err := os.WriteFile(name+codingNames[c], compressed(b, c), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cache, name
}

// compressed returns a form of a body, also one that is larger than the content.
func compressed(b *Body, c coding) []byte {
	if c == brotliCoding {
		return b.form(c).body
	}
	form, _ := compress(c, b.plain.body, Fast, always)
	return form
}

// overwrite writes a file of the cache anew.
func overwrite(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestRecover(t *testing.T) {
	content := []byte(strings.Repeat(poem, 1+minCached/len(poem)))
	hash := New("", content, Thorough).Hash()
	packed := func(other string) []byte { return compressed(version([]byte(other)), brotliCoding) }
	for _, test := range []struct {
		name   string
		hash   string
		change func(name string) // of the files
		coding string            // of the answer; "none" if nothing is recovered
	}{
		{"all forms", hash, func(string) {}, "br"},
		{"one form", hash, func(name string) { os.Remove(name + "br"); os.Remove(name + "gzip") }, "zstd"},
		{"unknown hash", strings.Repeat("0", HashLength), func(string) {}, "none"},
		{"Brotli of another content", hash, func(name string) { overwrite(t, name+"br", packed("another")) }, "zstd"},
		{"Brotli cut off", hash, func(name string) { os.Truncate(name+"br", 100) }, "zstd"},
		{"all empty", hash, func(name string) {
			for c := range identity {
				os.Truncate(name+codingNames[c], 0)
			}
		}, "none"},
	} {
		t.Run(test.name, func(t *testing.T) {
			cache, name := stored(t, content)
			test.change(name)
			b, found := cache.Recover("text/plain", test.hash)
			if found != (test.hash == hash) {
				t.Errorf("got found %t, want %t", found, !found)
			}
			if b == nil {
				if test.coding != "none" {
					t.Errorf("got nothing, want the body in %s", test.coding)
				}
				return
			}
			got := get(b, 200, "Accept-Encoding: br, zstd")
			if coding := got.Header.Get("Content-Encoding"); coding != test.coding || decode(t, got) != string(content) {
				t.Errorf("got another content or %q, want the content in %q", coding, test.coding)
			}
			if _, err := os.Stat(name + "br"); test.coding == "zstd" && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("got %v, want the damaged file removed", err)
			}
		})
	}
}

// After a restart the server takes a dictionary from the folder, if it is undamaged.
func TestDeltaFromTheFolder(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(name string)
		want   string
	}{
		{"undamaged", func(string) {}, "dcz"},
		{"one file damaged", func(name string) { os.Truncate(name+"br", 100) }, "dcz"},
		{"all damaged", func(name string) {
			for c := range identity {
				overwrite(t, name+codingNames[c], []byte("damaged"))
			}
		}, "br"},
		{"gone", func(name string) {
			for c := range identity {
				os.Remove(name + codingNames[c])
			}
		}, "br"},
	} {
		cache, name := stored(t, before)
		test.change(name)
		got := settled(version(after), held(cache), "GET", available(before))
		if coding := got.Header.Get("Content-Encoding"); coding != test.want {
			t.Errorf("%s: got %q, want %q", test.name, coding, test.want)
		}
	}
}

// Content that is too large for memory is left where it is.
func TestRecoverNothingHuge(t *testing.T) {
	content := bytes.Repeat([]byte("0123456789"), maxThorough/10+1)
	cache, name := stored(t, content)
	if b, found := cache.Recover("text/plain", New("", content, Fast).Hash()); b != nil || !found {
		t.Errorf("got %v and found %t, want a file and nothing of it", b, found)
	}
	if _, err := os.Stat(name + "br"); err != nil {
		t.Errorf("got %v, want the file untouched", err)
	}
}
