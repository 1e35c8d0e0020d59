package editor

import (
	"errors"
	"net/http"
	"time"

	"carrito/server/admin"
	"carrito/server/catalogfile"
	"carrito/server/kept"
	"carrito/server/words"
)

// versionsPage is the data of the template versions.
type versionsPage struct {
	frame
	Rows []versionRow
}

// versionRow is a version of the catalogue.
type versionRow struct {
	Token         string
	When, Machine string
	Kind, By      string
	Changes       []changeRow
	More          string
	Current       bool
}

// changeRow describes a changed product.
type changeRow struct {
	Product, Kind string
	Fields        []fieldRow
}

type fieldRow struct{ Name, Before, After string }

func (e *Editor) versions(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	e.showVersions(w, r, o, http.StatusOK, "")
}

func (e *Editor) showVersions(w http.ResponseWriter, r *http.Request, o admin.Owner, status int, fault string) {
	list, err := e.file.Versions()
	if err != nil {
		e.trouble(w, r, o, err)
		return
	}
	now, err := e.file.See()
	if err != nil {
		e.trouble(w, r, o, err)
		return
	}
	page := versionsPage{frame: e.frame(r, o)}
	page.Fault = fault
	times := words.In(e.site().Shop.Language)
	for i, v := range list {
		one := versionRow{Token: v.Token(), When: times.Time(v.Time.Local()), Machine: v.Time.Format(time.RFC3339), Kind: page.Text.Kinds[v.Kind], By: v.By, Current: i == 0 && now.Is(v)}
		for _, c := range v.Changes {
			one.Changes = append(one.Changes, changeRow{c.Product, page.Text.ChangeKinds[c.Kind], page.fields(c.Fields)})
		}
		if v.More > 0 {
			one.More = page.Text.More(v.More)
		}
		page.Rows = append(page.Rows, one)
	}
	e.show(w, status, "versions", page)
}

// fields describes changed fields for people.
func (f frame) fields(list []catalogfile.FieldChange) []fieldRow {
	var rows []fieldRow
	for _, c := range list {
		name := f.Text.Fields[c.Name]
		if name == "" {
			name = c.Name
		}
		if c.Of != "" {
			name = f.Text.InRow(name, c.Of)
		}
		rows = append(rows, fieldRow{name, c.Before, c.After})
	}
	return rows
}

// bringBack brings back a version.
func (e *Editor) bringBack(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	if isOld(r) {
		e.showVersions(w, r, o, http.StatusOK, e.text().OldForm)
		return
	}
	number, err := e.file.Kept().Find(r.PostForm.Get("version"))
	version := 0
	if err == nil {
		version, err = e.file.Restore(o.By(), number)
	}
	switch {
	case errors.Is(err, kept.ErrOther):
		e.showVersions(w, r, o, http.StatusConflict, e.text().VersionOther)
	case errors.Is(err, catalogfile.ErrGone):
		e.showVersions(w, r, o, http.StatusGone, e.text().VersionGone)
	case err != nil:
		e.trouble(w, r, o, err)
	default:
		e.log.Printf("the page of products: version %d by %s, which brings back version %d", version, o.By(), number)
		e.done(w, r, e.site().Prefix()+listAddress, version)
	}
}
