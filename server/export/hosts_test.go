package export

import (
	"fmt"
	"strings"
	"testing"
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
		{"a large shop", Size{Files: 105_000, Bytes: 1.6e9, Largest: 87.4e6, Name: "web/products.json", Entries: 100_000, Folder: "producto", Full: "producto has 100000 entries"},
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

// Each folder that is too full for some FTP programs is named.
func TestFullFolders(t *testing.T) {
	lengths := map[string]int64{}
	for i := range maxEntries + 1 {
		lengths[fmt.Sprintf("producto/%d/index.html", i)] = 1
		lengths[fmt.Sprintf("web/assets/part.%d.json", i)] = 1
		if i > 0 {
			lengths[fmt.Sprintf("pagina/%d/index.html", i)] = 1
		}
	}
	lines := sizeOf(lengths).Hosts()
	if got, want := lines[len(lines)-1], "producto has 10001 entries, web/assets has 10001 entries, and some FTP programs"; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q at the start", got, want)
	}
}
