package export

import (
	"slices"
	"strings"
	"testing"

	"carrito/server/site"
)

func TestHosts(t *testing.T) {
	tests := []struct {
		name string
		size Size
		want string
	}{
		{"a small shop", Size{Files: 400, Bytes: 30e6, Largest: 5e6, Name: "web/app.wasm", Entries: 64, Folder: "producto"},
			"within the limits of GitHub Pages, Cloudflare Pages, Netlify"},
		{"many files", Size{Files: 40_000, Bytes: 600e6, Largest: 5e6, Entries: 9_000, Folder: "producto"},
			"within the limits of GitHub Pages, Netlify\n" +
				"too much for Cloudflare Pages: 40000 files, and it takes 20000, or 100000 with a paid plan"},
		{"a large shop", Size{Files: 105_000, Bytes: 1.6e9, Largest: 87.4e6, Name: "web/products.json", Entries: 100_000, Folder: "producto"},
			"too much for GitHub Pages: 1.6 GB, and it takes 1 GB\n" +
				"too much for Cloudflare Pages: 105000 files, and it takes 20000; web/products.json has 87.4 MB, and it takes files of up to 25 MiB\n" +
				"too much for Netlify: producto has 100000 entries, and it takes 54000 files in a folder\n" +
				"producto has 100000 entries, and some FTP programs list only 10000 of a folder: upload it with rsync or the host's own program"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(test.size.Hosts(), "\n"); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestSizeOf(t *testing.T) {
	got := sizeOf(map[string]int64{"index.html": 5, "p/1/index.html": 7, "p/2/index.html": 7, "p/2/x/y": 1, "p/a": 3})
	if want := (Size{Files: 5, Bytes: 23, Largest: 7, Name: "p/1/index.html", Entries: 3, Folder: "p"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := sizeOf(nil); got != (Size{}) {
		t.Errorf("nothing: got %+v, want zero", got)
	}
}

// An estimate is near what an export writes, and needs no program.
func TestEstimate(t *testing.T) {
	source := small(t)
	result, err := Export(t.Context(), Options{Files: source, Out: t.TempDir(), Base: base})
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.Load(source)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Estimate(s, source.Web)
	if err != nil {
		t.Fatal(err)
	}
	near := func(a, b int64) bool { return a > b*3/4 && a < b*5/4 }
	if want := result.Size; !near(int64(got.Files), int64(want.Files-15)) || !near(got.Bytes, want.Bytes) || got.Entries != want.Entries || got.Folder != want.Folder {
		t.Errorf("got %+v, want about %+v without the 15 files of a program", got, want)
	}
	written := slices.Collect(func(yield func(string) bool) {
		for name := range read(t, export(t, Options{Files: source, Base: base})) {
			if !yield(name) {
				return
			}
		}
	})
	if len(written) != result.Size.Files {
		t.Errorf("got %d files counted, want the %d that were written", result.Size.Files, len(written))
	}
}
