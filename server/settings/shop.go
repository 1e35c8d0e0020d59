package settings

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/cldr"
	"carrito/server/kept"
	"carrito/server/patch"
	"carrito/server/regular"
	"carrito/server/site"
)

// ShopFile returns shop.json with its versions.
func ShopFile(files site.Files) *kept.File {
	return &kept.File{Path: files.Shop, Drafts: ".shop-*.json", Limit: regular.Settings, Describe: describe}
}

// describe says how two contents of shop.json differ.
func describe(before, after []byte) ([]kept.Change, int) {
	old, err := flat(before)
	now, wrong := flat(after)
	fields := catalogfile.FieldChanges(old, now)
	for i, f := range fields {
		fields[i].Before, fields[i].After = brief(old.Get(f.Name)), brief(now.Get(f.Name))
	}
	fields = append(fields, saidChanges(before, after)...)
	if err != nil || wrong != nil || len(fields) == 0 {
		return nil, 0
	}
	return []kept.Change{{Kind: catalogfile.Changed, Fields: fields}}, 0
}

// shopPage is the data of the template shop.
type shopPage struct {
	frame
	*draft
	Address, Versions string
	BaseText          string // JSON of the base
	Groups            []group
	Conflicts         []conflict
	Conflicting       string // paths in conflict
	wrong             map[string]string
}

// conflict is a field that another person has changed meanwhile.
type conflict struct{ Field, Text string }

var errStop = errors.New("nothing is changed")

func (p *Pages) showShop(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	text, err := p.shop.Read()
	if err == nil && text == nil {
		err = os.ErrNotExist
	}
	now, wrong := flat(text)
	if err := errors.Join(err, wrong); err != nil {
		p.trouble(w, r, o, err)
		return
	}
	p.sendShop(w, http.StatusOK, p.shopPage(r, o, newDraft(now)))
}

func (p *Pages) shopPage(r *http.Request, o admin.Owner, d *draft) *shopPage {
	prefix := p.site().Prefix()
	return &shopPage{frame: p.frame(r, o), draft: d, Address: prefix + shopAddress, Versions: prefix + shopAddress + "/versiones", wrong: map[string]string{}}
}

func (p *Pages) sendShop(w http.ResponseWriter, status int, page *shopPage) {
	text, _ := json.Marshal(page.Base)
	page.BaseText = string(text)
	page.Groups = p.view(page)
	p.show(w, status, "shop", page)
}

// changeShop saves shop.json, or does what a button within the page says.
func (p *Pages) changeShop(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	page := p.shopPage(r, o, readDraft(r.PostForm))
	do := r.PostForm.Get("do")
	switch {
	case isOld(r):
		page.Fault = page.Editor.OldForm
		p.sendShop(w, http.StatusOK, page)
	case do == "theirs":
		mine := page.apply(p.amount, p.measure)
		for path := range strings.FieldsSeq(r.PostForm.Get("conflicts")) {
			mine = mine.With(path, page.Base.Get(path))
		}
		base := page.Base
		page.draft = newDraft(mine)
		page.rebase(base)
		p.sendShop(w, http.StatusOK, page)
	case !p.takeCover(r, page):
		page.Fault = page.Editor.NotSaved
		p.sendShop(w, http.StatusConflict, page)
	case page.press(do, r.PostForm.Get):
		p.sendShop(w, http.StatusOK, page)
	default:
		p.saveShop(w, r, o, page)
	}
}

// amount returns an amount as shop.json has it, or the text as it is.
func (p *Pages) amount(typed string) string {
	if amount, ok := p.site().Shop.Money.Typed(typed); ok {
		return amount.String()
	}
	return typed
}

// saveShop saves what was typed. If somebody else has changed the same fields meanwhile,
// nothing is saved and the page shows both.
func (p *Pages) saveShop(w http.ResponseWriter, r *http.Request, o admin.Owner, page *shopPage) {
	if !page.checkSwatches() || !p.keepsInbox(r, page) {
		page.Fault = page.Editor.NotSaved
		p.sendShop(w, http.StatusConflict, page)
		return
	}
	mine := page.apply(p.amount, p.measure)
	version, err := p.shop.Update(o.By(), func(before []byte) ([]byte, error) {
		theirs, err := flat(before)
		if err != nil {
			return nil, err
		}
		merged, conflicts := catalogfile.Merge(page.Base, mine, theirs)
		if len(conflicts) > 0 {
			page.conflicts(theirs, merged, conflicts)
			return nil, errStop
		}
		after, err := p.write(before, theirs, merged)
		if err == nil {
			err = p.checkShop(page, mine, after)
		}
		return after, err
	})
	switch {
	case errors.Is(err, errStop):
		p.sendShop(w, http.StatusConflict, page)
	case err != nil:
		p.unwritten(&page.frame, err)
		p.sendShop(w, http.StatusInternalServerError, page)
	default:
		p.sizeCover(cover(page.Base), cover(mine))
		p.awaitPrefix(mine.Text("baseURL"))
		p.done(w, r, o, shopAddress, version)
	}
}

// write returns the file with what has changed from theirs to merged.
func (p *Pages) write(before []byte, theirs, merged catalogfile.Object) ([]byte, error) {
	text, marked := strings.CutPrefix(string(before), bom)
	for _, path := range paths() {
		value := merged.Get(path)
		if string(value) == string(theirs.Get(path)) {
			continue
		}
		var err error
		if text, err = patch.Set(text, strings.Split(path, "."), value); err != nil {
			return nil, err
		}
	}
	if marked {
		text = bom + text
	}
	return []byte(text), nil
}

// checkShop puts the faults of a changed shop.json beside their fields.
func (p *Pages) checkShop(page *shopPage, mine catalogfile.Object, after []byte) error {
	if mine.Text("currency") != page.Base.Text("currency") {
		if now, err := cldr.Format(mine.Text("currency"), mine.Text("locale")); err == nil && now.Digits != p.site().Shop.Money.Digits {
			page.wrong["currency"], page.Fault = page.Text.Decimals, page.Editor.NotSaved
			return errStop
		}
	}
	err := site.CheckShop(p.files, after)
	if err == nil {
		return nil
	}
	page.Fault = page.Editor.NotSaved
	for line := range strings.SplitSeq(err.Error(), "\n") {
		page.fault(line)
	}
	return errStop
}

// conflicts shows what somebody else has saved meanwhile. The draft keeps what the owner
// typed, and takes what only the other has changed.
func (p *shopPage) conflicts(theirs, merged catalogfile.Object, list []catalogfile.Conflict) {
	p.Fault = p.Editor.Meanwhile
	var names []string
	p.Conflicts = nil
	for _, c := range list {
		p.Conflicts = append(p.Conflicts, conflict{p.Text.Fields[c.Name], p.Editor.Differs(brief(c.Base), brief(c.Theirs), brief(c.Mine))})
		names = append(names, c.Name)
	}
	p.Conflicting = strings.Join(names, " ")
	for _, change := range catalogfile.FieldChanges(p.Base, theirs) {
		if !slices.Contains(names, change.Name) {
			p.Lines = append(p.Lines, p.Text.Fields[change.Name]+": "+change.After)
		}
	}
	p.draft = newDraft(merged)
	p.rebase(theirs)
}

// awaitPrefix waits until the shop is served under the path of a base URL, so that the
// next address of the owner exists.
func (p *Pages) awaitPrefix(baseURL string) {
	u, err := url.Parse(baseURL)
	if err != nil {
		return
	}
	for range 30 {
		if p.site().Prefix() == strings.TrimSuffix(u.Path, "/") {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}
