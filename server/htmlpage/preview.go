package htmlpage

import (
	"bytes"
	"html/template"
	"net/http"
)

// previewPolicy allows what a page of the shop shows, and no script: it would fetch the
// catalogue that is published.
const previewPolicy = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' https:; font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// SendPreview sends a page of the shop as shoppers will see it, below a note.
func SendPreview(w http.ResponseWriter, page []byte, note string) {
	bar := `<p role="status" style="background:#8a5200;color:#fff;margin:0;padding:0.75rem 1rem">` + template.HTMLEscapeString(note) + `</p>`
	if at := bytes.Index(page, []byte("<body")); at >= 0 {
		if end := bytes.IndexByte(page[at:], '>'); end >= 0 {
			page = bytes.Join([][]byte{page[:at+end+1], []byte(bar), page[at+end+1:]}, nil)
		}
	}
	w.Header().Set("Content-Security-Policy", previewPolicy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(page)
}
