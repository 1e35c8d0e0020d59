package httpd

import (
	"bytes"
	"net/http"
	"time"

	"carrito/server/asset"
)

// sendCard sends the picture of a link preview, and reports whether there is one. An
// address of an earlier name or price gets the present picture, which is not cached for
// ever.
func (h *Handler) sendCard(w http.ResponseWriter, r *http.Request, now *build, address string) bool {
	content, present, err := now.Card(address)
	if err != nil {
		return false
	}
	header := w.Header()
	header.Set("Content-Type", "image/jpeg")
	header["Cache-Control"] = asset.Revalidate
	if present == address {
		header["Cache-Control"] = asset.Forever
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	return true
}
