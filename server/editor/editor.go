// Package editor is the owner's page of products, /admin/productos: a list to change
// prices and stock in, a page for each product, and the earlier versions.
//
// [New] adds the pages to those of package admin, which signs the owner in. Changes
// go through package catalogfile, so two owners, an import and a text editor may work
// at once. The running shop takes up the changed file by itself.
package editor

import (
	"context"
	"crypto/rand"
	"embed"
	"html/template"
	"log"
	"net/http"
	"strconv"
	"strings"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/htmlpage"
	"carrito/server/kept"
	"carrito/server/site"
	"carrito/server/words"
)

//go:embed pages/*.html
var pages embed.FS

// templates are the pages, and what they share with the other pages of the owner.
var templates = template.Must(admin.Templates().Funcs(template.FuncMap{"dict": dict, "place": place}).ParseFS(pages, "pages/*.html"))

// dict returns a map of names and values, for templates with several arguments.
func dict(pairs ...any) map[string]any {
	named := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		named[pairs[i].(string)] = pairs[i+1]
	}
	return named
}

// place returns the number of what is at an index, for people.
func place(index int) string { return strconv.Itoa(index + 1) }

// maxForm is the largest form without photos, in bytes: a product with hundreds of
// variants, twice.
const maxForm = 1 << 20

// maxPhotos is the largest form with photos, in bytes. A browser with JavaScript sends
// each photo by itself.
const maxPhotos = 200 << 20

// Stock is the database that counts the units left.
type Stock interface {
	Stock(ctx context.Context) (map[cart.Key]int, error)
	SetStock(ctx context.Context, key cart.Key, units int) error
}

// Editor answers the pages of products. It is safe for concurrent use.
type Editor struct {
	admin *admin.Handler
	files site.Files
	site  func() *site.Site
	stock Stock
	log   *log.Logger
	file  *catalogfile.File

	uploads uploads
	sent    sent
}

// New adds the pages to those of the owner. shop returns the current site. Call
// [Editor.Run] afterwards.
func New(owner *admin.Handler, files site.Files, shop func() *site.Site, stock Stock, log *log.Logger) *Editor {
	e := &Editor{admin: owner, files: files, site: shop, stock: stock, log: log}
	e.uploads.pending = make(chan catalog.Image, 1000)
	e.file = &catalogfile.File{Path: files.Products, Check: func(catalogue []byte) error { return site.CheckProducts(files, catalogue) }}
	page := func(pattern string, answer func(http.ResponseWriter, *http.Request, admin.Owner)) {
		owner.Handle(pattern, admin.Page{MaxForm: maxForm, Answer: e.once(answer), Again: e.again(answer), Away: e.away})
	}
	page("GET "+listAddress, e.list)
	page("POST "+listAddress, e.changeList)
	page("GET "+listAddress+"/{id}", e.product)
	owner.Handle("POST "+listAddress+"/{id}", admin.Page{MaxForm: maxPhotos, Answer: e.once(e.changeProduct), Again: e.again(e.changeProduct), Away: e.away})
	owner.Handle("GET "+listAddress+"/fotos/{upload}", admin.Page{Answer: e.uploadState})
	owner.Handle("PUT "+listAddress+"/fotos/{upload}", admin.Page{Answer: e.upload})
	page("GET "+listAddress+"/versiones", e.versions)
	page("POST "+listAddress+"/versiones", e.bringBack)
	for _, name := range []string{styleName, scriptName} {
		owner.Handle("GET /admin/"+name, admin.Page{Public: true, Answer: func(w http.ResponseWriter, r *http.Request, _ admin.Owner) { pageFiles().Send(w, r, name) }})
	}
	return e
}

// Share keeps the catalogue the same as at other servers. Call it before the first request.
func (e *Editor) Share(with kept.Sharing) { e.file.Sharing = with }

// listAddress is the address of the list, behind the shop's prefix.
const listAddress = "/admin/productos"

// frame is the data that all pages share.
type frame struct {
	admin.Frame
	Text     *words.Editor
	List     string // address of the list
	Versions string
	Styles   string // address of the pages' own style sheet
	Scripts  string
	Notice   string // what has been done; may be empty
	Fault    string // what is wrong with the whole page; may be empty
	Undo     string // token of the version that can be undone; empty if there is none
	Token    string // of the form; see once
}

