package browser

import (
	"net/url"
	"strings"
)

// mendFragment escapes a fragment, "#" included, that has broken escapes. It
// reports false if there is nothing to mend.
func mendFragment(fragment string) (mended string, broken bool) {
	if _, err := url.PathUnescape(fragment); err == nil {
		return fragment, false
	}
	return "#" + url.PathEscape(fragment[1:]), true
}

// click is a click on a link.
type click struct {
	handled      bool   // by a script of others, or meant for the browser by a modifier key
	link, origin string // the address that the link leads to, and its origin
	target       string // where the link opens; empty for links between the program's pages
}

// leftToBrowser reports whether go-app must not handle the click on the page of an
// address and origin.
func (c click) leftToBrowser(address, origin string) bool {
	return c.handled || c.target != "" || c.origin != origin || isOnPage(c.link, address)
}

// isOnPage reports whether a link leads to a fragment of the page at an address.
func isOnPage(link, address string) bool {
	page, fragment, _ := strings.Cut(link, "#")
	shown, _, _ := strings.Cut(address, "#")
	return fragment != "" && page == shown
}
