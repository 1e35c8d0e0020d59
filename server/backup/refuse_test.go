package backup_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/backup"
)

// noOrders is a database that fails, in use or not.
type noOrders struct{ used bool }

func (noOrders) Snapshot(context.Context, string) error { return errors.New("broken") }
func (n noOrders) Empty(context.Context) (bool, error)  { return !n.used, nil }
func (noOrders) Load(context.Context, string) error     { return errors.New("broken") }

// entry is a file of an archive that somebody else made.
type entry struct {
	tar.Header
	content string
}

// pack packs an archive. Without a manifest among the entries it adds the right one.
func pack(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var packed bytes.Buffer
	zipped := gzip.NewWriter(&packed)
	archive := tar.NewWriter(zipped)
	manifest := backup.Manifest{Format: 1}
	add := func(e entry) {
		if e.Size == 0 {
			e.Size = int64(len(e.content))
		}
		if e.Typeflag == 0 {
			e.Typeflag = tar.TypeReg
		}
		e.Mode = 0o777
		if err := archive.WriteHeader(&e.Header); err != nil {
			t.Fatal(err)
		}
		io.WriteString(archive, e.content)
		sum := sha256.Sum256([]byte(e.content))
		manifest.Files = append(manifest.Files, backup.File{Name: e.Name, Size: e.Size, SHA256: hex.EncodeToString(sum[:])})
	}
	own := false
	for _, e := range entries {
		own = own || e.Name == "manifest.json"
		add(e)
	}
	if !own {
		text, err := json.Marshal(manifest)
		if err != nil {
			t.Fatal(err)
		}
		add(entry{tar.Header{Name: "manifest.json"}, string(text)})
	}
	archive.Close()
	zipped.Close()
	return packed.Bytes()
}

func plain(name, content string) entry { return entry{tar.Header{Name: name}, content} }

// shopEntries are the files that a shop needs.
var shopEntries = []entry{plain("web/shop.json", "{}"), plain("web/products.json", "[]")}

// An archive that is damaged or made to harm is refused, and nothing is written.
func TestRestoreRefuses(t *testing.T) {
	link := func(kind byte, name, to string) entry {
		return entry{tar.Header{Name: name, Typeflag: kind, Linkname: to}, ""}
	}
	with := func(more ...entry) []byte { return pack(t, append(shopEntries[:2:2], more...)...) }
	whole := with(plain("web/a.jpg", strings.Repeat("pixel ", 10000)))
	tests := []struct {
		name    string
		archive []byte
		want    string
	}{
		{"nothing", nil, "is no backup"},
		{"another file", []byte("%PDF-1.7 and so on"), "is no backup"},
		{"a step upwards", with(plain("web/../../evil", "x")), "is no name in a shop"},
		{"a step upwards at the start", with(plain("../evil", "x")), "is no name in a shop"},
		{"an absolute name", with(plain("/etc/cron.d/evil", "x")), "is no name in a shop"},
		{"beside web", with(plain("evil.sh", "x")), "is no name in a shop"},
		{"a backslash", with(plain(`web/..\..\evil`, "x")), "is no name in a shop"},
		{"in the cache", with(plain("web/.cache/evil.br", "x")), "is no name in a shop"},
		{"a line break", with(plain("web/a\nb", "x")), "is no name in a shop"},
		{"a long name", with(plain("web/"+strings.Repeat("a/", 600)+"b", "x")), "is no name in a shop"},
		{"a symbolic link", with(link(tar.TypeSymlink, "web/images", "/etc")), "is no file"},
		{"a hard link", with(link(tar.TypeLink, "web/a.jpg", "web/shop.json")), "is no file"},
		{"a device", with(link(tar.TypeChar, "web/a.jpg", "")), "is no file"},
		{"a folder", with(link(tar.TypeDir, "web/images/", "")), "is no file"},
		{"a file as a folder", with(plain("web/a", "x"), plain("web/a/b", "x")), "web/a"},
		{"a name twice", with(plain("web/a.jpg", "x"), plain("web/a.jpg", "y")), "is in it twice"},
		{"a bomb", with(plain("web/a.jpg", strings.Repeat("\x00", 300<<20))), "far more than a backup of its size"},
		{"a sum that differs", with(entry{tar.Header{Name: "manifest.json"}, `{"format": 1, "files": [
			{"name": "web/shop.json", "size": 2, "sha256": "00"}, {"name": "web/products.json", "size": 2, "sha256": "00"}]}`}), "another content than its manifest says"},
		{"a file that is missing", with(entry{tar.Header{Name: "manifest.json"}, `{"format": 1, "files": [{"name": "web/a.jpg", "size": 2, "sha256": "00"}]}`}), "web/a.jpg is missing"},
		{"a file too many", with(plain("web/z.jpg", ""), entry{tar.Header{Name: "manifest.json"}, `{"format": 1, "files": []}`}), "is not in its manifest"},
		{"of a later version", with(entry{tar.Header{Name: "manifest.json"}, `{"format": 2, "by": "v9.0.0"}`}), "of a later version of carrito (v9.0.0)"},
		{"a manifest that is none", with(entry{tar.Header{Name: "manifest.json"}, `[`}), "manifest.json"},
		{"something after the manifest", with(plain("manifest.json", `{"format": 1}`), plain("web/a.jpg", "x")), "something follows"},
		{"without a shop", pack(t, plain("web/a.jpg", "x")), "has no web/shop.json"},
		{"cut off in a file", whole[:len(whole)/2], "half a backup"},
		{"cut off at its end", whole[:len(whole)-20], "half a backup"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parent := t.TempDir()
			archive := filepath.Join(t.TempDir(), "a.tar.gz")
			if err := os.WriteFile(archive, test.archive, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := backup.Restore(t.Context(), archive, backup.Target{Folder: filepath.Join(parent, "shop")})
			if err == nil || !strings.Contains(err.Error(), "nothing was restored") || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
			if entries, err := os.ReadDir(parent); err != nil || len(entries) > 0 {
				t.Errorf("got %v, %v, want nothing written", entries, err)
			}
		})
	}
}

