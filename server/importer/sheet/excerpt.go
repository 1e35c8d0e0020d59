package sheet

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"
)

// place is the position of an error, in terms that help the owner find it.
type place struct {
	column    int    // in letters, from 1
	excerpt   string // the text around it, in quotation marks
	backslash bool   // whether a backslash precedes the quotation mark
	atEnd     bool   // whether the text ends there
}

// around returns the place at a line and a column in bytes, both counted from 1.
func (t text) around(line, column int) place {
	const letters = 15
	before, after, atEnd := t.split(line, column)
	p := place{column: utf8.RuneCountInString(before) + 1, atEnd: atEnd}
	// encoding/csv reports the column of the quotation mark or the one after it.
	quote := strings.LastIndexByte(before+first(after, 1), '"')
	p.backslash = quote > 0 && before[quote-1] == '\\'
	p.excerpt = "“" + last(before, letters) + first(after, letters) + "”"
	return p
}

// split splits a line at a column. It also reports whether the text ends there.
func (t text) split(line, column int) (before, after string, atEnd bool) {
	source, err := t.reader(nil)
	if err != nil {
		return "", "", false
	}
	defer source.Close()
	r := bufio.NewReader(source)
	for n := 1; n < line; n++ {
		if err := skipLine(r); err != nil {
			return "", "", true
		}
	}
	const beyond = 200
	data, err := io.ReadAll(io.LimitReader(r, int64(column)+beyond))
	if err != nil {
		return "", "", false
	}
	whole, rest, _ := strings.Cut(string(data), "\n")
	cut := min(max(column-1, 0), len(whole))
	for cut < len(whole) && !utf8.RuneStart(whole[cut]) { // never within a letter
		cut--
	}
	before, after = whole[:cut], strings.TrimRight(whole[cut:], "\r")
	return before, after, after == "" && rest == "" && len(data) < column+beyond
}

func skipLine(r *bufio.Reader) error {
	for {
		_, err := r.ReadSlice('\n')
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

// first returns the given number of letters at the beginning of text.
func first(text string, letters int) string {
	for i := range text {
		if letters == 0 {
			return text[:i]
		}
		letters--
	}
	return text
}

// last returns the given number of letters at the end of text.
func last(text string, letters int) string {
	start := len(text)
	for ; letters > 0 && start > 0; letters-- {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	return text[start:]
}
