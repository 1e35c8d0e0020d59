package settings

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/shop"
	"carrito/server/admin"
	"carrito/server/site"
)

// categoryPage is the data of the template category.
type categoryPage struct {
	frame
	Address, List, Link, Versions string
	Name                          string
	Base                          string // JSON of what the draft started from
	Draft                         shop.Category
	Picture                       string // address of a small picture
	Uploads                       string // where photos are sent to
	PhotoFaults                   []string
	Theirs                        []string // what somebody else has saved meanwhile
	Conflicts                     []string // the fields of those
	Wrong                         map[string]string
}

// errNoCategory is the error for a category without products.
var errNoCategory = errors.New("there is no such category")

// categoryPage returns the page of the category with a slug, as it is saved.
func (p *Pages) categoryPage(r *http.Request, o admin.Owner, slug string) (*categoryPage, error) {
	c, err := p.catalogue.Read()
	if err != nil {
		return nil, err
	}
	all, err := categories(c, p.digits())
	if err != nil {
		return nil, err
	}
	one, ok := all.Category(slug)
	if !ok {
		return nil, errNoCategory
	}
	text, err := p.shop.Read()
	if err != nil {
		return nil, err
	}
	now, err := readSaid(text)
	if err != nil {
		return nil, err
	}
	prefix := p.site().Prefix()
	page := &categoryPage{
		frame: p.frame(r, o), List: prefix + categoriesAddress, Address: prefix + categoriesAddress + "/" + url.PathEscape(one.Slug),
		Link: prefix + address.Category(one.Slug), Versions: prefix + shopAddress + "/versiones", Uploads: prefix + uploadsAddress,
		Name: one.Name, Draft: now[now.key(one.Name)], Wrong: map[string]string{},
	}
	page.rebase(page.Draft)
	return page, nil
}

// goneCategory returns the page for what was typed about a category that there is no more:
// that of the category it has become, or else one for the text alone.
func (p *Pages) goneCategory(r *http.Request, o admin.Owner) (*categoryPage, error) {
	slug := r.PathValue("slug")
	text, err := p.shop.Read()
	if err != nil {
		return nil, err
	}
	moved, _, err := readMoved(text)
	if err != nil {
		return nil, err
	}
	page, err := p.categoryPage(r, o, moved[slug])
	name := cmp.Or(oneLine(r.PostForm.Get("category")), slug)
	if errors.Is(err, errNoCategory) {
		prefix := p.site().Prefix()
		page, err = &categoryPage{
			frame: p.frame(r, o), List: prefix + categoriesAddress, Address: prefix + categoriesAddress + "/" + url.PathEscape(slug),
			Versions: prefix + shopAddress + "/versiones", Uploads: prefix + uploadsAddress, Name: name, Wrong: map[string]string{},
		}, nil
	}
	if err == nil {
		page.Fault = page.Text.CategoryGone(name)
	}
	return page, err
}

// rebase makes the draft start from what is saved now.
func (p *categoryPage) rebase(now shop.Category) { p.Base = string(encoded(now)) }

func (p *Pages) sendCategory(w http.ResponseWriter, status int, page *categoryPage) {
	if picture := page.Draft.Picture; picture.Src != "" {
		page.Picture = p.site().Prefix() + p.site().Thumbnails()(catalog.Image(picture))
	}
	p.show(w, status, "category", page)
}

func (p *Pages) showCategory(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	page, err := p.categoryPage(r, o, r.PathValue("slug"))
	switch {
	case errors.Is(err, errNoCategory):
		http.Redirect(w, r, p.site().Prefix()+categoriesAddress, http.StatusSeeOther)
	case err != nil:
		p.trouble(w, r, o, err)
	default:
		p.sendCategory(w, http.StatusOK, page)
	}
}

// changeCategory saves what was typed, or does what a button within the page says.
func (p *Pages) changeCategory(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	page, err := p.categoryPage(r, o, r.PathValue("slug"))
	gone := errors.Is(err, errNoCategory)
	if gone {
		page, err = p.goneCategory(r, o)
	}
	if err != nil {
		p.trouble(w, r, o, err)
		return
	}
	p.readCategory(page, r)
	do := r.PostForm.Get("do")
	switch {
	case isOld(r):
		page.Fault = page.Editor.OldForm
		p.sendCategory(w, http.StatusOK, page)
	case gone:
		p.sendCategory(w, http.StatusConflict, page)
	case do == "theirs":
		page.takeTheirs(r.PostForm["conflict"])
		p.sendCategory(w, http.StatusOK, page)
	case len(page.PhotoFaults) > 0:
		page.Fault = page.Editor.NotSaved
		p.sendCategory(w, http.StatusConflict, page)
	case do == "photos":
		p.sendCategory(w, http.StatusOK, page)
	case do == "unpicture":
		page.Draft.Picture = shop.Cover{}
		p.sendCategory(w, http.StatusOK, page)
	default:
		p.saveCategory(w, r, o, page)
	}
}

