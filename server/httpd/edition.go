package httpd

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"carrito/server/asset"
	"carrito/server/site"
)

// earlier is how many editions back a page may be from that asks for an asset
// it names.
const earlier = 8

// edition is a site with what is worked out once for it. It never changes, but
// for what is in its pages and for forms of assets that become ready.
type edition struct {
	*site.Site
	prefix     string // path the shop is served under
	security   securityHeaders
	pages      *pages
	made       map[string]*asset.Body   // what stands in no file, by its address without a hash
	fixed      map[string]*asset.Body   // what has its address for good: worker, manifest and the like
	hashed     []map[string]*asset.Body // the assets by their address, and those of earlier editions
	compressed chan struct{}            // closed once every asset has all forms
}

// newEdition makes an edition of a site, with the assets of the one before.
func (h *Handler) newEdition(s *site.Site, before *edition) (*edition, error) {
	e := &edition{compressed: make(chan struct{}), pages: newPages(pagesLimit)}
	e.made = map[string]*asset.Body{
		site.ProductsFile: before.sameOr(asset.New(asset.Type(".json"), s.Products(), asset.Thorough), site.ProductsFile),
	}
	plain := maps.Clone(e.made)
	for _, address := range site.AssetFiles {
		// A file that is missing keeps its address, where it is missed.
		if body := h.web.load(strings.TrimPrefix(address, "/web/")); body != nil {
			plain[address] = body
		}
	}
	var hashed map[string]*asset.Body
	var err error
	if e.Site, hashed, err = s.Hashed(plain); err != nil {
		return nil, err
	}
	e.hashed = []map[string]*asset.Body{hashed}
	if before != nil {
		e.hashed = append(e.hashed, before.hashed[:min(earlier, len(before.hashed))]...)
	}
	e.prefix = e.Prefix()
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

// asset returns the asset at an address, of this edition or an earlier one, or
// nil.
func (e *edition) asset(address string) *asset.Body {
	if e == nil {
		return nil
	}
	for _, hashed := range e.hashed {
		if body, ok := hashed[address]; ok {
			return body
		}
	}
	return nil
}

// sameOr returns the asset of this content that the edition or an earlier one
// has compressed already, or else body.
func (e *edition) sameOr(body *asset.Body, address string) *asset.Body {
	if same := e.asset(site.HashedName(address, body)); same != nil {
		return same
	}
	return body
}

// compress makes all forms of the assets, the quick ones first, and of the
// slow ones the small before the large. It ends early where wanted does.
func (e *edition) compress(cache *asset.Cache, wanted func() bool) {
	defer close(e.compressed)
	bodies := slices.SortedFunc(maps.Values(e.hashed[0]), func(a, b *asset.Body) int {
		return cmp.Compare(len(a.Content()), len(b.Content()))
	})
	for _, body := range bodies {
		body.CompressQuickly(cache)
	}
	for _, body := range bodies {
		if wanted() {
			body.Compress(cache)
		}
	}
}
