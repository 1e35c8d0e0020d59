package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

const (
	contentsPart  = "xl/workbook.xml"
	relationsPart = "xl/_rels/workbook.xml.rels"
)

// contents is the table of contents of a workbook.
type contents struct {
	sheets  []part
	missing bool // whether the workbook lacks one, so that sheets was made from its files
}

// part is the file of one sheet in a workbook.
type part struct {
	name   string
	file   *zip.File
	hidden bool
}

// sorted returns the sheets, those that are shown before hidden ones.
func (c contents) sorted() []part {
	var shown, hidden []part
	for _, p := range c.sheets {
		if p.hidden {
			hidden = append(hidden, p)
		} else {
			shown = append(shown, p)
		}
	}
	return append(shown, hidden...)
}

// readContents returns the sheets of a workbook in their order. Some programs write no
// table of contents; then the sheets are sorted by the names of their files.
func readContents(r *zip.Reader) (contents, error) {
	if find(r, contentsPart) == nil {
		return contents{bareSheets(r), true}, nil
	}
	var book struct {
		Sheets []struct {
			Name  string `xml:"name,attr"`
			ID    string `xml:"id,attr"`
			State string `xml:"state,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if err := errors.Join(decode(r, contentsPart, &book), decode(r, relationsPart, &relations)); err != nil {
		return contents{}, err
	}
	var c contents
	for _, s := range book.Sheets {
		for _, relation := range relations.Relationship {
			if file := find(r, target(relation.Target)); relation.ID == s.ID && file != nil && strings.Contains(file.Name, "sheets") {
				c.sheets = append(c.sheets, part{s.Name, file, strings.Contains(strings.ToLower(s.State), "hidden")})
			}
		}
	}
	if len(c.sheets) == 0 {
		return c, errors.New("it has no sheet with cells")
	}
	return c, nil
}

// target returns the full name of a part, which may be relative to xl/.
func target(name string) string {
	if absolute, ok := strings.CutPrefix(name, "/"); ok {
		return absolute
	}
	return path.Join("xl", name)
}

func find(r *zip.Reader, name string) *zip.File {
	i := slices.IndexFunc(r.File, func(f *zip.File) bool { return strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) })
	if i < 0 {
		return nil
	}
	return r.File[i]
}

func decode(r *zip.Reader, name string, into any) error {
	file := find(r, name)
	if file == nil {
		return fmt.Errorf("%s is missing", name)
	}
	content, err := file.Open()
	if err != nil {
		return err
	}
	defer content.Close()
	return xml.NewDecoder(limit(content)).Decode(into)
}

func bareSheets(r *zip.Reader) []part {
	var sheets []part
	for _, f := range r.File {
		if name := path.Base(f.Name); strings.HasPrefix(f.Name, "xl/worksheets/sheet") && path.Ext(name) == ".xml" {
			sheets = append(sheets, part{name: strings.TrimSuffix(name, ".xml"), file: f})
		}
	}
	slices.SortFunc(sheets, func(a, b part) int { return strings.Compare(a.name, b.name) })
	return sheets
}

// complete returns the workbook with a table of contents added.
func (c contents) complete(r *zip.Reader) (io.Reader, error) {
	var whole, book, relations bytes.Buffer
	for i, s := range c.sheets {
		fmt.Fprintf(&book, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escape(s.name), i+1, i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/worksheet" Target="%s"/>`, i+1, officeRelations, escape("/"+s.file.Name))
	}
	w := zip.NewWriter(&whole)
	for _, f := range r.File {
		if err := w.Copy(f); err != nil {
			return nil, err
		}
	}
	err := errors.Join(
		add(w, contentsPart, `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="`+officeRelations+`"><sheets>`+book.String()+`</sheets></workbook>`),
		add(w, relationsPart, `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+relations.String()+`</Relationships>`))
	if find(r, "_rels/.rels") == nil {
		err = errors.Join(err, add(w, "_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+
			`<Relationship Id="rId1" Type="`+officeRelations+`/officeDocument" Target="`+contentsPart+`"/></Relationships>`))
	}
	return &whole, errors.Join(err, w.Close())
}

const officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

func add(w *zip.Writer, name, content string) error {
	part, err := w.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(part, content)
	return err
}

func escape(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text))
	return b.String()
}
