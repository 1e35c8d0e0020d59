package alertpage

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"net/http"
	"strings"

	"carrito/app/address"
	"carrito/app/text"
	"carrito/server/asset"
	"carrito/server/htmlpage"
	"carrito/server/words"
)

//go:embed pages/alert.html
var alertPage string

//go:embed pages/alert.css
var style []byte

var templates = template.Must(template.New("alert").Parse(alertPage))

// page is the data of the template.
type page struct {
	Language, Shop, Home, Style, Action string
	Text                                *text.Text // of the shop
	Words                               *words.Text
	Notice                              string
	Fault                               string
	Product                             *product // nil if the shop has no such product
	Typed                               string   // as the shopper typed it
	Privacy                             string   // path of the page that says which data the shop keeps; may be empty
}

// policy allows the page's own style sheet and form, and nothing else.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// answer sends a page, or its sentence to a script that asks for text.
func (h *Handler) answer(w http.ResponseWriter, r *http.Request, status int, p page) {
	header := w.Header()
	header.Set("Content-Security-Policy", policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Robots-Tag", "noindex, nofollow")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cache-Control", "no-store")
	if strings.HasPrefix(r.Header.Get("Accept"), "text/plain") {
		header.Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(status)
		io.WriteString(w, p.Notice+p.Fault)
		return
	}
	s := h.site()
	p.Language, p.Shop, p.Home = s.Shop.Language, s.Shop.Name, s.Prefix()+"/"
	p.Style, p.Action = s.Prefix()+stylePath, s.Prefix()+address.Alert
	p.Text, p.Words = text.In(s.Shop.Language), words.In(s.Shop.Language)
	if path := s.PrivacyPath(); path != "" {
		p.Privacy = s.Prefix() + path
	}
	htmlpage.Send(w, status, templates, p, h.log)
}

// style sends the shop's style sheet with the page's own.
func (h *Handler) style(w http.ResponseWriter, r *http.Request) {
	content := bytes.Join([][]byte{h.site().Styles(), style}, []byte("\n"))
	asset.New(asset.Type(stylePath), asset.Styles(content), asset.Fast).Send(w, r, http.StatusOK, asset.Revalidate)
}
