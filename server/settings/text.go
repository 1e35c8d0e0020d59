package settings

import (
	"errors"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/htmlpage"
	"carrito/server/prose"
	"carrito/server/words"
)

// newText is the name in the address of the page for a new text. No page has it.
const newText = "-nueva"

// textPage is the data of the template text.
type textPage struct {
	frame
	Address, List, Versions string
	New                     bool
	Heading                 string // of the page of the owner
	Name, PageTitle, Body   string
	Whole                   bool   // whether the text has the title, too
	Base                    string // the file that the draft started from; empty for a new one
	Gone                    bool
	Theirs                  string // what somebody else has saved meanwhile
	Conflicts               []conflict
	Wrong                   map[string]string
	Hints                   []string
	Draft                   bool // whether it is a template
}

func (p *Pages) textPage(r *http.Request, o admin.Owner) *textPage {
	page := &textPage{frame: p.frame(r, o), List: p.site().Prefix() + textsAddress, Name: r.PathValue("name"), Wrong: map[string]string{}}
	page.Address = page.List + "/" + page.Name
	page.Versions = page.Address + "/versiones"
	if page.New = page.Name == newText; page.New {
		page.Name, page.Heading = "", page.Text.NewPage
	}
	return page
}

func (p *Pages) showText(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	page := p.textPage(r, o)
	if page.New {
		page.PageTitle, page.Body, page.Name = p.template(r.URL.Query().Get("de"))
		page.Draft = page.Body != ""
		p.show(w, http.StatusOK, "text", page)
		return
	}
	_, source, err := p.textFile(page.Name)
	if err != nil {
		p.trouble(w, r, o, err)
		return
	}
	if source == nil {
		http.Redirect(w, r, page.List, http.StatusSeeOther)
		return
	}
	page.Base = string(source.Text)
	page.PageTitle, page.Body = split(page.Base)
	page.Whole = page.PageTitle == ""
	for _, hint := range p.site().OwnHints() {
		if line, ok := strings.CutPrefix(hint, prose.Folder+"/"+source.File+": "); ok {
			page.Hints = append(page.Hints, line)
		}
	}
	p.sendText(w, http.StatusOK, page)
}

func (p *Pages) sendText(w http.ResponseWriter, status int, page *textPage) {
	if page.Heading == "" {
		page.Heading = titleOf([]byte(page.Base))
	}
	p.show(w, status, "text", page)
}

// changeText saves a page, shows how it will look, or removes it.
func (p *Pages) changeText(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	page, form := p.textPage(r, o), r.PostForm
	if !page.New && !prose.IsName(page.Name) {
		http.Redirect(w, r, page.List, http.StatusSeeOther)
		return
	}
	page.PageTitle, page.Body = strings.TrimSpace(form.Get("title")), clean(form.Get("body"))
	page.Base, page.Whole, page.Gone = strings.ReplaceAll(form.Get("base"), "\r\n", "\n"), form.Get("whole") != "", form.Get("gone") != ""
	if page.New {
		page.Name = strings.TrimSpace(form.Get("name"))
	}
	do := form.Get("do")
	switch {
	case isOld(r):
		page.Fault = page.Editor.OldForm
		p.sendText(w, http.StatusOK, page)
	case do == "delete" && !page.New:
		p.saveText(w, r, o, page, true)
	case do == "theirs":
		page.PageTitle, page.Body = split(page.Base)
		page.Whole = page.PageTitle == ""
		p.sendText(w, http.StatusOK, page)
	case !p.checkText(page):
		page.Fault = page.Editor.NotSaved
		p.sendText(w, http.StatusConflict, page)
	case do == "preview":
		p.previewText(w, r, o, page)
	default:
		p.saveText(w, r, o, page, false)
	}
}

// checkText finds what is wrong with a draft, and reports whether nothing is. A new page
// without a name gets one from its title.
func (p *Pages) checkText(page *textPage) bool {
	wrong := func(field, text string) { page.Wrong[field] = text }
	if strings.ContainsFunc(page.PageTitle, unicode.IsControl) || page.PageTitle == "" && !page.Whole {
		wrong("title", page.Text.PageTitleMissing)
	}
	if !utf8.ValidString(page.PageTitle + page.Body) {
		wrong("body", page.Text.Faults["other"])
	} else if _, err := prose.Parse([]byte(join(page.PageTitle, page.Body)), prose.Rules{
		Link: func(to string) string { return to }, Picture: func(string) (string, int, int, bool) { return "", 0, 0, false },
	}); err != nil {
		wrong("title", page.Text.PageTitleMissing)
	}
	if page.New {
		if page.Name == "" {
			page.Name = nameOf(page.PageTitle)
		}
		switch _, source, _ := p.textFile(page.Name); {
		case !prose.IsName(page.Name) || len(page.Name) > 80:
			wrong("name", page.Text.PageNameWrong)
		case source != nil:
			wrong("name", page.Text.PageNameTaken)
		case p.isFull():
			wrong("title", page.Text.PagesFull)
		}
	}
	if page.Gone && p.isFull() {
		wrong("title", page.Text.PagesFull)
	}
	return len(page.Wrong) == 0
}

// isFull reports whether there are as many pages as a shop may have.
func (p *Pages) isFull() bool {
	all, err := prose.Read(p.files.Web)
	return err == nil && len(all) >= prose.MaxPages
}

