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

// text is a source and how its bytes become text.
type text struct {
	source
	encoding encoding.Encoding   // nil for UTF-8
	guessed  bool                // whether the encoding follows from the letters alone
	mends    []encoding.Encoding // what the text was wrongly read as, the last mistake first
	skip     int                 // bytes to pass over at the beginning
	line     int                 // the lines among them
	nul      bool                // whether there are NUL bytes
	cr       bool                // whether lines end with CR alone
	notes    []string
}

// reader returns the text in UTF-8, with none but LF and CRLF at the ends of
// lines. Each read of the source is told to progress.
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
	for _, wrong := range t.mends {
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
	return both{r, source}, nil
}

// counted is a reader that tells how much has been read.
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

// openText opens what has to be text.
func openText(s source) (*opened, error) {
	head, err := s.head(sniffed)
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
	first, err := t.first(sniffed)
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

// first returns the beginning of the text, of n bytes at most.
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

// separators returns the characters that may part the cells: the one that the
// first line names, as Excel writes it, or all that are common.
func separators(text string) []rune {
	if m := separatorLine.FindStringSubmatch(text); m != nil {
		comma, _ := utf8.DecodeRuneInString(m[1])
		if comma != '"' && comma != utf8.RuneError {
			return []rune{comma}
		}
	}
	return []rune{',', ';', '\t', '|'}
}
