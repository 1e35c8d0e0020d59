package sheet

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// opened is a file whose kind is known.
type opened struct {
	tables [][]candidate // in the order to look for a header; of one group the widest header counts
	notes  []string
	close  func() error
}

// candidate is a way to read a file, or one sheet of it.
type candidate struct {
	table
	sheet string // the name of the sheet in a workbook
}

// sniffed is how many bytes at the beginning of a file tell its kind.
const sniffed = 4096

func open(f file) (*opened, error) {
	head, err := f.source().head(sniffed)
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
		return both{limit(r), r}, nil
	}})
}
