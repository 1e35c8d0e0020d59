package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxUnpacked is the maximum unpacked size of a compressed file. It stops a small file
// that unpacks to more than a machine can hold.
const maxUnpacked = 1 << 30

var (
	errEmpty    = errors.New("the export is empty")
	errTooLarge = fmt.Errorf("the file unpacks to more than %d MB: import the products in parts", maxUnpacked/1_000_000)
)

// source is a sequence of bytes that can be read any number of times.
type source struct {
	size int64 // in bytes, or -1 if unknown
	open func() (io.ReadCloser, error)
}

// head returns the first n bytes, or all if there are fewer.
func (s source) head(n int) ([]byte, error) {
	r, err := s.open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, int64(n)))
}

// file is a file with random access.
type file struct {
	io.ReaderAt
	size int64
}

// openFile returns r as a file. If r has no random access, as a pipe, openFile reads it
// into memory.
func openFile(r io.Reader) (file, error) {
	if f, ok := r.(interface {
		io.ReaderAt
		io.Seeker
	}); ok {
		if size, err := f.Seek(0, io.SeekEnd); err == nil {
			return file{f, size}, nil
		}
	}
	return inMemory(r)
}

func inMemory(r io.Reader) (file, error) {
	data, err := io.ReadAll(limit(r))
	return file{bytes.NewReader(data), int64(len(data))}, err
}

func (f file) source() source {
	return source{f.size, func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(f, 0, f.size)), nil
	}}
}

// limited is a reader that returns an error after too many bytes.
type limited struct {
	io.Reader
	left int64
}

// limit returns a reader of at most maxUnpacked bytes.
func limit(r io.Reader) *limited { return &limited{r, maxUnpacked} }

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// readCloser is a reader with a closer of its own.
type readCloser struct {
	io.Reader
	io.Closer
}
