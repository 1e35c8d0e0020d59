package sheet

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// openZip opens a zip file that is a spreadsheet or contains one table. It refuses an
// archive inside another, but not a workbook.
func openZip(f file, inside bool) (*opened, error) {
	r, err := zip.NewReader(f, f.size)
	if err != nil {
		return nil, fmt.Errorf("the zip file is damaged or was not downloaded whole: download it again (%w)", err)
	}
	kind := kindOfZip(r)
	switch {
	case kind == "workbook":
		return openWorkbook(f, r)
	case kind == "opendocument":
		return openDocument(r)
	case kind != "":
		return nil, refuse(kind, saveAgain)
	case inside:
		return nil, refuse("a zip file within another", unpackFirst)
	}
	member, notes, err := pick(r.File)
	if err != nil {
		return nil, err
	}
	opened, err := openMember(member)
	if err != nil {
		return nil, fmt.Errorf("%s in the zip file: %w", member.Name, err)
	}
	opened.notes = append(notes, opened.notes...)
	return opened, nil
}

// kindOfZip returns the kind of a zip file by its members. It is "workbook",
// "opendocument", a description of a kind that cannot be read, or "" for a plain
// archive.
func kindOfZip(r *zip.Reader) string {
	has := func(name string) bool {
		return slices.ContainsFunc(r.File, func(f *zip.File) bool {
			return strings.HasPrefix(strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/")), name)
		})
	}
	switch {
	case has("xl/workbook.bin"):
		return "a binary Excel workbook (.xlsb)"
	case has("xl/workbook.xml"), has("xl/worksheets/"):
		return "workbook"
	case has("word/"):
		return "a Word document"
	case has("ppt/"):
		return "a PowerPoint presentation"
	case has("mimetype") && has("content.xml"):
		return "opendocument"
	case has("index/document.iwa"), has("index.zip"):
		return "an Apple Numbers file"
	}
	return ""
}

// pick returns the only member that is a table.
func pick(members []*zip.File) (*zip.File, []string, error) {
	var files, tables []*zip.File
	for _, m := range members {
		if m.FileInfo().IsDir() || isJunk(m.Name) {
			continue
		}
		files = append(files, m)
		if slices.Contains([]string{".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods"}, strings.ToLower(path.Ext(m.Name))) {
			tables = append(tables, m)
		}
	}
	switch {
	case len(tables) == 0 && len(files) == 1:
		return files[0], nil, nil
	case len(files) == 0:
		return nil, nil, errors.New("the zip file is empty")
	case len(tables) == 0:
		return nil, nil, fmt.Errorf("the zip file holds no CSV file and no workbook, but %s: %s", names(files), exportCSV)
	case len(tables) > 1:
		return nil, nil, fmt.Errorf("the zip file holds %d tables, %s: unpack it and import the one with the products", len(tables), names(tables))
	}
	others := slices.DeleteFunc(files, func(f *zip.File) bool { return f == tables[0] })
	if len(others) == 0 {
		return tables[0], nil, nil
	}
	return tables[0], []string{fmt.Sprintf("of the zip file, %s was read, but not %s", tables[0].Name, names(others))}, nil
}

// isJunk reports whether a member is one that macOS or Windows adds to archives.
func isJunk(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, ".") ||
		strings.EqualFold(base, "Thumbs.db") || strings.EqualFold(base, "desktop.ini")
}

// names returns the names of the files, or of the first five if there are many.
func names(files []*zip.File) string {
	var list []string
	for _, f := range files {
		list = append(list, f.Name)
	}
	if n := len(list) - 5; n > 0 {
		list = append(list[:5], fmt.Sprintf("%d more", n))
	}
	return strings.Join(list, ", ")
}

const encrypted = 1 // the flag of a member that needs a password

func openMember(m *zip.File) (*opened, error) {
	if m.Flags&encrypted != 0 {
		return nil, errors.New("needs a password: " + unpackFirst)
	}
	if m.UncompressedSize64 > maxUnpacked {
		return nil, errTooLarge
	}
	s := source{int64(m.UncompressedSize64), func() (io.ReadCloser, error) {
		r, err := m.Open()
		if err != nil {
			return nil, fmt.Errorf("cannot be unpacked: %s (%w)", unpackFirst, err)
		}
		return readCloser{limit(r), r}, nil
	}}
	head, err := s.head(4)
	if err != nil {
		return nil, err
	}
	if string(head) != "PK\x03\x04" {
		return openText(s)
	}
	r, err := s.open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	f, err := inMemory(r)
	if err != nil {
		return nil, err
	}
	return openZip(f, true)
}
