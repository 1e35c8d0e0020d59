package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// examine determines the encoding of a file. It reads the whole file, because a single
// letter far down may be the only one that shows the encoding.
func examine(s source, head []byte) (text, error) {
	t := text{source: s, encoding: encodingUTF16(head)}
	if t.encoding != nil {
		if hasBOM16(head) {
			t.skip = 2
		}
	} else {
		t.skip = junkBeforeBOM(head)
		t.line = bytes.Count(head[:t.skip], []byte("\n"))
		found, err := survey(s)
		if err != nil {
			return t, err
		}
		if t.encoding, err = found.encoding(); err != nil {
			return t, err
		}
		if t.guessed = t.encoding != nil; t.guessed {
			t.notes = append(t.notes, "the file is not UTF-8; it was read as "+nameOf(t.encoding))
		}
	}
	return t, t.repair()
}

// junkBeforeBOM returns the number of bytes before the first cell. They are byte order
// marks of UTF-8, and white space before these, which a faulty plugin writes.
func junkBeforeBOM(head []byte) int {
	skip := 0
	for {
		mark := bytes.Index(head[skip:], []byte(bom))
		if mark < 0 || len(bytes.TrimSpace(head[skip:skip+mark])) > 0 {
			return skip
		}
		skip += mark + len(bom)
	}
}

func hasBOM16(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
}

// encodingUTF16 returns the variant of UTF-16 that head is in, or nil. Without a byte
// order mark, it is recognised by its NUL bytes: a header consists mostly of ASCII
// letters, so about every other byte is NUL.
func encodingUTF16(head []byte) encoding.Encoding {
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	little := bytes.HasPrefix(head, []byte("\xff\xfe")) || 4*zeros[1] > len(head) && 8*zeros[0] < zeros[1]
	big := bytes.HasPrefix(head, []byte("\xfe\xff")) || 4*zeros[0] > len(head) && 8*zeros[1] < zeros[0]
	switch {
	case little:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case big:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// byteStats counts the bytes of a file that are not ASCII.
type byteStats struct {
	valid, invalid int        // UTF-8 sequences, and bytes outside any
	line, column   int        // position of the first invalid byte
	cutOff         bool       // whether that byte begins a sequence cut off by the end of the file
	neighbours     neighbours // of every byte that is not ASCII
}

// survey reads the whole source and counts its bytes.
func survey(s source) (byteStats, error) {
	source, err := s.open()
	if err != nil {
		return byteStats{}, err
	}
	defer source.Close()
	r := bufio.NewReaderSize(source, 1<<16)
	var seen byteStats
	line, column, before := 1, 0, byte('\n')
	for {
		b, err := r.ReadByte()
		if err == io.EOF {
			return seen, nil
		}
		if err != nil {
			return seen, err
		}
		column++
		if b == '\n' {
			line, column = line+1, 0
		}
		if b >= utf8.RuneSelf {
			r.UnreadByte()
			window, _ := r.Peek(utf8.UTFMax + 1)
			size := seen.beyondASCII(before, window, line, column)
			r.Discard(size)
			b = window[size-1]
		}
		before = b
	}
}

// beyondASCII counts the character at the beginning of window and returns its size.
func (s *byteStats) beyondASCII(before byte, window []byte, line, column int) int {
	r, size := utf8.DecodeRune(window)
	if r != utf8.RuneError || size > 1 {
		s.valid++
	} else {
		if s.invalid++; s.invalid == 1 {
			s.line, s.column, s.cutOff = line, column, !utf8.FullRune(window)
		}
	}
	for i := range size {
		after := byte('\n')
		if i+1 < len(window) {
			after = window[i+1]
		}
		s.neighbours.add(before, window[i], after)
		before = window[i]
	}
	return size
}

// encoding returns the encoding of a file that is not UTF-16. It is nil for UTF-8.
func (s byteStats) encoding() (encoding.Encoding, error) {
	switch {
	case s.invalid == 0:
		return nil, nil
	case s.invalid == 1 && s.valid > 0 && s.cutOff:
		return nil, fmt.Errorf("the file is cut off inside a letter at the end of line %d: download or export it again", s.line)
	case s.valid > s.invalid:
		return nil, fmt.Errorf("line %d is not UTF-8 text in its column %d, while the rest of the file is: "+
			"two files were joined, or the file is damaged; export the products again", s.line, s.column)
	}
	if e := s.neighbours.likeliest(); e != nil {
		return e, nil
	}
	return nil, errors.New("the encoding of the file is unknown (line " + fmt.Sprint(s.line) + " has the first letter that is not UTF-8): " + saveAgain)
}
