// Package images makes the pictures that pages show, in a few widths and two
// formats, from the owner's originals.
//
// The encoder is libavif, compiled to WebAssembly and run by a Go runtime for it
// (github.com/gen2brain/avif): no cgo, the same bytes on every machine. Beside a
// JPEG that looks the same (SSIM) its files have 59 % of the bytes at 360 pixels
// and 64 % at 800; those of WebP had 97 % at 320 and 121 % at 800. JPEG is for
// browsers without AVIF.
//
// Use [Make] to bring the folder web/sized up to date and [Read] to learn which
// pictures it holds. JPEG, PNG and WebP originals are made smaller, never
// larger; SVG, GIF and pictures of other hosts are left alone.
package images

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"carrito/app/catalog"
	"carrito/server/regular"
)

// folder holds the made pictures, within the folder served under /web/.
const folder = "sized"

// Result counts what [Make] has done.
type Result struct {
	Pictures int // named originals that pictures can be made from
	Made     int // of those, made anew because they had changed
	Removed  int // files removed because nothing names them
}

// Make brings web/sized up to date with the originals, in parallel. Only what
// has changed is made, and what is no longer named is removed. Progress, which
// may be nil, is told how many originals of how many are done. The error names
// every original that nothing could be made from; the others are made all the
// same. Where ctx ends, what is made by then is kept.
func Make(ctx context.Context, web string, originals []catalog.Image, progress func(done, total int)) (Result, error) {
	root, err := os.OpenRoot(web)
	if err != nil {
		return Result{}, err
	}
	defer root.Close()
	m := maker{root: root, before: readIndex(root), memory: newMemory()}
	readJournal(root, m.before)
	sources := sources(originals)
	outcomes := m.all(ctx, sources, progress)

	result := Result{Pictures: len(sources)}
	now := &Index{Settings: settings, Pictures: map[string]entry{}}
	var faults []error
	for i, o := range outcomes {
		if before, ok := m.before.Pictures[sources[i]]; ok && ctx.Err() != nil && o.err != nil && m.before.Settings == settings {
			now.Pictures[sources[i]] = before // not come to
			continue
		}
		if o.err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", sources[i], o.err))
			continue
		}
		now.Pictures[sources[i]] = o.entry
		if o.made {
			result.Made++
		}
	}
	if err := ctx.Err(); err != nil {
		return result, errors.Join(err, m.write(now))
	}
	if err := m.write(now); err != nil {
		return result, err
	}
	result.Removed, err = m.prune(now)
	return result, errors.Join(append(faults, err)...)
}

// sources returns the originals to make pictures from, each once, by name.
func sources(originals []catalog.Image) []string {
	var sources []string
	for _, image := range originals {
		if image.Sizable() {
			sources = append(sources, image.Src)
		}
	}
	slices.Sort(sources)
	return slices.Compact(sources)
}

// maker makes the pictures of one folder.
type maker struct {
	root   *os.Root
	before *Index // what was made before
	memory memory
	journal
}

// outcome is what became of one original.
type outcome struct {
	entry entry
	made  bool // not taken over from before
	err   error
}

// all brings the pictures of every original up to date, on several cores.
func (m *maker) all(ctx context.Context, sources []string, progress func(done, total int)) []outcome {
	outcomes := make([]outcome, len(sources))
	next := make(chan int)
	var workers sync.WaitGroup
	var mu sync.Mutex // of done and progress
	done := 0
	for range min(runtime.GOMAXPROCS(0), most, len(sources)) {
		workers.Go(func() {
			for i := range next {
				o := &outcomes[i]
				o.entry, o.made, o.err = m.one(ctx, sources[i])
				if progress != nil {
					mu.Lock()
					done++
					progress(done, len(sources))
					mu.Unlock()
				}
			}
		})
	}
	for i := range sources {
		next <- i
	}
	close(next)
	workers.Wait()
	return outcomes
}

// one brings the pictures of one original up to date.
func (m *maker) one(ctx context.Context, src string) (entry, bool, error) {
	if err := ctx.Err(); err != nil {
		return entry{}, false, err
	}
	file, info, err := regular.OpenIn(m.root, strings.TrimPrefix(src, "/web/"))
	if errors.Is(err, os.ErrNotExist) {
		return entry{}, false, errors.New("there is no such file")
	}
	if err != nil {
		return entry{}, false, err
	}
	defer file.Close()
	how, err := read(file, info.Size())
	if err != nil {
		return entry{}, false, err
	}
	original, err := digestOf(file, info.Size())
	if err != nil {
		return entry{}, false, err
	}
	if p, ok := m.before.Pictures[src]; ok && p.Original == original && p.How == how.String() && m.before.Settings == settings && m.complete(src, p) {
		return p, false, nil
	}
	p, err := m.make(ctx, src, how)
	p.Original, p.Bytes = original, info.Size()
	if err == nil {
		err = m.note(m.root, src, p)
	}
	return p, true, err
}

// complete reports whether every file made from an original is still there.
func (m *maker) complete(src string, p entry) bool {
	for _, name := range p.files(src) {
		if info, err := m.root.Stat(name); err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
			return false
		}
	}
	return true
}
