package export

import (
	"context"
	"io"
	"maps"
	"path"
	"strings"
	"sync"
	"time"

	"carrito/server/site"
)

// samples is how many pages Estimate draws.
const samples = 24

// Estimate returns how much an export of the shop would be without precompressed files
// and with them: the same files, and about as many bytes. It draws a few of the pages, and
// does not need the program. It also counts pictures that the export would leave out.
func Estimate(s *site.Site, o Options) (plain, precompressed Size, err error) {
	o.Precompress = true
	e, err := newExporter(s, o, true)
	if err != nil {
		return Size{}, Size{}, err
	}
	defer e.web.Close()
	all := &tally{lengths: map[string]int64{}}
	copies, err := e.copies(all)
	if err != nil {
		return Size{}, Size{}, err
	}
	jobs := append(append(e.texts(all), copies...), job{work: func() error { return e.writeRoot(all) }})
	if err := run(context.Background(), jobs, nil); err != nil {
		return Size{}, Size{}, err
	}
	if err := e.tallyPages(all); err != nil {
		return Size{}, Size{}, err
	}
	all.write(marker, nil)
	alone := maps.Clone(all.lengths)
	for _, name := range all.forms() {
		delete(alone, name)
	}
	return sizeOf(alone), sizeOf(all.lengths), nil
}

// tallyPages counts all pages as if each had the length of those that it draws.
func (e *exporter) tallyPages(all *tally) error {
	pages := e.shop.PlainPaths()
	drawn, length := 0, 0
	for i := 0; i < len(pages); i += max(1, len(pages)/samples) {
		content, _, err := e.draw(pages[i])
		if err != nil {
			return err
		}
		drawn, length = drawn+1, length+len(content)
	}
	for _, page := range pages {
		name := path.Join(strings.Trim(page, "/"), "index.html")
		all.lengths[name] = int64(length / drawn)
		for _, extension := range extensions {
			all.lengths[name+extension] = int64(length / drawn / 4)
		}
	}
	return nil
}

// extensions are those of precompressed files.
var extensions = []string{".br", ".zst", ".gz"}

// tally is a sink that keeps nothing but the lengths of files.
type tally struct {
	mu      sync.Mutex
	lengths map[string]int64 // by name
}

func (t *tally) write(name string, content []byte) error {
	t.note(name, int64(len(content)))
	return nil
}

func (t *tally) copy(name string, from io.ReadSeeker, _ time.Time) error {
	length, err := from.Seek(0, io.SeekEnd)
	t.note(name, length)
	return err
}

func (t *tally) note(name string, length int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lengths[name] = length
}

// forms returns the names of the precompressed files.
func (t *tally) forms() []string {
	var names []string
	for name := range t.lengths {
		for _, extension := range extensions {
			if text, ok := strings.CutSuffix(name, extension); ok {
				if _, ok := t.lengths[text]; ok {
					names = append(names, name)
				}
			}
		}
	}
	return names
}
