package editor

import (
	"bytes"
	"encoding/json"
	"html/template"
	"net/http"
	"net/url"

	"carrito/app/address"
	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/site"
)

// previewPolicy allows what a page of the shop shows, and no script: it would fetch
// the catalogue that is published.
const previewPolicy = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' https:; font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// preview shows the product's page as shoppers will see it.
func (e *Editor) preview(w http.ResponseWriter, r *http.Request, o admin.Owner, p *productPage) {
	one := p.apply(p.Base, e.amount).With("hidden", nil).With("id", max(p.Base.ID(), 1))
	if one.Text("slug") == "" {
		one = one.With("slug", "x")
	}
	list := one.Objects("variants")
	for i := range list {
		list[i] = list[i].With("id", i+1)
	}
	text, _ := json.Marshal([]catalogfile.Object{one.WithObjects("variants", list)})
	draft, err := site.Draft(e.files, text)
	if err != nil {
		e.trouble(w, r, o, err)
		return
	}
	page, err := draft.Page(&url.URL{Path: draft.Prefix() + address.Product(one.ID())})
	if err != nil {
		e.trouble(w, r, o, err)
		return
	}
	note := `<p role="status" style="background:#8a5200;color:#fff;margin:0;padding:0.75rem 1rem">` + template.HTMLEscapeString(p.Text.PreviewNote) + `</p>`
	html := page.HTML
	if at := bytes.Index(html, []byte("<body")); at >= 0 {
		if end := bytes.IndexByte(html[at:], '>'); end >= 0 {
			html = bytes.Join([][]byte{html[:at+end+1], []byte(note), html[at+end+1:]}, nil)
		}
	}
	w.Header().Set("Content-Security-Policy", previewPolicy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(html)
}
