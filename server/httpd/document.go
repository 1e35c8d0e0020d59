package httpd

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"carrito/server/asset"
	"carrito/server/site"
)

// sendPage sends what is made for an address within the shop, from the pages of
// the build.
func (h *Handler) sendPage(w http.ResponseWriter, r *http.Request, now *build, address string) {
	if to, ok := now.Moved(address); ok && strings.HasPrefix(r.URL.Path, now.prefix) {
		w.Header().Set("Cache-Control", "no-cache") // the category may get its earlier name back
		http.Redirect(w, r, now.prefix+(&url.URL{Path: to, RawQuery: r.URL.RawQuery}).String(), http.StatusMovedPermanently)
		return
	}
	at := now.Address(r.URL)
	key := pageKey{path: at.Path, escaped: at.RawPath, query: at.RawQuery}
	if address == "/robots.txt" || now.isSitemap(address) {
		key = pageKey{base: "http://" + r.Host, path: address}
	}
	entry := now.pages.get(key, func() (document, error) { return now.document(key, at) })
	d, err := entry.render()
	if err != nil {
		now.pages.settle(entry, 0)
		h.log.Printf("%s: %v", r.URL.Path, err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	if text := r.URL.Query().Get("q"); text != "" && !at.Query().Has("q") && key.base == "" {
		sendSearched(w, r, d, text)
	} else {
		d.body.Send(w, r, d.status, asset.Revalidate)
	}
	now.pages.settle(entry, d.body.Size()+key.size())
}

// sendSearched sends a page with a text in its field for searches. That text is all
// that such an address changes: the page is neither made nor compressed anew for it.
func sendSearched(w http.ResponseWriter, r *http.Request, d document, text string) {
	r = r.Clone(r.Context())
	r.Header.Set("Accept-Encoding", "identity")
	asset.New(asset.Type(".html"), site.FillSearch(d.body.Content(), text), asset.Fast).Send(w, r, d.status, asset.Revalidate)
}

// isSitemap reports whether a sitemap is at an address.
func (e *build) isSitemap(address string) bool {
	return strings.HasPrefix(address, "/") && slices.Contains(e.sitemaps, address[1:])
}

// document makes what is at an address that has no file.
func (e *build) document(key pageKey, u *url.URL) (document, error) {
	switch {
	case key.base == "":
	case key.path == "/robots.txt":
		return document{http.StatusOK, asset.New(asset.Type(".txt"), e.Robots(key.base), asset.Fast)}, nil
	default:
		sitemap, err := e.Sitemap(key.path[1:], key.base)
		return document{http.StatusOK, asset.New(asset.Type(".xml"), sitemap, asset.Fast)}, err
	}
	page, err := e.Page(u)
	return document{page.Status, asset.New(asset.Type(".html"), page.HTML, asset.Fast)}, err
}
