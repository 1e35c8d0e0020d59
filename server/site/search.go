package site

import (
	"bytes"

	"golang.org/x/net/html"
)

// FillSearch fills text into the empty search field in the header of a page.
// The result equals what [Site.Page] writes for an address whose query has the
// text as q.
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
