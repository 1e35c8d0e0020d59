package orderpage

import (
	"embed"
	"html/template"
	"net/http"
	"time"

	"carrito/app/text"
	"carrito/server/htmlpage"
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
	Page          *words.OrderPage
	Text          *text.Text
	Shop          string
	Home          string // path of the shop, with a slash at its end
	Style, Script string
}

func (h *Handler) frame() frame {
	s := h.site()
	f := frame{
		Language: s.Shop.Language, Words: words.In(s.Shop.Language), Page: h.words(), Text: text.In(s.Shop.Language), Shop: s.Shop.Name, Home: s.Prefix() + "/",
	}
	files := h.assets.of(s)
	f.Style, f.Script = f.Home+"pedido/"+files.Address(styleName), f.Home+"pedido/"+files.Address(scriptName)
	return f
}

func (h *Handler) words() *words.OrderPage { return words.OrderPageIn(h.site().Shop.Language) }

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
		h.log.Printf("the page of an order: %v", err)
	}
	w.Header().Set("Retry-After", "5")
	h.show(w, http.StatusServiceUnavailable, "notice", noticePage{h.frame(), h.words().Unavailable})
}

// moment is a time, as text for people and for programs. The script writes it in the
// time zone of the browser.
type moment struct{ Text, Machine string }

func (h *Handler) moment(t time.Time) moment {
	local := t.Local()
	return moment{words.In(h.site().Shop.Language).Time(local) + " " + local.Format("MST"), t.UTC().Format(time.RFC3339)}
}

// sentence is a text with a time in it.
type sentence struct {
	Before, After string
	At            moment
}

func (h *Handler) sentence(text func(string) string, at time.Time) *sentence {
	before, after := words.Around(text)
	return &sentence{before, after, h.moment(at)}
}
