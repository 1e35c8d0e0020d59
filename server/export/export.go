// Package export writes a shop as a folder of plain files, which any static
// host can serve: no server of ours, no account, no build on the host.
//
// Use [Export]. Every page that can be a file is the file index.html of a
// folder, so its address ends in a slash on every host. The browser program,
// which starts on every page, does the rest. It sorts a list on the list's own
// page and searches on the search page. Addresses without a file, such as those
// that add to the cart, come to 404.html on hosts that answer with that file.
// The same input gives the same bytes.
package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"carrito/server/asset"
	"carrito/server/picture"
	"carrito/server/regular"
	"carrito/server/site"
)

// Options control an export.
type Options struct {
	Files       site.Files
	Out         string // the folder to write; see [Export]
	Base        string // address of the exported shop, "https://user.example/shop/"; empty for the baseURL of shop.json
	Precompress bool   // also write texts in Brotli, zstd and gzip, for servers that send such files

	// Progress, if not nil, is called with the number of steps that are done.
	Progress func(done, total int)
}

// Result describes what [Export] has written.
type Result struct {
	Base     string   // address of the exported shop; empty if unknown
	Channels []string // kinds of the channels for orders; never server, since a static host has no inbox
	LeftOut  []string // files that must not be published, each with the reason
	Pages    int
	Size     Size // includes the pages and all precompressed files
}

// Export writes the shop. It builds the folder beside the one named Out and
// puts it in place at the very end, in one step on Linux. Until then, or if
// Export fails, the old folder stays unchanged. Export replaces only an earlier
// export or an empty folder; it refuses a folder that contains anything else.
func Export(ctx context.Context, o Options) (Result, error) {
	target, err := newTarget(o.Out, o.Files.Web)
	if err != nil {
		return Result{}, err
	}
	e, err := load(o)
	if err != nil {
		return Result{}, err
	}
	folder, err := target.draft()
	if err != nil {
		return Result{}, err
	}
	defer folder.remove()
	jobs, err := e.jobs(folder)
	if err != nil {
		return Result{}, err
	}
	if err := run(ctx, jobs, o.Progress); err != nil {
		return Result{}, err
	}
	if err := folder.close(); err != nil {
		return Result{}, err
	}
	slices.Sort(e.leftOut)
	return Result{
		LeftOut: e.leftOut,
		Base:    e.shop.Shop.BaseURL, Channels: e.shop.Shop.Orders.Kinds(), Pages: e.pages,
		Size: sizeOf(folder.lengths),
	}, target.replace(folder)
}

// exporter holds what an export needs.
type exporter struct {
	Options
	shop   *site.Site
	assets map[string]*asset.Body // by the addresses that pages use
	cache  *asset.Cache
	web    *os.Root
	pages  int  // number of pages
	counts bool // files are counted and not written; see Estimate

	mu      sync.Mutex
	leftOut []string // see Result
}

func load(o Options) (*exporter, error) {
	loaded, err := site.Load(o.Files)
	if err != nil {
		return nil, err
	}
	return newExporter(loaded, o, false)
}

func newExporter(loaded *site.Site, o Options, counts bool) (*exporter, error) {
	loaded, err := loaded.AsFiles(o.Base)
	if err != nil {
		return nil, err
	}
	web, err := os.OpenRoot(o.Files.Web)
	if err != nil {
		return nil, err
	}
	e := &exporter{Options: o, web: web, counts: counts, cache: &asset.Cache{Folder: filepath.Join(o.Files.Web, ".cache")}}
	address, catalogue, parts, err := loaded.CatalogFiles(asset.Thorough)
	if err != nil {
		return nil, err
	}
	plain := map[string]*asset.Body{address: catalogue}
	for _, address := range site.AssetFiles {
		content, err := e.assetFile(address, plain[site.ProgramFile])
		if err != nil {
			return nil, err
		}
		if content != nil {
			plain[address] = asset.New("", content, asset.Thorough)
		}
	}
	if e.shop, e.assets, err = loaded.Hashed(plain, parts); err != nil {
		return nil, err
	}
	e.assets[site.ProductsFile] = catalogue // also under its name without a hash
	if address != site.ProductsFile {
		e.assets[site.ProductsFile] = asset.New("", loaded.Products(), asset.Fast)
	}
	return e, nil
}

