package importer

import (
	"regexp"
	"slices"
	"strings"
)

// shortcode matches the tags that WordPress and its page builders write in brackets: a
// name in lower case, with or without attributes, or a closing tag.
var shortcode = regexp.MustCompile(`\[(/?)([a-z][a-z0-9_-]*)((?:\s+[a-z0-9_-]+\s*=\s*(?:"[^"]*"|'[^']*'|&quot;.*?&quot;|[^\s\]"']+)|\s+"[^"]*")*)\s*/?\]`)

// lone are the shortcodes of WordPress and WooCommerce that may have neither attributes
// nor a closing tag.
var lone = []string{"gallery", "caption", "audio", "video", "playlist", "embed", "products"}

// withoutShortcodes drops shortcodes and keeps the text inside them. Other words in
// brackets stay, as in "Talla [M]".
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
