package httpd

import (
	"net/http"
	"net/url"

	"carrito/server/asset"
)

// sendPage sends what is made for an address within the shop, from the pages of
// the edition.
func (h *Handler) sendPage(w http.ResponseWriter, r *http.Request, now *edition, address string) {
	at := now.Address(r.URL)
	key := pageKey{path: at.Path, escaped: at.RawPath, query: at.RawQuery}
	if address == "/robots.txt" || address == "/sitemap.xml" {
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
	d.body.Send(w, r, d.status, asset.Revalidate)
	now.pages.settle(entry, d.body.Size()+key.size())
}

// document makes what is at an address that has no file.
func (e *edition) document(key pageKey, u *url.URL) (document, error) {
	switch key.path {
	case "/robots.txt":
		return document{http.StatusOK, asset.New(asset.Type(".txt"), e.Robots(key.base), asset.Fast)}, nil
	case "/sitemap.xml":
		sitemap, err := e.Sitemap(key.base)
		return document{http.StatusOK, asset.New(asset.Type(".xml"), sitemap, asset.Fast)}, err
	}
	page, err := e.Page(u)
	return document{page.Status, asset.New(asset.Type(".html"), page.HTML, asset.Fast)}, err
}
