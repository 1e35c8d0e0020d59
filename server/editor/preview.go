package editor

import (
	"encoding/json"
	"net/http"
	"net/url"

	"carrito/app/address"
	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/htmlpage"
	"carrito/server/site"
)

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
	htmlpage.SendPreview(w, page.HTML, p.Text.PreviewNote)
}
