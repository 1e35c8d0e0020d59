package sheet

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// opened is a file of a known kind, ready to be searched for a header.
type opened struct {
	tables [][]candidate // groups in the order of the search; within a group the widest header wins
	notes  []string
	close  func() error
}

// candidate is one way to read a file, or one sheet of a workbook.
type candidate struct {
	table
	sheet string // the name of the sheet; empty unless the file is a workbook
}

// sniffLen is the number of leading bytes that determine the kind of a file.
const sniffLen = 4096

// open determines the kind of a file by its first bytes and opens it.
func open(f file) (*opened, error) {
	head, err := f.source().head(sniffLen)
	switch {
	case err != nil:
		return nil, err
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return openZip(f, false)
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return openGzip(f)
	}
	return openText(f.source())
}

func openGzip(f file) (*opened, error) {
	return openText(source{-1, func() (io.ReadCloser, error) {
		r, err := gzip.NewReader(io.NewSectionReader(f, 0, f.size))
		if err != nil {
			return nil, fmt.Errorf("the gzip file is damaged: download it again (%w)", err)
		}
		return readCloser{limit(r), r}, nil
	}})
}
