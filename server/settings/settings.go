// Package settings has the owner's pages of the shop as a whole: /admin/tienda changes
// shop.json, /admin/categorias the categories of products.json, /admin/paginas the texts
// in web/pages, and /admin/publicar writes the shop as plain files and publishes it.
//
// [New] adds the pages to those of package admin, which signs the owner in. Every file
// is changed whole or not at all and has versions; see package kept. The running shop
// takes up the changed files by itself.
package settings

import (
	"context"
	"embed"
	"html/template"
	"log"
	"net/http"
	"strconv"
	"strings"

	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/htmlpage"
	"carrito/server/kept"
	"carrito/server/publish"
	"carrito/server/regular"
	"carrito/server/site"
	"carrito/server/words"
)

//go:embed pages/*.html
var pages embed.FS

// templates are the pages, and what they share with the other pages of the owner.
var templates = template.Must(admin.Templates().Funcs(template.FuncMap{"dict": dict}).ParseFS(pages, "pages/*.html"))

// dict returns a map of names and values, for templates with several arguments.
func dict(pairs ...any) map[string]any {
	named := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		named[pairs[i].(string)] = pairs[i+1]
	}
	return named
}

// maxForm is the largest form, in bytes: a long page, twice.
const maxForm = 4 << 20

// maxPhoto is the largest form with a photo, in bytes. A browser with JavaScript sends the
// photo by itself.
const maxPhoto = maxForm + regular.Picture

// Addresses of the pages, behind the shop's prefix.
const (
	shopAddress       = "/admin/tienda"
	categoriesAddress = "/admin/categorias"
	textsAddress      = "/admin/paginas"
	publishAddress    = "/admin/publicar"
	uploadsAddress    = "/admin/productos/fotos/" // of the editor, where scripts send photos
)

// Pages answers the pages. It is safe for concurrent use.
type Pages struct {
	admin     *admin.Handler
	files     site.Files
	site      func() *site.Site
	log       *log.Logger
	shop      *kept.File
	catalogue *catalogfile.File
	publisher *publish.Publisher
	sharing   kept.Sharing // nil for one server

	// Anywhere lets the owner publish from other machines, too. Set it before the first
	// request.
	Anywhere bool

	// Photos keeps the photos of the first page and of categories. Without it the pages take
	// none. Set it before the first request.
	Photos Photos
}

// New adds the pages to those of the owner. shop returns the current site. publisher is
// nil where nothing is published: on a server that others reach.
func New(owner *admin.Handler, files site.Files, shop func() *site.Site, publisher *publish.Publisher, log *log.Logger) *Pages {
	p := &Pages{admin: owner, files: files, site: shop, publisher: publisher, log: log, shop: ShopFile(files)}
	p.catalogue = &catalogfile.File{Path: files.Products, Check: func(catalogue []byte) error { return site.CheckProducts(files, catalogue) }}
	handle := func(address string, maxForm int64, show, change answer) {
		owner.Handle("GET "+address, admin.Page{Answer: show})
		if change != nil {
			owner.Handle("POST "+address, admin.Page{MaxForm: maxForm, Answer: change, Again: p.again(change), Away: p.away})
		}
	}
	page := func(address string, show, change answer) { handle(address, maxForm, show, change) }
	handle(shopAddress, maxPhoto, p.showShop, p.changeShop)
	page(shopAddress+"/versiones", p.shopVersions, p.restoreShop)
	page(categoriesAddress, p.showCategories, p.changeCategories)
	handle(categoriesAddress+"/{slug}", maxPhoto, p.showCategory, p.changeCategory)
	page(textsAddress, p.showTexts, p.changeTexts)
	page(textsAddress+"/{name}", p.showText, p.changeText)
	page(textsAddress+"/{name}/versiones", p.textVersions, p.restoreText)
	page(publishAddress, p.showPublish, p.startPublish)
	page(publishAddress+"/salida", p.publishOutput, nil)
	for _, name := range []string{styleName, scriptName} {
		owner.Handle("GET /admin/"+name, admin.Page{Public: true, Answer: func(w http.ResponseWriter, r *http.Request, _ admin.Owner) { pageFiles().Send(w, r, name) }})
	}
	return p
}

// Share keeps what the pages change the same as at other servers. Call it before the
// first request.
func (p *Pages) Share(with kept.Sharing) {
	p.sharing, p.shop.Sharing, p.catalogue.Sharing = with, with, with
}

// answer answers a request of the owner.
type answer = func(http.ResponseWriter, *http.Request, admin.Owner)

// frame is the data that all pages share.
type frame struct {
	admin.Frame
	Text     *words.Settings
	Editor   *words.Editor // texts that the page of products has, too
	Title    string        // of the section
	Sections []section
	Styles   []string
	Scripts  []string
	Notice   string   // what has been done; may be empty
	Fault    string   // what is wrong with the whole page; may be empty
	Lines    []string // its details
}

