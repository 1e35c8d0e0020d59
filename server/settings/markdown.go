package settings

import (
	"strings"
	"unicode/utf8"
)

// split parts a page into its title and its text. If the page does not begin with a
// heading, all of it is the text.
func split(source string) (title, text string) {
	source = strings.TrimPrefix(strings.ReplaceAll(source, "\r\n", "\n"), bom)
	first, rest, _ := strings.Cut(strings.TrimLeft(source, "\n"), "\n")
	heading, ok := strings.CutPrefix(first, "# ")
	if !ok || strings.TrimSpace(heading) == "" {
		return "", strings.TrimSpace(source)
	}
	return unescape(strings.TrimSpace(heading)), strings.TrimSpace(rest)
}

// join makes a page of a title and a text. Without a title the text has it.
func join(title, text string) string {
	if title == "" {
		return text + "\n"
	}
	if text == "" {
		return "# " + escape(title) + "\n"
	}
	return "# " + escape(title) + "\n\n" + text + "\n"
}

// rejoin returns a page with another title or text. A title that stays the same keeps its
// markup.
func rejoin(source, title, text string) string {
	was, _ := split(source)
	if title != was || title == "" {
		return join(title, text)
	}
	heading, _, _ := strings.Cut(strings.TrimLeft(strings.TrimPrefix(strings.ReplaceAll(source, "\r\n", "\n"), bom), "\n"), "\n")
	return heading + strings.TrimPrefix(join("x", text), "# x")
}

// special are the signs that have a meaning in Markdown, within a line.
const special = "\\`*_[]<>&#!~|"

// escape makes a text mean itself in Markdown.
func escape(text string) string {
	var b strings.Builder
	for _, c := range text {
		if c < utf8.RuneSelf && strings.ContainsRune(special, c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// unescape takes back what escape does.
func unescape(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && strings.IndexByte(special, text[i+1]) >= 0 {
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
