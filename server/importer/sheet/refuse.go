package sheet

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Advice to the owner of a file that cannot be read.
const (
	saveAgain   = "open it and save it as an Excel workbook (.xlsx) or as CSV UTF-8"
	exportCSV   = "export the products as CSV"
	unpackFirst = "unpack it and import the CSV file in it"
)

// refuse returns the error for a file of a kind that cannot be imported.
func refuse(kind, advice string) error {
	return fmt.Errorf("the file is %s, which cannot be imported: %s", kind, advice)
}

// refuseBinary returns an error if a file that begins with head is not text.
func refuseBinary(s source, head []byte) error {
	magic := []struct{ prefix, kind, advice string }{
		{"%PDF", "a PDF document", exportCSV},
		{"Rar!", "a RAR archive", unpackFirst},
		{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", unpackFirst},
		{"PK\x03\x04", "a zip file within another", unpackFirst},
		{"\x1f\x8b", "a gzip file within another", unpackFirst},
		{`{\rtf`, "a text document (RTF)", exportCSV},
		{"SQLite format 3\x00", "a database", exportCSV},
	}
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.prefix)) {
			return refuse(m.kind, m.advice)
		}
	}
	if bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")) {
		return refuseOLE(s)
	}
	if binary(head) {
		kind, _, _ := strings.Cut(http.DetectContentType(head), "/")
		if kind == "image" || kind == "audio" || kind == "video" {
			return refuse("a file of the kind "+kind, exportCSV)
		}
		return refuse("not text and of an unknown kind", exportCSV+", or open it in a spreadsheet and save it as .xlsx")
	}
	return nil
}

// refuseOLE returns the error for an old workbook or for a new one with a password.
// Office stores both in the same kind of file.
func refuseOLE(s source) error {
	r, err := s.open()
	if err != nil {
		return err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, 32<<20))
	if err != nil {
		return err
	}
	if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
		return refuse("locked with a password", "open it and save it without the password")
	}
	return refuse("an old Excel workbook (.xls)", saveAgain)
}

// binary reports whether more than a tenth of the bytes do not occur in text.
func binary(head []byte) bool {
	if encodingUTF16(head) != nil {
		return false
	}
	controls := 0
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' {
			controls++
		}
	}
	return 10*controls > len(head)
}

// refuseMarkup returns an error if text begins like a web page, XML or JSON.
func refuseMarkup(text string) error {
	text = strings.ToLower(strings.TrimLeft(text, bom+" \t\r\n"))
	switch {
	case strings.HasPrefix(text, "<") && strings.Contains(text, "urn:schemas-microsoft-com:office:spreadsheet"):
		return refuse("an Excel workbook in XML of 2003", saveAgain)
	case strings.HasPrefix(text, "<?xml"):
		return refuse("XML", exportCSV)
	case strings.HasPrefix(text, "<"):
		return refuse("a web page (HTML), even if it is called .xls or .csv", saveAgain)
	case isJSON(text):
		return refuse("JSON", exportCSV+"; if it is a products.json of this shop, it needs no import")
	}
	return nil
}

func isJSON(text string) bool {
	if text == "" || text[0] != '{' && text[0] != '[' {
		return false
	}
	inside := strings.TrimLeft(text[1:], " \t\r\n")
	return inside == "" || strings.IndexByte(`"{[]}`, inside[0]) >= 0
}
