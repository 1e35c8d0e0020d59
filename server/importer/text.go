package importer

import (
	"slices"
	"strings"
	"unicode"
)

// oneLine joins text into one line without control characters. The result shares no
// memory with text, which may be part of a long row.
func oneLine(text string) string {
	words := strings.Fields(withoutControls(text))
	if len(words) == 1 {
		return strings.Clone(words[0])
	}
	return strings.Join(words, " ")
}

// withoutControls drops control characters and zero-width spaces.
func withoutControls(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u200b', r == '\u2060', r == '\ufeff', unicode.IsControl(r) && !unicode.IsSpace(r):
			return -1
		}
		return r
	}, text)
}

// splitList splits text at its commas. WooCommerce writes a backslash before a comma
// inside a value; splitList does not split there.
func splitList(text string) []string {
	const hidden = "\x00"
	text = strings.ReplaceAll(strings.ReplaceAll(text, hidden, ""), `\,`, hidden)
	var list []string
	for part := range strings.SplitSeq(text, ",") {
		part = oneLine(strings.ReplaceAll(part, hidden, ","))
		if part != "" && !slices.Contains(list, part) {
			list = append(list, part)
		}
	}
	return list
}

// lastPart returns the last level of a category such as "Ropa > Polos".
func lastPart(category string) string {
	levels := strings.Split(category, ">")
	return oneLine(levels[len(levels)-1])
}
