package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A blank line separates paragraphTags from the text around them. The lineTags only
// start a new line. The content of droppedTags is not text and is dropped.
var (
	paragraphTags = elements(atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol,
		atom.Blockquote, atom.Table, atom.Dl, atom.Pre, atom.Hr, atom.Section, atom.Article, atom.Figure)
	lineTags    = elements(atom.Div, atom.Li, atom.Tr, atom.Dt, atom.Dd, atom.Figcaption, atom.Caption)
	droppedTags = elements(atom.Script, atom.Style, atom.Template, atom.Svg, atom.Title, atom.Textarea, atom.Iframe,
		atom.Noembed, atom.Noframes, atom.Noscript, atom.Xmp, atom.Plaintext)
)

func elements(atoms ...atom.Atom) map[atom.Atom]bool {
	set := map[atom.Atom]bool{}
	for _, a := range atoms {
		set[a] = true
	}
	return set
}

// plainText converts an HTML description to plain text. It writes a blank line between
// paragraphs and "• " before each list item. Line breaks of the source are kept if
// keepLines is set, as in WordPress, or if the source has no block elements, which
// means that it is not HTML.
func plainText(source string, keepLines bool) string {
	w := textWriter{keepLines: keepLines || !hasBlocks(source)}
	z := html.NewTokenizer(strings.NewReader(source))
	for z.Next() != html.ErrorToken {
		w.token(z.Token())
	}
	return strings.Clone(w.text.String()) // drops the unused capacity of the builder
}

func hasBlocks(source string) bool {
	z := html.NewTokenizer(strings.NewReader(source))
	for z.Next() != html.ErrorToken {
		if t := z.Token(); paragraphTags[t.DataAtom] || lineTags[t.DataAtom] || t.DataAtom == atom.Br {
			return true
		}
	}
	return false
}

// textWriter writes the text of a stream of tokens. It delays space, breaks and bullet
// until the next word, so that the text never ends in one.
type textWriter struct {
	text      strings.Builder
	keepLines bool
	dropping  atom.Atom // the element whose content is being dropped, or 0
	lists     int       // number of open lists
	space     bool
	breaks    int // newlines, at most 2
	bullet    bool
}

func (w *textWriter) token(t html.Token) {
	// HTML has no self-closing tags: "<script/>" begins a script.
	begins := t.Type != html.EndTagToken
	switch {
	case w.dropping != 0:
		if !begins && t.DataAtom == w.dropping {
			w.dropping = 0
		}
	case t.Type == html.TextToken:
		w.write(withoutControls(t.Data))
	case begins && droppedTags[t.DataAtom]:
		w.dropping = t.DataAtom
	case t.DataAtom == atom.Br:
		w.breaks = min(w.breaks+1, 2)
	case t.DataAtom == atom.Td, t.DataAtom == atom.Th:
		w.space = true
	case t.DataAtom == atom.Ul, t.DataAtom == atom.Ol:
		w.list(begins)
	case paragraphTags[t.DataAtom]:
		w.newline(2)
	case lineTags[t.DataAtom]:
		w.newline(1)
		if t.DataAtom == atom.Li {
			w.bullet = begins
		}
	}
}

func (w *textWriter) list(begins bool) {
	if begins {
		w.newline(2)
		w.lists++
		return
	}
	w.lists = max(w.lists-1, 0)
	w.bullet = false
	w.newline(2)
}

// newline requests at least n newlines before the next word. Inside a list it requests
// at most one.
func (w *textWriter) newline(n int) {
	if w.lists > 0 {
		n = min(n, 1)
	}
	w.breaks = max(w.breaks, n)
}

func (w *textWriter) write(text string) {
	if !w.keepLines {
		w.words(text)
		return
	}
	newlines := 0
	for i, part := range strings.Split(text, "\n") {
		if i > 0 {
			newlines++
		}
		if strings.TrimSpace(part) != "" {
			w.newline(min(newlines, 2))
			newlines = 0
		}
		w.words(part)
	}
	w.newline(min(newlines, 2))
}

func (w *textWriter) words(text string) {
	if text == "" {
		return
	}
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	w.space = w.space || unicode.IsSpace(first)
	for word := range strings.FieldsSeq(text) {
		w.word(word)
		w.space = true
	}
	w.space = unicode.IsSpace(last)
}

func (w *textWriter) word(word string) {
	switch {
	case w.text.Len() == 0:
	case w.breaks > 0:
		w.text.WriteString("\n\n"[:w.breaks])
	case w.space:
		w.text.WriteByte(' ')
	}
	if w.bullet {
		w.text.WriteString("• ")
	}
	w.text.WriteString(word)
	w.breaks, w.bullet = 0, false
}
