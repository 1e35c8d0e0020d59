// Package images makes the pictures that pages show from the owner's originals, in a
// few widths and two formats.
//
// The encoder is libavif, compiled to WebAssembly and run by a Go runtime for it
// (github.com/gen2brain/avif). So it needs no cgo and writes the same bytes on every
// machine. Compared with a JPEG that looks the same (SSIM), an AVIF file has 59 % of
// the bytes at 360 pixels and 64 % at 800; a WebP file had 97 % at 320 and 121 % at
// 800. Browsers without AVIF get JPEG.
//
// Use [Make] to update the folder web/sized and [Read] to find out which pictures it
// holds. JPEG, PNG and WebP originals are made smaller, never larger. SVG, GIF and
// pictures of other hosts are left alone.
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
	Pictures int // originals that pictures can be made from
	Made     int // originals that had changed, so that their pictures were made again
	Removed  int // files that were removed because they belong to no original
}

// Make updates web/sized to match the originals, in parallel. It makes only pictures of
// originals that have changed, and removes files that belong to none. It calls
// progress, which may be nil, with the number of originals that are done. The error
// names every original that it could make nothing from; it makes the others
// nevertheless. If ctx ends, the pictures made so far are kept.
func Make(ctx context.Context, web string, originals []catalog.Image, progress func(done, total int)) (Result, error) {
	m, err := newMaker(web)
	if err != nil {
		return Result{}, err
	}
	defer m.root.Close()
	sources := sources(originals)
	outcomes := m.updateAll(ctx, sources, progress)

	result := Result{Pictures: len(sources)}
	now := &Index{Settings: settings, Pictures: map[string]entry{}}
	var faults []error
	for i, o := range outcomes {
		if before, ok := m.before.Pictures[sources[i]]; ok && ctx.Err() != nil && o.err != nil && m.before.Settings == settings {
			now.Pictures[sources[i]] = before // not reached before ctx ended
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

// sources returns the addresses of the originals to make pictures from, sorted and
// without duplicates.
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
	before *Index // the index of the last run
	memory memory
	journal
}

// newMaker returns a maker for the folder web. The caller closes its root.
func newMaker(web string) (*maker, error) {
	root, err := os.OpenRoot(web)
	if err != nil {
		return nil, err
	}
	m := &maker{root: root, before: readIndex(root), memory: newMemory()}
	readJournal(root, m.before)
	return m, nil
}

// outcome is the result of updating one original.
type outcome struct {
	entry entry
	made  bool // false if the pictures were up to date
	err   error
}

// updateAll updates the pictures of every original, on several cores.
func (m *maker) updateAll(ctx context.Context, sources []string, progress func(done, total int)) []outcome {
	outcomes := make([]outcome, len(sources))
	next := make(chan int)
	var workers sync.WaitGroup
	var mu sync.Mutex // guards done and progress
	done := 0
	for range min(runtime.GOMAXPROCS(0), maxWorkers, len(sources)) {
		workers.Go(func() {
			for i := range next {
				o := &outcomes[i]
				o.entry, o.made, o.err = m.update(ctx, sources[i])
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

// update updates the pictures of one original. It reports whether it had to make them.
func (m *maker) update(ctx context.Context, src string) (entry, bool, error) {
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
	how, err := analyse(file, info.Size())
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
	p, err := m.makeSizes(ctx, src, how)
	p.Original, p.Bytes = original, info.Size()
	if err == nil {
		err = m.addToJournal(m.root, src, p)
	}
	return p, true, err
}

// complete reports whether every file made from an original still exists.
func (m *maker) complete(src string, p entry) bool {
	for _, name := range p.files(src) {
		if info, err := m.root.Stat(name); err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
			return false
		}
	}
	return true
}