// section is a link to one of the pages.
type section struct {
	Name, Address string
	Here          bool
}

// doneQuery is the query that says which version was made.
const doneQuery = "hecho"

func (p *Pages) frame(r *http.Request, o admin.Owner) frame {
	s := p.site()
	prefix := s.Prefix()
	f := frame{Frame: p.admin.Frame(r, o), Text: words.SettingsIn(s.Shop.Language), Editor: words.EditorIn(s.Shop.Language)}
	for _, one := range []section{{f.Text.Title, shopAddress, false}, {f.Text.Categories, categoriesAddress, false}, {f.Text.Pages, textsAddress, false}, {f.Text.Publish, publishAddress, false}} {
		one.Here = r.URL.Path == one.Address || strings.HasPrefix(r.URL.Path, one.Address+"/")
		if one.Here {
			f.Title = one.Name
		}
		one.Address = prefix + one.Address
		f.Sections = append(f.Sections, one)
	}
	f.Styles = []string{f.Admin + "productos.css", f.Admin + pageFiles().Address(styleName)}
	f.Scripts = []string{f.Admin + "productos.js", f.Admin + pageFiles().Address(scriptName)}
	if done := r.URL.Query().Get(doneQuery); r.Method == http.MethodGet && done != "" {
		f.Notice = f.Editor.Saved
		if done == "0" {
			f.Notice = f.Editor.Unchanged
		}
	}
	return f
}

func (p *Pages) show(w http.ResponseWriter, status int, name string, page any) {
	htmlpage.Send(w, status, templates.Lookup(name+".html"), page, p.log)
}

// trouble answers if a file cannot be read.
func (p *Pages) trouble(w http.ResponseWriter, r *http.Request, o admin.Owner, err error) {
	p.log.Printf("the pages of settings: %v", err)
	f := p.frame(r, o)
	f.Notice, f.Fault, f.Lines = "", f.Text.Damaged, strings.Split(err.Error(), "\n")
	p.show(w, http.StatusInternalServerError, "notice", f)
}

// unwritten puts into a page why it could not be saved.
func (p *Pages) unwritten(f *frame, err error) {
	p.log.Printf("the pages of settings: %v", err)
	if f.Fault = f.Editor.NotShared(err); f.Fault != "" {
		return
	}
	f.Fault, f.Lines = f.Text.Unwritten, strings.Split(err.Error(), "\n")
}

// done leads to an address, behind the prefix, after a change, which made a version.
func (p *Pages) done(w http.ResponseWriter, r *http.Request, o admin.Owner, address string, version int) {
	if version > 0 {
		p.log.Printf("the pages of settings: version %d by %s of what %s changes", version, o.By(), r.URL.Path)
	}
	http.Redirect(w, r, p.site().Prefix()+address+"?"+doneQuery+"="+strconv.Itoa(version), http.StatusSeeOther)
}

// againKey is the context key of a form that comes from an earlier session.
type againKey struct{}

// isOld reports whether a form comes from an earlier session: it is shown again, and
// changes nothing.
func isOld(r *http.Request) bool { return r.Context().Value(againKey{}) != nil }

// again answers a form of an earlier session. If the owner is signed in again, the page
// shows what was typed. Otherwise a page keeps what was typed until then.
func (p *Pages) again(change answer) func(http.ResponseWriter, *http.Request, admin.Owner, bool) {
	return func(w http.ResponseWriter, r *http.Request, o admin.Owner, signedIn bool) {
		if signedIn {
			change(w, r.WithContext(context.WithValue(r.Context(), againKey{}, true)), o)
			return
		}
		p.show(w, http.StatusForbidden, "leftout", p.leftOut(r, o))
	}
}

// away answers a form while the database is away. The page keeps what was typed.
func (p *Pages) away(w http.ResponseWriter, r *http.Request) {
	page := p.leftOut(r, admin.Owner{})
	page.Away = true
	p.show(w, http.StatusServiceUnavailable, "leftout", page)
}

// leftOut returns a page that keeps what was typed.
func (p *Pages) leftOut(r *http.Request, o admin.Owner) signedOutPage {
	page := signedOutPage{frame: p.frame(r, o), Address: p.site().Prefix() + r.URL.RequestURI(), SignIn: p.site().Prefix() + shopAddress}
	for name, values := range r.PostForm {
		for _, value := range values {
			page.Typed = append(page.Typed, typed{name, value})
		}
	}
	return page
}

// signedOutPage is the data of the template leftout.
type signedOutPage struct {
	frame
	Address, SignIn string
	Away            bool // whether the database is away, and nobody has to sign in
	Typed           []typed
}

// typed is a field of a form.
type typed struct{ Name, Value string }