// readCategory puts a form into the draft. The last of its pictures is the one that was
// chosen last.
func (p *Pages) readCategory(page *categoryPage, r *http.Request) {
	form := r.PostForm
	page.Base, page.PhotoFaults = form.Get("base"), form["photofault"]
	page.Draft = shop.Category{Text: printable(form.Get("text"))}
	picture := &page.Draft.Picture
	for i := 0; form.Has(field(i, "src")); i++ {
		*picture = shop.Cover{Src: form.Get(field(i, "src")), Alt: oneLine(form.Get("alt"))}
		picture.Width, _ = strconv.Atoi(form.Get(field(i, "width")))
		picture.Height, _ = strconv.Atoi(form.Get(field(i, "height")))
	}
	if isOld(r) || p.Photos == nil {
		return
	}
	for _, file := range admin.Files(r) {
		taken, fault, err := p.Photos.Keep(r.Context(), file, file.Size, file.Name)
		if err != nil {
			p.log.Printf("the pages of settings: a photo: %v", err)
			fault = page.Text.Unwritten
		}
		if fault != "" {
			page.PhotoFaults = append(page.PhotoFaults, file.Name+": "+fault)
			continue
		}
		taken.Alt = oneLine(form.Get("alt"))
		*picture = shop.Cover(taken)
	}
}

// takeTheirs puts what somebody else has saved into the fields that both have changed.
func (p *categoryPage) takeTheirs(fields []string) {
	theirs := p.base()
	if slices.Contains(fields, "text") {
		p.Draft.Text = theirs.Text
	}
	if slices.Contains(fields, "picture") {
		p.Draft.Picture = theirs.Picture
	}
}

// field returns the name of a field of a picture, as the page of a product has it.
func field(place int, name string) string { return "image." + strconv.Itoa(place) + "." + name }

// base returns what the draft started from.
func (p *categoryPage) base() (base shop.Category) {
	json.Unmarshal([]byte(p.Base), &base)
	return base
}

// saveCategory saves the draft. If somebody else has changed the same meanwhile, nothing is
// saved and the page shows both.
func (p *Pages) saveCategory(w http.ResponseWriter, r *http.Request, o admin.Owner, page *categoryPage) {
	version, err := p.shop.Update(o.By(), func(before []byte) ([]byte, error) {
		now, err := readSaid(before)
		if err != nil {
			return nil, err
		}
		key := now.key(page.Name)
		if !page.merge(now[key]) {
			return nil, errStop
		}
		after, err := set(before, key, page.Draft)
		if err == nil {
			err = p.checkCategory(page, key, after)
		}
		return after, err
	})
	switch {
	case errors.Is(err, errStop):
		p.sendCategory(w, http.StatusConflict, page)
	case err != nil:
		p.unwritten(&page.frame, err)
		p.sendCategory(w, http.StatusInternalServerError, page)
	default:
		p.done(w, r, o, categoriesAddress+"/"+url.PathEscape(r.PathValue("slug")), version)
	}
}

// merge takes what only somebody else has changed, and reports whether nobody else has
// changed the same.
func (p *categoryPage) merge(theirs shop.Category) bool {
	base, mine := p.base(), &p.Draft
	if mine.Text == base.Text {
		mine.Text = theirs.Text
	}
	if mine.Picture == base.Picture {
		mine.Picture = theirs.Picture
	}
	if theirs.Text != base.Text && theirs.Text != mine.Text {
		p.Conflicts = append(p.Conflicts, "text")
		p.Theirs = append(p.Theirs, p.Editor.Differs(base.Text, theirs.Text, mine.Text))
	}
	if theirs.Picture != base.Picture && theirs.Picture != mine.Picture {
		picture := func(c shop.Category) string {
			return briefSaid(p.Text.CategoryPicture, shop.Category{Picture: c.Picture})
		}
		p.Conflicts = append(p.Conflicts, "picture")
		p.Theirs = append(p.Theirs, p.Editor.Differs(picture(base), picture(theirs), picture(*mine)))
	}
	if len(p.Theirs) > 0 {
		p.Fault = p.Editor.Meanwhile
		p.rebase(theirs)
	}
	return len(p.Theirs) == 0
}

// checkCategory puts the faults of a changed shop.json beside their fields.
func (p *Pages) checkCategory(page *categoryPage, key string, after []byte) error {
	err := site.CheckShop(p.files, after)
	if err == nil {
		return nil
	}
	page.Fault = page.Editor.NotSaved
	for line := range strings.SplitSeq(err.Error(), "\n") {
		part, ok := strings.CutPrefix(line, categoriesField+"."+key+".")
		switch {
		case ok && strings.HasPrefix(part, "text"):
			page.Wrong["text"] = page.Text.CategoryTextLong(strconv.Itoa(shop.MaxCategoryText))
		case ok && strings.HasPrefix(part, "picture.alt"):
			page.Wrong["alt"] = page.Text.CategoryAltLong(strconv.Itoa(shop.MaxCategoryAlt))
		case ok:
			page.Wrong["picture"] = page.Editor.Faults["images"]
		default:
			page.Lines = append(page.Lines, line)
		}
	}
	return errStop
}