func (e *Editor) frame(r *http.Request, o admin.Owner) frame {
	s := e.site()
	prefix := s.Prefix()
	f := frame{Frame: e.admin.Frame(r, o), Text: e.text(), List: prefix + listAddress, Versions: prefix + listAddress + "/versiones", Token: rand.Text()}
	f.Styles, f.Scripts = prefix+"/admin/"+pageFiles().Address(styleName), prefix+"/admin/"+pageFiles().Address(scriptName)
	if done := r.URL.Query().Get(doneQuery); r.Method == http.MethodGet && done != "" {
		number, _, _ := strings.Cut(done, ".")
		version, _ := strconv.Atoi(number)
		if f.Notice = f.Text.Saved; version > 0 {
			f.Undo = done
		}
		if version == 0 {
			f.Notice = f.Text.Unchanged
		}
	}
	return f
}

// doneQuery is the query that says which version was made.
const doneQuery = "hecho"

func (e *Editor) text() *words.Editor { return words.EditorIn(e.site().Shop.Language) }

func (e *Editor) show(w http.ResponseWriter, status int, name string, page any) {
	htmlpage.Send(w, status, templates.Lookup(name+".html"), page, e.log)
}

// noticePage is the data of the template trouble.
type noticePage struct {
	frame
	Problem string
	Lines   []string
	resend
}

// trouble answers if the file cannot be read or changed. The page keeps what was typed.
func (e *Editor) trouble(w http.ResponseWriter, r *http.Request, o admin.Owner, err error) {
	e.log.Printf("the page of products: %v", err)
	page := noticePage{frame: e.frame(r, o), Problem: e.text().Damaged, Lines: strings.Split(err.Error(), "\n")}
	page.Notice = ""
	if why := page.Text.NotShared(err); why != "" {
		page.Problem, page.Lines = why, nil
	}
	page.resend = e.resend(r)
	e.show(w, http.StatusInternalServerError, "trouble", page)
}

// done leads to an address after a change, which made a version.
func (e *Editor) done(w http.ResponseWriter, r *http.Request, address string, version int) {
	separator := "?"
	if strings.Contains(address, "?") {
		separator = "&"
	}
	http.Redirect(w, r, address+separator+doneQuery+"="+e.file.Kept().Token(version), http.StatusSeeOther)
}

// away answers a form while the database is away. The page keeps what was typed.
func (e *Editor) away(w http.ResponseWriter, r *http.Request) {
	page := noticePage{frame: e.frame(r, admin.Owner{}), Problem: e.text().Unshared, resend: e.resend(r)}
	e.show(w, http.StatusServiceUnavailable, "trouble", page)
}

// againKey is the context key of a form that comes from an earlier session.
type againKey struct{}

// isOld reports whether a form comes from an earlier session: it is shown again, and
// changes nothing.
func isOld(r *http.Request) bool { return r.Context().Value(againKey{}) != nil }

// again answers a form of an earlier session. If the owner is signed in again, the
// page shows what was typed. Otherwise a page keeps what was typed until then.
func (e *Editor) again(answer func(http.ResponseWriter, *http.Request, admin.Owner)) func(http.ResponseWriter, *http.Request, admin.Owner, bool) {
	return func(w http.ResponseWriter, r *http.Request, o admin.Owner, signedIn bool) {
		if signedIn {
			answer(w, r.WithContext(context.WithValue(r.Context(), againKey{}, true)), o)
			return
		}
		page := signedOutPage{e.frame(r, o), e.resend(r)}
		e.show(w, http.StatusForbidden, "signedout", page)
	}
}

// signedOutPage is the data of the template signedout.
type signedOutPage struct {
	frame
	resend
}

// resend is a form to be sent again as it was.
type resend struct {
	Address string
	Fields  []field // none if nothing was sent
}

func (e *Editor) resend(r *http.Request) resend {
	again := resend{Address: e.site().Prefix() + r.URL.RequestURI()}
	for name, values := range r.PostForm {
		for _, value := range values {
			again.Fields = append(again.Fields, field{name, value})
		}
	}
	return again
}

// field is a field of a form.
type field struct{ Name, Value string }