// A backup that is cut off at any byte is refused.
func TestRestoreRefusesEachHalf(t *testing.T) {
	whole := pack(t, shopEntries...)
	archive, into := filepath.Join(t.TempDir(), "a.tar.gz"), filepath.Join(t.TempDir(), "shop")
	for length := range whole {
		if err := os.WriteFile(archive, whole[:length], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := backup.Restore(t.Context(), archive, backup.Target{Folder: into}); err == nil {
			t.Fatalf("the first %d of %d bytes: got no error", length, len(whole))
		}
		if _, err := os.Stat(into); err == nil {
			t.Fatalf("the first %d of %d bytes: got a shop", length, len(whole))
		}
	}
}

// Nothing that is there is replaced without -force. With it, the old folder stays
// beside the new one.
func TestRestoreForce(t *testing.T) {
	archive := filepath.Join(t.TempDir(), "a.tar.gz")
	if err := os.WriteFile(archive, pack(t, append(shopEntries[:2:2], plain("orders.db", "x"))...), 0o600); err != nil {
		t.Fatal(err)
	}
	parent := t.TempDir()
	into := filepath.Join(parent, "shop")
	write(t, into, map[string]string{"web/shop.json": "old", "notes.txt": "mine"})
	before := read(t, parent)
	for _, refused := range []struct {
		name, want string
		target     backup.Target
	}{
		{"a folder in use", "there is something in it", backup.Target{Folder: into}},
		{"a database in use", "there are orders or settings in it", backup.Target{Folder: filepath.Join(parent, "new"), Orders: noOrders{used: true}}},
		{"a database that fails", "nothing was restored: the database of orders: broken", backup.Target{Folder: into, Orders: noOrders{}, Force: true}},
		{"a file", "is no folder", backup.Target{Folder: filepath.Join(into, "notes.txt"), Force: true}},
	} {
		if _, err := backup.Restore(t.Context(), archive, refused.target); err == nil || !strings.Contains(err.Error(), refused.want) {
			t.Errorf("%s: got %v, want an error with %q", refused.name, err, refused.want)
		}
		if got := read(t, parent); !maps.Equal(got, before) {
			t.Errorf("%s: got %q, want everything as it was", refused.name, got)
		}
	}
	restored, err := backup.Restore(t.Context(), archive, backup.Target{Folder: into, Force: true})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := read(t, into), map[string]string{"web/shop.json": "{}", "web/products.json": "[]"}; !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := read(t, restored.Before); got["web/shop.json"] != "old" || got["notes.txt"] != "mine" {
		t.Errorf("got %q beside it, want the old folder", got)
	}
	if entries, _ := os.ReadDir(parent); len(entries) != 2 {
		t.Errorf("got %v, want the new and the old folder", entries)
	}
}

// Whatever is in an archive, nothing is written outside of the folder, and a shop that
// is restored has only files of a shop.
func FuzzRestore(f *testing.F) {
	f.Add(pack(f, shopEntries...))
	f.Add(pack(f, plain("web/../../evil", "x")))
	f.Add([]byte{0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0})
	f.Fuzz(func(t *testing.T, archive []byte) {
		parent := t.TempDir()
		file, into := filepath.Join(t.TempDir(), "a.tar.gz"), filepath.Join(parent, "shop")
		if err := os.WriteFile(file, archive, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := backup.Restore(t.Context(), file, backup.Target{Folder: into})
		entries, _ := os.ReadDir(parent)
		if err != nil && len(entries) > 0 || err == nil && len(entries) != 1 {
			t.Errorf("got %v after %v", entries, err)
		}
	})
}
