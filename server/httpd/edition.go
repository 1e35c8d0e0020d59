package httpd

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"carrito/server/asset"
	"carrito/server/site"
)

// assets is where files are under names that carry the hash of their content.
const assets = "/web/assets/"

// fileAssets are the assets that stand in files.
var fileAssets = []string{site.ProgramFile, site.GoScriptFile, site.IconsFile}

// earlier is how many editions back a page may be from that asks for an asset
// it names.
const earlier = 8

// edition is a site with what is worked out once for it. It never changes, but
// for what is in its pages and for forms of assets that become ready.
type edition struct {
	*site.Site
	security   securityHeaders
	pages      *pages
	made       map[string]*asset.Body   // what stands in no file, by its address without a hash
	hashed     []map[string]*asset.Body // the assets by their address, and those of earlier editions
	compressed chan struct{}            // closed once every asset has all forms
}

// newEdition makes an edition of a site, with the assets of the one before.
func (h *Handler) newEdition(s *site.Site, before *edition) (*edition, error) {
	e := &edition{compressed: make(chan struct{}), pages: newPages(pagesLimit)}
	e.made = map[string]*asset.Body{
		site.StylesFile:   before.sameOr(asset.New(texts[".css"], s.Styles(), asset.Thorough), site.StylesFile),
		site.ProductsFile: before.sameOr(asset.New(texts[".json"], s.Products(), asset.Thorough), site.ProductsFile),
	}
	plain := maps.Clone(e.made)
	for _, address := range fileAssets {
		// A file that is missing keeps its address, where it is missed.
		if body := h.web.load(strings.TrimPrefix(address, "/web/")); body != nil {
			plain[address] = body
		}
	}
	names, hashed := map[string]string{}, map[string]*asset.Body{}
	for address, body := range plain {
		names[address] = hashedName(address, body)
		hashed[names[address]] = body
	}
	e.hashed = []map[string]*asset.Body{hashed}
	if before != nil {
		e.hashed = append(e.hashed, before.hashed[:min(earlier, len(before.hashed))]...)
	}
	var err error
	if e.Site, err = s.Renamed(names); err != nil {
		return nil, err
	}
	e.security = newSecurityHeaders(contentSecurityPolicy(s.ImageHosts(), s.Scripts()))
	return e, nil
}

// hashedName returns "/web/assets/icons.0123456789abcdef.svg" for "/web/icons.svg".
func hashedName(address string, body *asset.Body) string {
	base, extension := path.Base(address), path.Ext(address)
	return assets + strings.TrimSuffix(base, extension) + "." + body.Hash() + extension
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
	if same := e.asset(hashedName(address, body)); same != nil {
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
