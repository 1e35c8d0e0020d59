package export

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// leftovers returns the entries of a folder besides the export.
func leftovers(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var rest []string
	for _, entry := range entries {
		if entry.Name() != "dist" {
			rest = append(rest, entry.Name())
		}
	}
	return rest
}

// A second export replaces all of the first and leaves nothing beside it.
// Unchanged files keep their modification time.
func TestSecondExport(t *testing.T) {
	shop, parent := small(t), t.TempDir()
	out := export(t, Options{Files: shop, Out: filepath.Join(parent, "dist")})
	changed := filepath.Join(out, "producto/1/index.html")
	before := time.Now().Add(-time.Hour)
	if err := os.Chtimes(changed, before, before); err != nil {
		t.Fatal(err)
	}
	products := strings.Replace(thirty(), `"id": 1, "slug": "gorra-1", "name": "Gorra 1", "price": "39.90"`, `"id": 1, "slug": "gorra-1", "name": "Gorra 1", "price": "49.90"`, 1)
	products = strings.Replace(products, `"id": 31,`, `"id": 32,`, 1)
	write(t, shop.Products, products)
	export(t, Options{Files: shop, Out: out})
	files := read(t, out)
	if files["producto/31/index.html"] != "" || files["producto/32/index.html"] == "" {
		t.Error("got the product that was removed, or not the one that was added")
	}
	if !strings.Contains(files["producto/1/index.html"], "49.90") {
		t.Error("got the old price, want the new one")
	}
	if info, err := os.Stat(changed); err != nil || info.ModTime().Before(before.Add(time.Minute)) {
		t.Errorf("got the time of the old page (%v), want a new one", err)
	}
	if rest := leftovers(t, parent); len(rest) > 0 {
		t.Errorf("got %q beside the export, want nothing", rest)
	}

	// A third export of the same shop changes no time.
	first := times(t, out)
	export(t, Options{Files: shop, Out: out})
	if second := times(t, out); !maps.Equal(first, second) {
		t.Error("got different times for the same files, want no change")
	}
}

func times(t *testing.T, folder string) map[string]int64 {
	t.Helper()
	times := map[string]int64{}
	for name := range read(t, folder) {
		info, err := os.Stat(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		times[name] = info.ModTime().UnixNano()
	}
	return times
}

// If an export fails, the earlier one stays unchanged, and nothing else is
// left.
func TestFailureKeepsTheOldExport(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(t *testing.T, o *Options) context.Context
		want  string
	}{
		{"a faulty catalogue", func(t *testing.T, o *Options) context.Context {
			write(t, o.Files.Products, `[{"id": 1, "slug": "a", "name": "A", "price": "gratis"}]`)
			return t.Context()
		}, "gratis"},
		{"no program", func(t *testing.T, o *Options) context.Context {
			os.Remove(filepath.Join(o.Files.Web, "app.wasm"))
			return t.Context()
		}, "app.wasm"},
		{"a file that cannot be read", func(t *testing.T, o *Options) context.Context {
			if err := os.Symlink("../../secret", filepath.Join(o.Files.Web, "images", "z.jpg")); err != nil {
				t.Fatal(err)
			}
			return t.Context()
		}, "images/z.jpg"},
		{"a name that no file can have", func(t *testing.T, o *Options) context.Context {
			write(t, o.Files.Products, strings.ReplaceAll(thirty(), "Gorros y Más", strings.Repeat("gorro", 100)))
			return t.Context()
		}, "gorrogorro"},
		{"stopped halfway", func(t *testing.T, o *Options) context.Context {
			ctx, stop := context.WithCancel(t.Context())
			o.Progress = func(done, total int) {
				if done == total/2 {
					stop()
				}
			}
			return ctx
		}, context.Canceled.Error()},
		{"a file of somebody's that appears meanwhile", func(t *testing.T, o *Options) context.Context {
			o.Progress = func(done, total int) {
				if done == total {
					write(t, filepath.Join(o.Out, "CNAME"), "shop.example")
				}
			}
			return t.Context()
		}, "CNAME"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := Options{Files: small(t), Out: filepath.Join(t.TempDir(), "dist")}
			export(t, o)
			before := read(t, o.Out)
			ctx := test.spoil(t, &o)
			if _, err := Export(ctx, o); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want one about %s", err, test.want)
			}
			after := read(t, o.Out)
			delete(after, "CNAME")
			if !maps.Equal(before, after) {
				t.Error("got the old export changed, want it unchanged")
			}
			if rest := leftovers(t, filepath.Dir(o.Out)); len(rest) > 0 {
				t.Errorf("got %q beside the export, want nothing", rest)
			}
		})
	}
}

// An export replaces only an earlier export, or nothing.
func TestRefusesOtherFolders(t *testing.T) {
	shop := small(t)
	tests := []struct {
		name    string
		prepare func(t *testing.T, out string)
		want    string
	}{
		{"somebody's folder", func(t *testing.T, out string) { write(t, filepath.Join(out, "thesis.txt"), "years") }, "no export"},
		{"a file", func(t *testing.T, out string) { write(t, out, "years") }, "not a directory"},
		{"an export with somebody's file in it", func(t *testing.T, out string) {
			export(t, Options{Files: shop, Out: out})
			write(t, filepath.Join(out, "producto/1/notes.txt"), "years")
		}, "producto/1/notes.txt"},
		{"an export under version control", func(t *testing.T, out string) {
			export(t, Options{Files: shop, Out: out})
			write(t, filepath.Join(out, ".git/HEAD"), "ref")
		}, ".git/HEAD"},
		{"a folder with a false marker", func(t *testing.T, out string) { write(t, filepath.Join(out, marker), "hola") }, "no export"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parent := t.TempDir()
			out := filepath.Join(parent, "dist")
			test.prepare(t, out)
			before := read(t, parent)
			if _, err := Export(t.Context(), Options{Files: shop, Out: out}); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want one about %q", err, test.want)
			}
			if !maps.Equal(read(t, parent), before) {
				t.Error("got the folder changed, want it unchanged")
			}
		})
	}
	for _, out := range []string{shop.Web, filepath.Join(shop.Web, "dist"), filepath.Dir(shop.Web)} {
		if _, err := Export(t.Context(), Options{Files: shop, Out: out}); err == nil {
			t.Errorf("%s: got no error, want one", out)
		}
	}
}

func TestOutThatIsALink(t *testing.T) {
	parent := t.TempDir()
	if err := os.Mkdir(filepath.Join(parent, "real"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real", filepath.Join(parent, "dist")); err != nil {
		t.Fatal(err)
	}
	shop := small(t)
	for range 2 {
		export(t, Options{Files: shop, Out: filepath.Join(parent, "dist")})
	}
	info, err := os.Lstat(filepath.Join(parent, "dist"))
	if err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("got %v (%v), want it still to be a link", info, err)
	}
	if _, err := os.Stat(filepath.Join(parent, "real", "index.html")); err != nil {
		t.Errorf("got no export behind the link: %v", err)
	}
}