// nameOf returns a name in the address for a title.
func nameOf(title string) string {
	name := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' {
			return c
		}
		return -1
	}, catalog.Slug(title))
	name = strings.Join(strings.FieldsFunc(name, func(c rune) bool { return c == '-' }), "-")
	if len(name) > 60 {
		name = strings.Trim(name[:60], "-")
	}
	if name == "" {
		return "pagina"
	}
	return name
}

// halves returns a page as an object, so that two owners' changes of it can be merged.
func halves(source string) catalogfile.Object {
	title, text := split(source)
	return catalogfile.Object{}.With("title", title).With("text", text)
}

// saveText saves or removes a page. If somebody else has changed the same half of it
// meanwhile, nothing is saved and the page shows both.
func (p *Pages) saveText(w http.ResponseWriter, r *http.Request, o admin.Owner, page *textPage, remove bool) {
	file, _, err := p.textFile(page.Name)
	if err != nil {
		p.trouble(w, r, o, err)
		return
	}
	mine := join(page.PageTitle, page.Body)
	version, err := file.Update(o.By(), func(before []byte) ([]byte, error) {
		switch now := string(before); {
		case before == nil && remove:
			return nil, nil
		case before == nil && !page.New && !page.Gone:
			page.Gone, page.Fault = true, page.Text.PageGone
			return nil, errStop
		case page.New && now == mine: // pressed twice
			return before, nil
		case before != nil && page.New:
			page.Wrong["name"], page.Fault = page.Text.PageNameTaken, page.Editor.NotSaved
			return nil, errStop
		case before == nil:
			return []byte(mine), nil
		case strings.ReplaceAll(now, "\r\n", "\n") == page.Base && remove:
			return nil, nil
		case remove:
			page.meanwhile(now, halves(now), nil)
			return nil, errStop
		default:
			base, typed := halves(page.Base), catalogfile.Object{}.With("title", page.PageTitle).With("text", page.Body)
			merged, conflicts := catalogfile.Merge(base, typed, halves(now))
			if len(conflicts) > 0 {
				page.meanwhile(now, merged, conflicts)
				return nil, errStop
			}
			if title, text := split(now); title == merged.Text("title") && text == merged.Text("text") {
				return before, nil
			}
			return []byte(rejoin(now, merged.Text("title"), merged.Text("text"))), nil
		}
	})
	switch {
	case errors.Is(err, errStop):
		p.sendText(w, http.StatusConflict, page)
	case err != nil:
		p.unwritten(&page.frame, err)
		p.sendText(w, http.StatusInternalServerError, page)
	case remove:
		p.done(w, r, o, textsAddress, version)
	default:
		p.done(w, r, o, textsAddress+"/"+page.Name, version)
	}
}

// meanwhile shows what somebody else has saved. The draft keeps what the owner typed, and
// takes what only the other has changed.
func (p *textPage) meanwhile(now string, merged catalogfile.Object, list []catalogfile.Conflict) {
	p.Fault, p.Base, p.Theirs = p.Editor.Meanwhile, strings.ReplaceAll(now, "\r\n", "\n"), now
	names := map[string]string{"title": p.Text.PageTitle, "text": p.Text.PageText}
	for _, c := range list {
		p.Conflicts = append(p.Conflicts, conflict{names[c.Name], p.Editor.Differs(catalogfile.Brief(c.Base), catalogfile.Brief(c.Theirs), catalogfile.Brief(c.Mine))})
	}
	p.PageTitle, p.Body = merged.Text("title"), merged.Text("text")
}

// previewText shows a page as shoppers will see it.
func (p *Pages) previewText(w http.ResponseWriter, r *http.Request, o admin.Owner, page *textPage) {
	file, _, err := p.textFile(page.Name)
	if err != nil {
		p.trouble(w, r, o, err)
		return
	}
	draft, err := p.site().WithOwn(prose.Source{File: filepath.Base(file.Path), Name: page.Name, Text: []byte(join(page.PageTitle, page.Body))})
	if err != nil {
		p.trouble(w, r, o, err)
		return
	}
	document, err := draft.Page(&url.URL{Path: draft.Prefix() + address.OwnFolder + page.Name})
	if err != nil {
		p.trouble(w, r, o, err)
		return
	}
	htmlpage.SendPreview(w, document.HTML, page.Editor.PreviewNote)
}

func (p *Pages) textVersions(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	file, _, err := p.textFile(r.PathValue("name"))
	if err != nil || !prose.IsName(r.PathValue("name")) {
		http.Redirect(w, r, p.site().Prefix()+textsAddress, http.StatusSeeOther)
		return
	}
	p.sendVersions(w, r, o, file, textsAddress+"/"+r.PathValue("name"), http.StatusOK, "")
}

// restoreText brings back a version of a page.
func (p *Pages) restoreText(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	name := r.PathValue("name")
	file, _, err := p.textFile(name)
	if err != nil || !prose.IsName(name) {
		http.Redirect(w, r, p.site().Prefix()+textsAddress, http.StatusSeeOther)
		return
	}
	p.restore(w, r, o, file, textsAddress+"/"+name, func(before, old []byte) ([]byte, error) {
		if len(old) == 0 { // the page was removed
			return nil, nil
		}
		if before == nil && p.isFull() {
			return nil, errors.New(words.SettingsIn(p.site().Shop.Language).PagesFull)
		}
		return old, nil
	})
}
