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
	pages  int // number of pages

	mu      sync.Mutex
	leftOut []string // see Result
}

func load(o Options) (*exporter, error) {
	loaded, err := site.Load(o.Files)
	if err != nil {
		return nil, err
	}
	if loaded, err = loaded.AsFiles(o.Base); err != nil {
		return nil, err
	}
	web, err := os.OpenRoot(o.Files.Web)
	if err != nil {
		return nil, err
	}
	e := &exporter{Options: o, web: web, cache: &asset.Cache{Folder: filepath.Join(o.Files.Web, ".cache")}}
	address, catalogue, parts, err := loaded.CatalogFiles(asset.Thorough)
	if err != nil {
		return nil, err
	}
	plain := map[string]*asset.Body{address: catalogue}
	for _, address := range site.AssetFiles {
		content, err := regular.ReadIn(web, strings.TrimPrefix(address, "/web/"), regular.Asset)
		if address == site.RestFile && errors.Is(err, fs.ErrNotExist) {
			continue // the program is whole
		}
		if err != nil {
			return nil, err
		}
		if content, err = picture.Text(address, content); err != nil {
			return nil, fmt.Errorf("%s: %w", address, err)
		}
		if path.Ext(address) == ".js" {
			content = asset.Script(content)
		}
		plain[address] = asset.New("", content, asset.Thorough)
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

// jobs returns everything that must be written. The jobs that take longest come
// first.
func (e *exporter) jobs(to *draft) ([]job, error) {
	var jobs []job
	bodies := map[*asset.Body][]string{}
	for address, body := range e.assets {
		bodies[body] = append(bodies[body], address[1:])
	}
	for body, names := range bodies {
		jobs = append(jobs, job{len(body.Content()), func() error { return e.writeText(to, body, names...) }})
	}
	slices.SortFunc(jobs, func(a, b job) int { return b.size - a.size })
	for _, page := range e.shop.PlainPaths() {
		e.pages++
		jobs = append(jobs, job{work: func() error { return e.writePage(to, page) }})
	}
	copies, err := e.copies(to)
	jobs = append(jobs, copies...)
	return append(jobs, job{work: func() error { return e.writeRoot(to) }}), err
}

// writePage writes the page at a path of the shop.
func (e *exporter) writePage(to *draft, page string) error {
	u, err := url.Parse(e.shop.Prefix() + strings.TrimSuffix(page, "/") + "/")
	if err != nil {
		return err
	}
	document, err := e.shop.Page(u)
	if err != nil {
		return err
	}
	folder := strings.Trim(strings.TrimPrefix(u.Path, e.shop.Prefix()), "/")
	return e.writeText(to, asset.New("", document.HTML, asset.Fast), path.Join(folder, "index.html"))
}

// writeText writes a text under one or more names, with its precompressed
// files.
func (e *exporter) writeText(to *draft, body *asset.Body, names ...string) error {
	if e.Precompress {
		body.Compress(e.cache)
	}
	for _, name := range names {
		if err := to.write(name, body.Content()); err != nil {
			return err
		}
		for extension, content := range body.Precompressed() {
			if err := to.write(name+extension, content); err != nil {
				return err
			}
		}
	}
	return nil
}
