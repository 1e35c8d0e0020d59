package export

import (
	"cmp"
	"context"
	"io"
	"maps"
	"path"
	"strings"
	"sync"
	"time"

	"carrito/server/asset"
	"carrito/server/site"
)

const (
	samples     = 24 // how many pages Estimate draws
	cardSamples = 6  // how many cards, each of which takes about 50 ms
)

// Estimate returns how much an export of the shop would be without precompressed files
// and with them: the same files, and about as many bytes. It draws a few of the pages and
// cards, and does not need the program. It also counts pictures that the export would leave out.
func Estimate(s *site.Site, o Options) (plain, precompressed Size, err error) {
	o.Precompress = true
	e, err := newExporter(s, o, true)
	if err != nil {
		return Size{}, Size{}, err
	}
	defer e.web.Close()
	all := &tally{lengths: map[string]int64{}}
	others, err := e.others(all)
	if err != nil {
		return Size{}, Size{}, err
	}
	if err := run(context.Background(), append(e.texts(all), others...), nil); err != nil {
		return Size{}, Size{}, err
	}
	if err := cmp.Or(e.tallyPages(all), e.tallyCards(all)); err != nil {
		return Size{}, Size{}, err
	}
	all.note(marker, 0)
	alone := maps.Clone(all.lengths)
	for _, name := range all.forms() {
		delete(alone, name)
	}
	return sizeOf(alone), sizeOf(all.lengths), nil
}

// tallyPages counts all pages as if each had the lengths of those that it draws.
func (e *exporter) tallyPages(all *tally) error {
	pages := e.shop.PlainPaths()
	mean, err := means(pages, samples, func(page string) (map[string][]byte, error) {
		content, _, err := e.draw(page)
		body := asset.New("", content, asset.Fast)
		body.Compress(nil)
		forms := body.Precompressed()
		forms[""] = content
		return forms, err
	})
	for _, page := range pages {
		name := path.Join(strings.Trim(page, "/"), "index.html")
		for extension, length := range mean {
			all.lengths[name+extension] = length
		}
	}
	return err
}

// tallyCards counts all cards in the same way.
func (e *exporter) tallyCards(all *tally) error {
	cards := e.shop.Cards()
	mean, err := means(cards, cardSamples, func(address string) (map[string][]byte, error) {
		content, _, err := e.shop.Card(address)
		return map[string][]byte{"": content}, err
	})
	for _, address := range cards {
		all.lengths[address[1:]] = mean[""]
	}
	return err
}

// means returns the mean lengths of the files that draw makes of about n of the names, evenly
// chosen, by their extensions.
func means(names []string, n int, draw func(string) (map[string][]byte, error)) (map[string]int64, error) {
	drawn, lengths := 0, map[string]int64{}
	for i := 0; i < len(names); i += max(1, len(names)/n) {
		files, err := draw(names[i])
		if err != nil {
			return nil, err
		}
		drawn++
		for extension, content := range files {
			lengths[extension] += int64(len(content))
		}
	}
	for extension := range lengths {
		lengths[extension] /= int64(drawn)
	}
	return lengths, nil
}

// tally is a sink that keeps nothing but the lengths of files.
type tally struct {
	mu      sync.Mutex
	lengths map[string]int64 // by name
}

func (t *tally) create(name string) (io.WriteCloser, error) { return &counted{t, name, 0}, nil }

// counted is a file of a tally.
type counted struct {
	tally  *tally
	name   string
	length int64
}

func (c *counted) Write(content []byte) (int, error) {
	c.length += int64(len(content))
	return len(content), nil
}

func (c *counted) Close() error {
	c.tally.note(c.name, c.length)
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
		for _, extension := range asset.Extensions {
			if text, ok := strings.CutSuffix(name, extension); ok {
				if _, ok := t.lengths[text]; ok {
					names = append(names, name)
				}
			}
		}
	}
	return names
}
