package export

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// Size is how much an export is, as far as hosts limit it.
type Size struct {
	Files   int
	Bytes   int64  // of all files
	Largest int64  // bytes of the largest file
	Name    string // of the largest file
	Entries int    // files and folders in the folder that has most
	Folder  string // that folder
	Full    string // in words, the folders with more entries than every FTP program lists
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
			lines = append(lines, h.refusal(reasons))
		} else {
			fit = append(fit, h.name)
		}
	}
	if len(fit) > 0 {
		lines = append([]string{"within the limits of " + strings.Join(fit, ", ")}, lines...)
	}
	if s.Entries > maxEntries {
		lines = append(lines, fmt.Sprintf("%s, and some FTP programs list only %d of a folder: upload it with rsync or the host's own program", s.Full, maxEntries))
	}
	return lines
}

// RefusedUnlike says in lines which hosts do not take so much, of those that take the other
// size.
func (s Size) RefusedUnlike(other Size) []string {
	var lines []string
	for _, h := range hosts {
		if reasons := h.refuses(s); len(reasons) > 0 && len(h.refuses(other)) == 0 {
			lines = append(lines, h.refusal(reasons))
		}
	}
	return lines
}

// refusal says that a host does not take so much.
func (h host) refusal(reasons []string) string {
	return "too much for " + h.name + ": " + strings.Join(reasons, "; ")
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
	var full []string
	for folder, n := range entries {
		if n > s.Entries || n == s.Entries && folder < s.Folder {
			s.Entries, s.Folder = n, folder
		}
		if n > maxEntries {
			full = append(full, fmt.Sprintf("%s has %d entries", folder, n))
		}
	}
	slices.Sort(full)
	s.Full = strings.Join(full, ", ")
	return s
}
