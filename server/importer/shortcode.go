package importer

import (
	"regexp"
	"slices"
	"strings"
)

// shortcode is what WordPress and its page builders write in brackets: a name in
// small letters, perhaps with attributes, or the end of one.
var shortcode = regexp.MustCompile(`\[(/?)([a-z][a-z0-9_-]*)((?:\s+[a-z0-9_-]+\s*=\s*(?:"[^"]*"|'[^']*'|&quot;.*?&quot;|[^\s\]"']+)|\s+"[^"]*")*)\s*/?\]`)

// lone are the shortcodes that WordPress and WooCommerce have without attributes
// or an end.
var lone = []string{"gallery", "caption", "audio", "video", "playlist", "embed", "products"}

// withoutShortcodes drops the shortcodes and keeps the text within them. Other
// words in brackets stay: "Talla [M]".
func withoutShortcodes(text string) string {
	if !strings.Contains(text, "[") {
		return text
	}
	var closed []string
	for _, match := range shortcode.FindAllStringSubmatch(text, -1) {
		if match[1] == "/" {
			closed = append(closed, match[2])
		}
	}
	return shortcode.ReplaceAllStringFunc(text, func(match string) string {
		parts := shortcode.FindStringSubmatch(match)
		name, attributes := parts[2], strings.TrimSpace(parts[3])
		if attributes != "" || slices.Contains(closed, name) || slices.Contains(lone, name) || strings.Contains(name, "_") {
			return ""
		}
		return match
	})
}
