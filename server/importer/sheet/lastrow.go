package sheet

import (
	"bufio"
	"bytes"
	"io"
	"regexp"
	"strconv"
)

var rowNumber = regexp.MustCompile(`^[^>]*?\sr\s*=\s*["'](\d{1,7})["']`)

// lastRow returns the number of the last row of a sheet. It looks only at the tags of
// rows, which is much faster than reading the sheet.
func (p part) lastRow() (int, error) {
	content, err := p.file.Open()
	if err != nil {
		return 0, err
	}
	defer content.Close()
	r := bufio.NewReaderSize(limit(content), 1<<16)
	last := 0
	for {
		_, err := r.ReadSlice('<')
		if err == io.EOF {
			return last, nil
		}
		if err != nil && err != bufio.ErrBufferFull {
			return 0, err
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		tag, _ := r.Peek(100)
		if isRow(tag) {
			last++
			if m := rowNumber.FindSubmatch(tag); m != nil {
				last, _ = strconv.Atoi(string(m[1]))
			}
		}
	}
}

// isRow reports whether a tag begins a row, with or without a namespace prefix.
func isRow(tag []byte) bool {
	end := bytes.IndexAny(tag, " \t\r\n>/")
	if end < 0 {
		return false
	}
	_, name, prefixed := bytes.Cut(tag[:end], []byte(":"))
	if !prefixed {
		name = tag[:end]
	}
	return string(name) == "row"
}
