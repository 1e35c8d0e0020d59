package httpd

import (
	"net/http"
	"net/url"
)

// maxAddress is the longest path and query that a page is made for, in bytes.
const maxAddress = 8 << 10

// sendLong answers a request whose address is longer than maxAddress. A page's address is
// too long because of its query: the answer leads to the same page with what it reads of
// the query, such as the beginning of a search. A path that is too long has no page. What
// is no page, and what is sent to the shop, is refused.
//
// Nothing of such an address is kept, and no more than maxAddress of it is sent.
func (h *Handler) sendLong(w http.ResponseWriter, r *http.Request, now *build, isPage bool) {
	if !isPage || r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "bad address", http.StatusBadRequest)
		return
	}
	to := now.Shortened(r.URL).String()
	if len(to) > maxAddress/2 { // of a request through a proxy, the address has the host too
		missing := r.Clone(r.Context())
		missing.URL = &url.URL{Path: now.prefix + missingPage}
		h.sendPage(w, missing, now, missingPage)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, http.StatusTemporaryRedirect)
}

// missingPage is a path, behind the prefix, that has no page.
const missingPage = "/404"
