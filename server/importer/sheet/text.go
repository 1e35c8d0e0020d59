package sheet

import (
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
)

const bom = "\ufeff"

// text is a source and the way to decode it.
type text struct {
	source
	encoding encoding.Encoding   // nil for UTF-8
	guessed  bool                // whether the encoding was guessed from the letters
	repairs  []encoding.Encoding // charsets in which the text was wrongly read, the last mistake first
	skip     int                 // bytes to skip at the beginning
	line     int                 // lines in the skipped bytes
	nul      bool                // whether to remove NUL bytes
	cr       bool                // whether lines end with CR alone
	notes    []string
}

// reader returns the text in UTF-8, with lines that end with LF or CRLF. It reports
// each read of the source to progress.
func (t text) reader(progress Progress) (io.ReadCloser, error) {
	source, err := t.open()
	if err != nil {
		return nil, err
	}
	var r io.Reader = source
	if progress != nil {
		r = &counted{Reader: r, total: t.size, progress: progress}
	}
	if _, err := io.CopyN(io.Discard, r, int64(t.skip)); err != nil && err != io.EOF {
		source.Close()
		return nil, err
	}
	if t.encoding != nil {
		r = transform.NewReader(r, t.encoding.NewDecoder())
	}
	for _, wrong := range t.repairs {
		r = transform.NewReader(r, wrong.NewEncoder())
	}
	if t.nul {
		r = transform.NewReader(r, runes.Remove(runes.Predicate(func(r rune) bool { return r == 0 })))
	}
	if t.cr {
		r = transform.NewReader(r, runes.Map(func(r rune) rune {
			if r == '\r' {
				return '\n'
			}
			return r
		}))
	}
	return readCloser{r, source}, nil
}

// counted is a reader that reports how much has been read.
type counted struct {
	io.Reader
	done, total int64
	progress    Progress
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.done += int64(n)
	c.progress(c.done, c.total)
	return n, err
}

// openText opens a source that must be text.
func openText(s source) (*opened, error) {
	head, err := s.head(sniffLen)
	if err != nil {
		return nil, err
	}
	if err := refuseBinary(s, head); err != nil {
		return nil, err
	}
	t, err := examine(s, head)
	if err != nil {
		return nil, err
	}
	first, err := t.first(sniffLen)
	if err != nil {
		return nil, err
	}
	if strings.TrimLeft(first, bom+"\x00 \t\r\n") == "" {
		return nil, errEmpty
	}
	if err := refuseMarkup(first); err != nil {
		return nil, err
	}
	o := &opened{notes: t.notes, close: func() error { return nil }}
	var group []candidate
	for _, comma := range separators(first) {
		group = append(group, candidate{table: csvTable{t, comma}})
	}
	o.tables = append(o.tables, group)
	return o, nil
}

// first returns the first n bytes of the text, or all if there are fewer.
func (t text) first(n int) (string, error) {
	r, err := t.reader(nil)
	if err != nil {
		return "", err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, int64(n)))
	return string(data), err
}

var separatorLine = regexp.MustCompile(`^"?sep=(.)"?\s*\n`)

// separators returns the characters that may separate cells: the one that the first
// line names, as in "sep=;" of Excel, or else all common ones.
func separators(text string) []rune {
	if m := separatorLine.FindStringSubmatch(text); m != nil {
		comma, _ := utf8.DecodeRuneInString(m[1])
		if comma != '"' && comma != utf8.RuneError {
			return []rune{comma}
		}
	}
	return []rune{',', ';', '\t', '|'}
}
