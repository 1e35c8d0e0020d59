package settings

import (
	"bytes"
	"errors"
	"net/http"
	"strings"
	"time"

	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/cldr"
	"carrito/server/clientip"
	"carrito/server/kept"
	"carrito/server/patch"
	"carrito/server/site"
	"carrito/server/words"
)

// versionsPage is the data of the template history.
type versionsPage struct {
	frame
	Back, Address string
	Rows          []versionRow
}

// versionRow is a version of a file.
type versionRow struct {
	Token         string
	When, Machine string
	Kind, By      string
	Fields        []fieldRow
	Current       bool
}

type fieldRow struct{ Name, Before, After string }

// sendVersions sends the page of the versions of a file. at is its address, behind the
// prefix.
func (p *Pages) sendVersions(w http.ResponseWriter, r *http.Request, o admin.Owner, file *kept.File, at string, status int, fault string) {
	list, err := file.Versions()
	if err != nil {
		p.trouble(w, r, o, err)
		return
	}
	now, err := file.Read()
	if err != nil {
		p.trouble(w, r, o, err)
		return
	}
	sum, _ := kept.Hash(bytes.NewReader(now))
	page := versionsPage{frame: p.frame(r, o), Back: p.site().Prefix() + at, Address: p.site().Prefix() + at + "/versiones"}
	page.Fault = fault
	times := words.In(p.site().Shop.Language)
	for i, v := range list {
		one := versionRow{Token: v.Token(), When: times.Time(v.Time.Local()), Machine: v.Time.Format(time.RFC3339), Kind: page.Editor.Kinds[v.Kind], By: v.By, Current: i == 0 && v.Hash == sum}
		for _, c := range v.Changes {
			for _, f := range c.Fields {
				name := page.Text.Fields[f.Name]
				if name == "" {
					name = page.Text.PageText
				}
				one.Fields = append(one.Fields, fieldRow{name, f.Before, f.After})
			}
		}
		page.Rows = append(page.Rows, one)
	}
	p.show(w, status, "history", page)
}

func (p *Pages) shopVersions(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	p.sendVersions(w, r, o, p.shop, shopAddress, http.StatusOK, "")
}

// restoreShop brings back a version of shop.json. The command to publish stays as it is,
// because it is never changed from a browser. So does where categories went, because
// products.json is not brought back; what the version says about categories gets their
// present names. A version whose amounts have other decimals is refused, and from another
// machine one without the inbox; see keepsInbox.
func (p *Pages) restoreShop(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	p.restore(w, r, o, p.shop, shopAddress, func(before, old []byte) ([]byte, error) {
		now, err := catalogfile.ParseObject(strings.TrimPrefix(string(before), bom))
		if err != nil {
			return nil, err
		}
		text, err := keepRenamed(strings.TrimPrefix(string(old), bom), before, p.categoryNames())
		if err != nil {
			return nil, err
		}
		for _, name := range []string{"publish", "moved", "joined"} {
			if text, err = patch.Set(text, []string{name}, now.Get(name)); err != nil {
				return nil, err
			}
		}
		was, err := catalogfile.ParseObject(text)
		if err != nil {
			return nil, err
		}
		if money, err := cldr.Format(was.Text("currency"), was.Text("locale")); err == nil && money.Digits != p.site().Shop.Money.Digits {
			return nil, errors.New(words.SettingsIn(p.site().Shop.Language).Decimals)
		}
		if !clientip.IsLocal(r) && hasInbox(before) && !hasInbox([]byte(text)) {
			return nil, errors.New(words.SettingsIn(p.site().Shop.Language).InboxNeeded)
		}
		return []byte(text), site.CheckShop(p.files, []byte(text))
	})
}

// restore brings back a version of a file. content returns what is written for what the
// file is now and what it was.
func (p *Pages) restore(w http.ResponseWriter, r *http.Request, o admin.Owner, file *kept.File, at string, content func(before, old []byte) ([]byte, error)) {
	text := words.EditorIn(p.site().Shop.Language)
	if isOld(r) {
		p.sendVersions(w, r, o, file, at, http.StatusOK, text.OldForm)
		return
	}
	number, err := file.Find(r.PostForm.Get("version"))
	var old []byte
	if err == nil {
		old, err = file.Version(number)
	}
	version := 0
	if err == nil {
		version, err = file.Update(o.By(), func(before []byte) ([]byte, error) { return content(before, old) })
	}
	switch {
	case errors.Is(err, kept.ErrOther):
		p.sendVersions(w, r, o, file, at, http.StatusConflict, text.VersionOther)
	case errors.Is(err, kept.ErrGone):
		p.sendVersions(w, r, o, file, at, http.StatusGone, text.VersionGone)
	case err != nil:
		f := p.frame(r, o)
		p.unwritten(&f, err)
		p.show(w, http.StatusConflict, "notice", f)
	default:
		p.done(w, r, o, at, version)
	}
}
