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

// isOnPage reports whether a link leads to a fragment of the page at an address.
func isOnPage(link, address string) bool {
	page, fragment, _ := strings.Cut(link, "#")
	shown, _, _ := strings.Cut(address, "#")
	return fragment != "" && page == shown
}
