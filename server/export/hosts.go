package export

import (
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"

	"carrito/server/asset"
	"carrito/server/site"
)

// Size is how much an export is, as far as hosts limit it.
type Size struct {
	Files   int
	Bytes   int64  // of all files
	Largest int64  // bytes of the largest file
	Name    string // of the largest file
	Entries int    // files and folders in the folder that has most
	Folder  string // that folder
}

// host is a host of plain files with its limits, as its documentation had them in
// 2026. A limit of 0 means none.
type host struct {
	name    string
	files   int
	paid    int // files with a paid plan
	bytes   int64
	largest int64 // bytes of a file
	entries int   // of a folder
}

var hosts = []host{
	{name: "GitHub Pages", bytes: 1e9},
	{name: "Cloudflare Pages", files: 20_000, paid: 100_000, largest: 25 << 20},
	{name: "Netlify", entries: 54_000},
}

// maxEntries is how many files and folders of a folder every FTP program lists.
const maxEntries = 10_000

// Hosts says in lines which hosts take so much, and for the others what they do not
// take.
func (s Size) Hosts() []string {
	var fit, lines []string
	for _, h := range hosts {
		if reasons := h.refuses(s); len(reasons) > 0 {
			lines = append(lines, "too much for "+h.name+": "+strings.Join(reasons, "; "))
		} else {
			fit = append(fit, h.name)
		}
	}
	if len(fit) > 0 {
		lines = append([]string{"within the limits of " + strings.Join(fit, ", ")}, lines...)
	}
	if s.Entries > maxEntries {
		lines = append(lines, fmt.Sprintf("%s has %d entries, and some FTP programs list only %d of a folder: upload it with rsync or the host's own program",
			s.Folder, s.Entries, maxEntries))
	}
	return lines
}

// refuses returns why a host does not take so much.
func (h host) refuses(s Size) []string {
	var reasons []string
	if h.files > 0 && s.Files > h.files {
		reason := fmt.Sprintf("%d files, and it takes %d", s.Files, h.files)
		if s.Files <= h.paid {
			reason += fmt.Sprintf(", or %d with a paid plan", h.paid)
		}
		reasons = append(reasons, reason)
	}
	if h.bytes > 0 && s.Bytes > h.bytes {
		reasons = append(reasons, fmt.Sprintf("%.1f GB, and it takes %.0f GB", float64(s.Bytes)/1e9, float64(h.bytes)/1e9))
	}
	if h.largest > 0 && s.Largest > h.largest {
		reasons = append(reasons, fmt.Sprintf("%s has %.1f MB, and it takes files of up to %d MiB", s.Name, float64(s.Largest)/1e6, h.largest>>20))
	}
	if h.entries > 0 && s.Entries > h.entries {
		reasons = append(reasons, fmt.Sprintf("%s has %d entries, and it takes %d files in a folder", s.Folder, s.Entries, h.entries))
	}
	return reasons
}

// sizeOf returns the size of files by their names and lengths.
func sizeOf(lengths map[string]int64) Size {
	s := Size{Files: len(lengths)}
	entries := map[string]int{}
	for name, length := range lengths {
		s.Bytes += length
		if length > s.Largest || length == s.Largest && name < s.Name {
			s.Largest, s.Name = length, name
		}
		for {
			folder := path.Dir(name)
			entries[folder]++
			if folder == "." || entries[folder] > 1 { // else the folder is new in its own folder
				break
			}
			name = folder
		}
	}
	for folder, n := range entries {
		if n > s.Entries || n == s.Entries && folder < s.Folder {
			s.Entries, s.Folder = n, folder
		}
	}
	return s
}

// samples is how many pages Estimate draws.
const samples = 24

// Estimate returns about how much an export of the shop without precompressed files
// would be. It draws a few of the pages, and does not need the program.
func Estimate(s *site.Site, web string) (Size, error) {
	static, err := s.AsFiles("")
	if err != nil {
		return Size{}, err
	}
	lengths := map[string]int64{site.ProductsFile[1:]: int64(len(s.Products()))}
	pages := static.PlainPaths()
	var drawn, bytes int64
	for i := 0; i < len(pages); i += max(1, len(pages)/samples) {
		u, err := url.Parse(static.Prefix() + strings.TrimSuffix(pages[i], "/") + "/")
		if err != nil {
			return Size{}, err
		}
		document, err := static.Page(u)
		if err != nil {
			return Size{}, err
		}
		drawn, bytes = drawn+1, bytes+int64(len(document.HTML))
	}
	for _, page := range pages {
		lengths[path.Join(strings.Trim(page, "/"), "index.html")] = bytes / drawn
	}
	err = fs.WalkDir(os.DirFS(web), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir() || asset.Type(name) != "":
			return nil
		}
		if info, err := os.Stat(path.Join(web, name)); err == nil && !s.Withheld(name, info) {
			lengths[path.Join("web", name)] = info.Size()
		}
		return nil
	})
	return sizeOf(lengths), err
}
