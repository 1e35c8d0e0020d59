package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// The names of OpenDocument 1.3, parts 2 and 3.
const (
	odfContent  = "content.xml"
	odfManifest = "META-INF/manifest.xml"
	odfSheet    = "application/vnd.oasis.opendocument.spreadsheet"

	odfOffice = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
	odfTable  = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
	odfText   = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
)

// openDocument opens an OpenDocument spreadsheet (.ods), as LibreOffice writes it. It
// reads the XML itself: the libraries that exist hold a whole sheet in memory, with
// every repeated row, and have no releases any more.
func openDocument(r *zip.Reader) (*opened, error) {
	if err := isSpreadsheet(r); err != nil {
		return nil, err
	}
	content := find(r, odfContent)
	if content.UncompressedSize64 > maxUnpacked {
		return nil, errTooLarge
	}
	sheets, err := odfSheets(content)
	if err != nil {
		return nil, damagedDocument(err)
	}
	if len(sheets) == 0 {
		return nil, damagedDocument(errors.New("it has no sheet"))
	}
	o := &opened{close: func() error { return nil }}
	for _, hidden := range []bool{false, true} {
		for i, s := range sheets {
			if s.hidden == hidden {
				o.tables = append(o.tables, []candidate{{odfRows{content, i}, s.name}})
			}
		}
	}
	return o, nil
}

// isSpreadsheet returns an error unless an OpenDocument file is a spreadsheet without a
// password.
func isSpreadsheet(r *zip.Reader) error {
	kind, err := head(r, "mimetype", 200)
	if err != nil {
		return damagedDocument(err)
	}
	if !strings.HasPrefix(kind, odfSheet) {
		return refuse("an OpenDocument file, but not a spreadsheet (.ods)", exportCSV)
	}
	manifest, err := head(r, odfManifest, 1<<20)
	if err == nil && strings.Contains(manifest, "encryption-data") {
		return refuse("locked with a password", "open it and save it without the password")
	}
	return nil
}

// head returns the beginning of a member.
func head(r *zip.Reader, name string, n int64) (string, error) {
	member := find(r, name)
	if member == nil {
		return "", fmt.Errorf("%s is missing", name)
	}
	content, err := member.Open()
	if err != nil {
		return "", err
	}
	defer content.Close()
	text, err := io.ReadAll(io.LimitReader(content, n))
	return string(text), err
}

func damagedDocument(err error) error {
	if errors.Is(err, errTooLarge) {
		return errTooLarge
	}
	return fmt.Errorf("the OpenDocument file is damaged: open it in a spreadsheet and save it again as .ods or .xlsx (%w)", err)
}

// odfPart is one sheet of an OpenDocument file.
type odfPart struct {
	name   string
	hidden bool
}

// odfSheets returns the sheets of a document in their order.
func odfSheets(content *zip.File) ([]odfPart, error) {
	r, err := openODF(content, nil)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var sheets []odfPart
	hiding := map[string]bool{} // the styles that hide a sheet
	style := ""
	for {
		start, err := r.start()
		if err == io.EOF {
			return sheets, nil
		}
		if err != nil {
			return nil, err
		}
		switch {
		case start.Name.Local == "style":
			style = attribute(start, "name")
		case start.Name.Local == "table-properties" && attribute(start, "display") == "false":
			hiding[style] = true
		case isSheet(start):
			sheets = append(sheets, odfPart{attribute(start, "name"), hiding[attribute(start, "style-name")]})
			if err := r.skip(); err != nil {
				return nil, err
			}
		}
	}
}

// isSheet reports whether an element begins a table. Tables within tables are skipped
// with the cell that they are in.
func isSheet(e xml.StartElement) bool { return e.Name.Space == odfTable && e.Name.Local == "table" }

// attribute returns the value of an attribute, whatever its namespace.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// odfRows is one sheet of an OpenDocument file.
type odfRows struct {
	content *zip.File
	number  int // of the sheet, from 0
}

func (t odfRows) records(progress Progress) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		r, err := openODF(t.content, progress)
		if err != nil {
			yield(Record{}, damagedDocument(err))
			return
		}
		defer r.Close()
		err = r.toSheet(t.number)
		for line := 1; err == nil; {
			var row odfRow
			if row, err = r.row(); err != nil {
				break
			}
			if (Record{Cells: row.cells}).blank() {
				line += row.times
				continue
			}
			for range row.times {
				if line > maxRows {
					yield(Record{}, errTooManyRows)
					return
				}
				if !yield(Record{line, append([]string(nil), row.cells...), row.hidden}, nil) {
					return
				}
				line++
			}
		}
		if err != io.EOF {
			yield(Record{}, damagedDocument(err))
		}
	}
}
