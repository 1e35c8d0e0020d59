package admin

import (
	"embed"
	"errors"
	"html/template"
	"net/http"

	"carrito/server/alert"
	"carrito/server/htmlpage"
	"carrito/server/inbox/orderdb"
	"carrito/server/words"
)

//go:embed pages/*.html
var pages embed.FS

// templates are the pages. Each is a whole document.
var templates = template.Must(template.ParseFS(pages, "pages/*.html"))

// frame is the data that all pages share.
type frame struct {
	Language      string // language of the page
	Words         *words.Text
	Shop          string
	Home          string // path of the shop, with a slash at its end
	Orders        string // path of the list
	Admin         string // path of the owner's pages, with a slash at its end
	Style, Script string
	PasskeyScript string
	Proof         string // see session; empty if nobody is signed in
	Warning       string // shown to the owner only; empty if all is well
	Table         string // shown to the owner only; empty if the table on the web is imported
	Followed      bool   // whether the products come from a table on the web, again and again
	Complaints    bool   // whether the shop has a Libro de Reclamaciones
	Alerts        bool   // whether shoppers can ask to be told when a product is back
	Editable      bool   // whether there is a page of products
	Settings      bool   // whether there are pages of the shop as a whole
	SettingsName  string
	Alarm         string // shown on every page; empty if all is well
}

func (h *Handler) frame(r *http.Request, s session) frame {
	site := h.site()
	prefix := site.Prefix()
	f := frame{
		Language: site.Shop.Language, Words: h.words(), Shop: site.Shop.Name, Home: prefix + "/", Orders: prefix + "/admin/pedidos", Admin: prefix + "/admin/",
	}
	files := h.assets.of(site)
	f.Style, f.Script = f.Admin+files.Address(styleName), f.Admin+files.Address(scriptName)
	f.Followed = h.Table != nil
	f.Complaints = site.Shop.Complaints.Name != ""
	f.Alerts = alert.Offered(site.Shop)
	f.PasskeyScript = f.Admin + files.Address(passkeyScriptName)
	f.Editable, f.Settings = h.isSection("/admin/productos"), h.isSection("/admin/tienda")
	f.SettingsName = words.SettingsIn(f.Language).Title
	if s.token != "" {
		f.Proof = s.proof()
		if h.UnknownProxy != nil && h.UnknownProxy() {
			f.Warning = f.Words.UnknownProxy
		}
		f.Table = h.tableNotice()
	}
	switch err := h.store.Fault(); {
	case errors.Is(err, orderdb.ErrUnwritten):
		f.Alarm = f.Words.NotWritten
	case err != nil:
		f.Alarm = f.Words.NotTaken
	}
	return f
}

func (h *Handler) words() *words.Text { return words.In(h.site().Shop.Language) }

func (h *Handler) show(w http.ResponseWriter, status int, name string, page any) {
	htmlpage.Send(w, status, templates.Lookup(name+".html"), page, h.log)
}

// noticePage is the data of the template notice.
type noticePage struct {
	frame
	Notice string
}

func (h *Handler) unavailable(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() == nil {
		h.log.Printf("the owner's page: %v", err)
	}
	w.Header().Set("Retry-After", "5")
	h.show(w, http.StatusServiceUnavailable, "notice", noticePage{h.frame(r, session{}), h.words().Unavailable})
}

// refuse answers a form that did not come from this page.
func (h *Handler) refuse(w http.ResponseWriter, r *http.Request) {
	h.show(w, http.StatusForbidden, "notice", noticePage{h.frame(r, session{}), h.words().Elsewhere})
}
