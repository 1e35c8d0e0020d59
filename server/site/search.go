package site

import (
	"bytes"

	"golang.org/x/net/html"
)

// FillSearch returns a page with a text in the search field of its header, as
// [Site.Page] writes it for an address whose query has that text as q. The field of
// the page must be empty.
func FillSearch(page []byte, text string) []byte {
	_, after, ok := bytes.Cut(page, []byte(` id="search" `))
	end := bytes.Index(after, []byte("/>"))
	if !ok || end < 0 {
		return page
	}
	at := len(page) - len(after) + end
	value := []byte(` value="` + html.EscapeString(text) + `"`)
	return bytes.Join([][]byte{page[:at], page[at:]}, value)
}