// assetFile returns one of [site.AssetFiles] as it is exported, or nil for the second
// module of a program that is whole. Where files are counted, zeros stand in for a program
// that is not built.
func (e *exporter) assetFile(address string, program *asset.Body) ([]byte, error) {
	content, err := regular.ReadIn(e.web, strings.TrimPrefix(address, "/web/"), regular.Asset)
	switch missing := errors.Is(err, fs.ErrNotExist); {
	case missing && address == site.RestFile && !unbuilt(program):
		return nil, nil
	case missing && e.counts:
		return make([]byte, unbuiltSize), nil
	case err != nil:
		return nil, err
	}
	if content, err = picture.Text(address, content); err != nil {
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	if path.Ext(address) == ".js" {
		content = asset.Script(content)
	}
	return content, nil
}

// unbuiltSize is the length of what stands in for a file of the program, in bytes.
const unbuiltSize = 1 << 20

func unbuilt(program *asset.Body) bool {
	return program != nil && !slices.ContainsFunc(program.Content(), func(b byte) bool { return b != 0 })
}

// jobs returns everything that must be written. The jobs that take longest come
// first. [Estimate] counts the same files.
func (e *exporter) jobs(to sink) ([]job, error) {
	others, err := e.others(to)
	if err != nil {
		return nil, err
	}
	jobs := append(e.texts(to), others...)
	for _, page := range e.shop.PlainPaths() {
		e.pages++
		jobs = append(jobs, job{work: func() error { return e.writePage(to, page) }})
	}
	for _, address := range e.shop.Cards() {
		jobs = append(jobs, job{work: func() error {
			content, _, err := e.shop.Card(address)
			if err != nil {
				return err
			}
			return writeFile(to, address[1:], content)
		}})
	}
	return jobs, nil
}

// others returns the jobs for all files but assets, pages and cards.
func (e *exporter) others(to sink) ([]job, error) {
	jobs, err := e.roots(to)
	if err != nil {
		return nil, err
	}
	copies, err := e.copies(to)
	if err != nil {
		return nil, err
	}
	moved, err := e.shop.MovedPages()
	if err != nil {
		return nil, err
	}
	for page, content := range moved {
		name := path.Join(strings.Trim(page, "/"), "index.html")
		copies = append(copies, job{work: func() error { return e.writeText(to, asset.New("", content, asset.Fast), name) }})
	}
	return append(jobs, copies...), nil
}

// texts returns the jobs that write the assets, and gives the assets up: each is in memory
// until it is written.
func (e *exporter) texts(to sink) []job {
	var jobs []job
	bodies := map[*asset.Body][]string{}
	for address, body := range e.assets {
		bodies[body] = append(bodies[body], address[1:])
	}
	for body, names := range bodies {
		jobs = append(jobs, job{len(body.Content()), func() error { return e.writeText(to, body, names...) }})
	}
	e.assets = nil
	slices.SortFunc(jobs, func(a, b job) int { return b.size - a.size })
	return jobs
}

// writePage writes the page at a path of the shop.
func (e *exporter) writePage(to sink, page string) error {
	content, name, err := e.draw(page)
	if err != nil {
		return err
	}
	return e.writeText(to, asset.New("", content, asset.Fast), name)
}

// draw returns the page at a path of the shop, and the name of its file.
func (e *exporter) draw(page string) (content []byte, name string, err error) {
	u, err := url.Parse(e.shop.Prefix() + strings.TrimSuffix(page, "/") + "/")
	if err != nil {
		return nil, "", err
	}
	document, err := e.shop.Page(u)
	folder := strings.Trim(strings.TrimPrefix(u.Path, e.shop.Prefix()), "/")
	return document.HTML, path.Join(folder, "index.html"), err
}

// writeText writes a text under one or more names, with its precompressed
// files.
func (e *exporter) writeText(to sink, body *asset.Body, names ...string) error {
	forms := e.precompressed(body, path.Ext(names[0]))
	for _, name := range names {
		if err := writeFile(to, name, body.Content()); err != nil {
			return err
		}
		for extension, content := range forms {
			if err := writeFile(to, name+extension, content); err != nil {
				return err
			}
		}
	}
	return nil
}

// precompressed returns the compressed forms of a text by their file extensions. Where
// files are counted it guesses those of long texts, which are smaller for sure.
func (e *exporter) precompressed(body *asset.Body, extension string) map[string][]byte {
	const long = 4 << 10
	content := body.Content()
	switch {
	case !e.Precompress:
		return nil
	case !e.counts:
		body.Compress(e.cache)
	case len(content) <= long:
		body.Compress(nil)
	case extension == ".bin":
		body.CompressQuickly(nil)
		forms := body.Precompressed()
		if form, ok := forms[".gz"]; ok {
			forms[".br"] = form
		}
		return forms
	default:
		guess := content[:len(content)/4]
		return map[string][]byte{".br": guess, ".zst": guess, ".gz": guess}
	}
	return body.Precompressed()
}
