package settings

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/server/admin"
	"carrito/server/kept"
	"carrito/server/prose"
	"carrito/server/regular"
)

// textsPage is the data of the template texts.
type textsPage struct {
	frame
	Address   string
	Rows      []textRow
	Removed   []textRow // pages that have versions only
	Templates []templateLink
}

type textRow struct{ Name, Title, Edit, Link string }

type templateLink struct{ Name, Address string }

// folder returns the folder of the pages.
func (p *Pages) folder() string { return filepath.Join(p.files.Web, prose.Folder) }

// textFile is [TextFile] for the pages of this shop.
func (p *Pages) textFile(name string) (file *kept.File, source *prose.Source, err error) {
	file, source, err = TextFile(p.files.Web, name)
	if file != nil {
		file.Sharing = p.sharing
	}
	return file, source, err
}

// TextFile returns the file of a page in the folder web by its name in the address. source
// is nil if there is no such page, and file is where a new one would be.
func TextFile(web, name string) (file *kept.File, source *prose.Source, err error) {
	all, err := prose.Read(web)
	if err != nil {
		return nil, nil, err
	}
	last := 0
	for i, one := range all {
		if n, _, _ := strings.Cut(one.File, "-"); one.Name != n {
			number, _ := strconv.Atoi(n)
			last = max(last, number)
		}
		if one.Name == name {
			source = &all[i]
		}
	}
	folder := filepath.Join(web, prose.Folder)
	file = &kept.File{Folder: filepath.Join(folder, "."+name+versionsSuffix), Drafts: ".page-" + name + ".*.md", Limit: regular.Text, Describe: describeText}
	file.Path = filepath.Join(folder, fmt.Sprintf("%d-%s.md", last+1, name))
	if source != nil {
		file.Path = filepath.Join(folder, source.File)
	}
	return file, source, nil
}

const versionsSuffix = ".versions"

// describeText says how two contents of a page differ: how long they are.
func describeText(before, after []byte) ([]kept.Change, int) {
	return []kept.Change{{Kind: "changed", Fields: []kept.FieldChange{{Before: excerpt(before, after), After: excerpt(after, before)}}}}, 0
}

// excerpt returns the first line of a text that another one does not have.
func excerpt(text, other []byte) string {
	known := strings.Split(string(other), "\n")
	for line := range strings.SplitSeq(string(text), "\n") {
		if strings.TrimSpace(line) != "" && !slices.Contains(known, line) {
			if letters := []rune(line); len(letters) > 80 {
				return string(letters[:79]) + "…"
			}
			return line
		}
	}
	return ""
}

func (p *Pages) showTexts(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	p.sendTexts(w, r, o, http.StatusOK, "")
}

func (p *Pages) sendTexts(w http.ResponseWriter, r *http.Request, o admin.Owner, status int, fault string) {
	all, err := prose.Read(p.files.Web)
	if err != nil {
		p.trouble(w, r, o, err)
		return
	}
	page := textsPage{frame: p.frame(r, o), Address: p.site().Prefix() + textsAddress}
	page.Fault = fault
	known := map[string]bool{}
	for _, one := range all {
		known[one.Name] = true
		page.Rows = append(page.Rows, textRow{one.Name, titleOf(one.Text), page.Address + "/" + one.Name, p.site().Prefix() + address.OwnFolder + one.Name})
	}
	entries, _ := os.ReadDir(p.folder())
	for _, entry := range entries {
		name, ok := strings.CutSuffix(strings.TrimPrefix(entry.Name(), "."), versionsSuffix)
		if ok && entry.IsDir() && prose.IsName(name) && !known[name] {
			page.Removed = append(page.Removed, textRow{Name: name, Edit: page.Address + "/" + name + "/versiones"})
		}
	}
	for _, kind := range templateKinds {
		page.Templates = append(page.Templates, templateLink{page.Text.Templates[kind], page.Address + "/" + newText + "?de=" + kind})
	}
	p.show(w, status, "texts", page)
}

// titleOf returns the title of a page, or the text's beginning if it has none.
func titleOf(text []byte) string {
	page, err := prose.Parse(text, prose.Rules{
		Link:    func(to string) string { return to },
		Picture: func(string) (string, int, int, bool) { return "", 0, 0, false },
	})
	if err != nil {
		return excerpt(text, nil)
	}
	return page.Title
}

// changeTexts moves a page up or down: the numbers in front of the files' names are
// those of their places then.
func (p *Pages) changeTexts(w http.ResponseWriter, r *http.Request, o admin.Owner) {
	if isOld(r) {
		p.sendTexts(w, r, o, http.StatusOK, p.frame(r, o).Editor.OldForm)
		return
	}
	all, err := prose.Read(p.files.Web)
	verb, name, _ := strings.Cut(r.PostForm.Get("do"), ".")
	at := slices.IndexFunc(all, func(one prose.Source) bool { return one.Name == name })
	if verb == "down" && at >= 0 {
		at++
	}
	if err != nil || at < 1 || at >= len(all) || verb != "up" && verb != "down" {
		p.sendTexts(w, r, o, http.StatusOK, "")
		return
	}
	all[at-1], all[at] = all[at], all[at-1]
	for i, one := range all {
		if to := fmt.Sprintf("%d-%s.md", i+1, one.Name); to != one.File {
			if err := os.Rename(filepath.Join(p.folder(), one.File), filepath.Join(p.folder(), to)); err != nil {
				p.trouble(w, r, o, err)
				return
			}
		}
	}
	p.done(w, r, o, textsAddress, 1)
}
