// Package export writes a shop as a folder of plain files, which any static
// host can serve: no server of ours, no account, no build on the host.
//
// Use [Export]. Every page that can stand in a file does, in the file index.html
// of a folder, so that its address ends in a slash on every host. What depends
// on a query or adds to the cart is left to the browser program, which starts on
// every page: the other orders of a list on the list's own page, searches on the
// search page, and all that has no file at all on 404.html, for hosts that
// answer with it. The same files in give the same bytes out.
package export

import (
	"context"
	"fmt"
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

// Options say what to export, and where to.
type Options struct {
	Files site.Files
	Out   string // the folder to write; see [Export]
	Base  string // where the shop will be, "https://user.example/shop/"; empty for the baseURL of shop.json
	Twins bool   // write texts in Brotli, zstd and gzip too, for servers that send such files

	// Progress, which may be nil, is told how many of how many steps are done.
	Progress func(done, total int)
}

// Result counts what [Export] has written.
type Result struct {
	Base     string   // where the shop is to be, empty where it is not known
	Channels []string // kinds of those left for orders: a plain-file host has no inbox
	Left     []string // files that may not be published, and why
	Pages    int
	Files    int   // with the pages, and every form of each
	Bytes    int64 // of all files
}

// Export writes the shop. The folder is made beside the one named Out and takes
// its place at the very end, in one step on Linux: until then, and where Export
// returns an error, the old one stands as it was. Only an earlier export, or
// nothing, is ever replaced: a folder in which there is anything else is refused.
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
	slices.Sort(e.left)
	return Result{
		Left: e.left,
		Base: e.shop.Shop.BaseURL, Channels: e.shop.Shop.Orders.Kinds(), Pages: e.pages,
		Files: int(folder.files.Load()), Bytes: folder.bytes.Load(),
	}, target.replace(folder)
}

// exporter knows all that is written.
type exporter struct {
	Options
	shop   *site.Site
	assets map[string]*asset.Body // by the address that pages find them at
	cache  *asset.Cache
	web    *os.Root
	pages  int // how many there are

	mu   sync.Mutex
	left []string // see Result
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
	plain := map[string]*asset.Body{
		site.ProductsFile: asset.New("", loaded.Products(), asset.Thorough),
	}
	for _, address := range site.AssetFiles {
		content, err := regular.ReadIn(web, strings.TrimPrefix(address, "/web/"), regular.Catalogue)
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
	e.shop, e.assets, err = loaded.Hashed(plain)
	e.assets[site.ProductsFile] = plain[site.ProductsFile] // for whoever asks by the name it has everywhere
	return e, err
}

// jobs returns everything that is to be written, what takes long first.
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
		jobs = append(jobs, job{do: func() error { return e.writePage(to, page) }})
	}
	copies, err := e.copies(to)
	jobs = append(jobs, copies...)
	return append(jobs, job{do: func() error { return e.writeRoot(to) }}), err
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

// writeText writes a text under one or more names, with its twins.
func (e *exporter) writeText(to *draft, body *asset.Body, names ...string) error {
	if e.Twins {
		body.Compress(e.cache)
	}
	for _, name := range names {
		if err := to.write(name, body.Content()); err != nil {
			return err
		}
		for end, twin := range body.Twins() {
			if err := to.write(name+end, twin); err != nil {
				return err
			}
		}
	}
	return nil
}
