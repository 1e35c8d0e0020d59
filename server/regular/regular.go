// Package regular opens files from untrusted sources: only regular files, and
// only up to a size.
//
// Opening a named pipe may block for ever, and reading a file without a limit
// may take any amount of memory. Use [Open] instead of [os.Open] and [Read]
// instead of [os.ReadFile]. [Write] writes a file whole or not at all.
package regular

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// Limits in bytes, by the kind of file.
const (
	Settings  = 1 << 20   // shop.json
	Text      = 16 << 20  // style sheets and scripts
	Asset     = 64 << 20  // the program, and other texts in the folder web
	Catalogue = 256 << 20 // products.json: about 160,000 products
	Picture   = 64 << 20
)

// ErrKind is the error for a file that is not regular.
var ErrKind = errors.New("it is not a regular file")

// Open opens a regular file for reading.
func Open(name string) (*os.File, fs.FileInfo, error) {
	return check(os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0))
}

// OpenIn opens a regular file within a folder for reading.
func OpenIn(root *os.Root, name string) (*os.File, fs.FileInfo, error) {
	return check(root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0))
}

// Read returns the content of a regular file of at most limit bytes.
func Read(name string, limit int64) ([]byte, error) {
	file, info, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := ReadFrom(file, info, limit)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return content, nil
}

// ReadIn returns the content of a regular file of at most limit bytes within a
// folder.
func ReadIn(root *os.Root, name string, limit int64) ([]byte, error) {
	file, info, err := OpenIn(root, name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return ReadFrom(file, info, limit)
}

// ReadFrom returns the content of an open file of at most limit bytes.
func ReadFrom(file io.Reader, info fs.FileInfo, limit int64) ([]byte, error) {
	if info.Size() > limit {
		return nil, tooLarge(info.Size(), limit)
	}
	content := make([]byte, 0, info.Size()+1)
	for {
		n, err := file.Read(content[len(content):cap(content)])
		content = content[:len(content)+n]
		switch {
		case int64(len(content)) > limit: // the file has grown in the meantime
			return nil, tooLarge(int64(len(content)), limit)
		case errors.Is(err, io.EOF):
			return content, nil
		case err != nil:
			return nil, err
		}
		if len(content) == cap(content) {
			content = append(content, 0)[:len(content)]
		}
	}
}

func tooLarge(size, limit int64) error {
	return fmt.Errorf("it has %.1f MB; at most %d MB are read", float64(size)/1e6, limit>>20)
}

// check closes the file and returns an error if the file is not regular.
func check(file *os.File, err error) (*os.File, fs.FileInfo, error) {
	if err != nil {
		return nil, nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: file.Name(), Err: kind(info.Mode())}
	}
	if err != nil {
		file.Close()
		return nil, nil, err
	}
	return file, info, nil
}

// kind returns an error that names the kind of a file that is not regular.
func kind(mode fs.FileMode) error {
	switch {
	case mode.IsDir():
		return fmt.Errorf("%w: it is a folder", ErrKind)
	case mode&fs.ModeNamedPipe != 0:
		return fmt.Errorf("%w: it is a named pipe", ErrKind)
	case mode&fs.ModeDevice != 0:
		return fmt.Errorf("%w: it is a device", ErrKind)
	}
	return ErrKind
}
