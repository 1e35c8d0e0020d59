package httpd

import (
	"cmp"
	"maps"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"carrito/app/order"
	"carrito/server/asset"
	"carrito/server/site"
)

// build is a version of the shop with its pages and assets. It does not change,
// except that pages are added as they are asked for, and compressed forms as they
// become ready.
type build struct {
	*site.Site
	prefix     string       // path the shop is served under
	terms      *order.Terms // on which the server takes orders; nil where it does not
	security   securityHeaders
	pages      *pages
	made       map[string]*asset.Body // what stands in no file, by its address without a hash
	fixed      map[string]*asset.Body // what has its address for good: worker, manifest and the like
	hashed     map[string]*asset.Body // the assets by their address
	changed    []*asset.Body          // of the catalogue, what no earlier build has
	sitemaps   []string               // their names
	before     []past                 // what earlier builds had besides, the latest first
	compressed chan struct{}          // closed once every asset has all forms
}

// large is the size of a catalogue in bytes from which the memory that is free after
// a build is worth giving back at once: about 2,000 products.
const large = 2 << 20

// newBuild makes a build of a site. It reuses the assets of the build before. stock
// reports whether only the stock has changed since then.
func (h *Handler) newBuild(s *site.Site, before *build, stock bool) (*build, error) {
	e := &build{compressed: make(chan struct{}), pages: newPages(pagesLimit)}
	effort := asset.Thorough
	if stock { // visitors wait for it, and the next one may come soon
		effort = asset.Fast
	}
	address, catalogue, parts, err := s.CatalogFiles(effort)
	if err != nil {
		return nil, err
	}
	catalogue = before.sameOr(catalogue, address)
	plain := map[string]*asset.Body{address: catalogue}
	e.made = map[string]*asset.Body{site.ProductsFile: catalogue}
	if address != site.ProductsFile { // pages ask for parts; few ever ask for the whole
		e.made[site.ProductsFile] = asset.New(asset.Type(".json"), s.Products(), asset.Fast)
	}
	for _, address := range site.AssetFiles {
		// A file that is missing keeps its address, where it is missed.
		if body := h.web.load(s, strings.TrimPrefix(address, "/web/")); body != nil {
			plain[address] = body
		}
	}
	if e.Site, e.hashed, err = s.Hashed(plain, parts); err != nil {
		return nil, err
	}
	for address, body := range e.hashed { // the shell and the parts are made anew each time, and most are the same
		if same := before.asset(address); same != nil && same.Replaces(body) {
			e.hashed[address] = same
		}
	}
	e.before = before.past(e.hashed, stock, time.Now())
	e.changed = []*asset.Body{catalogue}
	for address, body := range parts {
		if e.hashed[address] == body {
			e.changed = append(e.changed, body)
		}
	}
	e.terms = newTerms(s.Shop)
	e.prefix = e.Prefix()
	e.sitemaps = e.Sitemaps()
	e.security = newSecurityHeaders(e.Headers())
	fixed, err := e.Fixed()
	if err != nil {
		return nil, err
	}
	e.fixed = map[string]*asset.Body{}
	for address, content := range fixed {
		e.fixed[address] = asset.New(asset.Type(address), content, asset.Fast)
	}
	return e, nil
}

// asset returns the asset at an address, of this build or an earlier one, or nil.
func (e *build) asset(address string) *asset.Body {
	if e == nil {
		return nil
	}
	if body, ok := e.hashed[address]; ok {
		return body
	}
	for _, past := range e.before {
		if body, ok := past.replaced[address]; ok {
			return body
		}
	}
	return nil
}

// sameOr returns the asset of the same content from this build or an earlier one,
// which is compressed already, or else body.
func (e *build) sameOr(body *asset.Body, address string) *asset.Body {
	if same := e.asset(site.HashedName(address, body)); same != nil {
		return same
	}
	return body
}

// compress makes all forms of the assets: the quick ones first, then the slow ones
// from small to large. It skips assets that are no longer used.
func (e *build) compress(cache *asset.Cache, wanted func(*asset.Body) bool) {
	defer close(e.compressed)
	if len(e.Products()) > large {
		debug.FreeOSMemory() // reading takes several times the memory that stays, and compressing more
		defer giveBack()
	}
	bodies := slices.SortedFunc(maps.Values(e.hashed), func(a, b *asset.Body) int {
		return cmp.Compare(len(a.Content()), len(b.Content()))
	})
	for _, body := range bodies {
		if wanted(body) {
			body.CompressQuickly(cache)
		}
	}
	for _, body := range bodies {
		body.CompressWhile(func() bool { return wanted(body) }, cache)
	}
}

// giveBack gives the memory that is free back to the system, also that of the encoders:
// those to spare are garbage the second time that they are not used.
func giveBack() {
	runtime.GC()
	debug.FreeOSMemory()
}

// has reports whether pages of this build name the asset.
func (e *build) has(body *asset.Body) bool {
	for _, b := range e.hashed {
		if b == body {
			return true
		}
	}
	return false
}
