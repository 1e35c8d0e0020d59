package picture

import (
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"sort"
	"strings"
)

// Published is a picture file as it may be published: pieces of the file, and a
// few bytes in place of what is left out.
type Published struct {
	pieces []piece
	length int64
	file   int64 // how long the file itself is
}

// piece is a piece of the result.
type piece struct {
	at    int64  // where it begins in the result
	from  int64  // where it begins in the file
	bytes []byte // in place of a piece of the file
	size  int64
}

// Clean returns a picture file without its metadata: no place, no time, no
// camera, no thumbnail, nothing behind its end. The pixels, the colour profile
// and the orientation stay. A file that is cut off stays so.
func Clean(r io.ReaderAt, size int64) (*Published, Info, error) {
	f, err := walk(r, size, true)
	if err != nil {
		return nil, Info{}, err
	}
	return f.settle(), f.info, nil
}

// settle returns the result with the file's own bytes wherever they are the same.
func (f *file) settle() *Published {
	p := Published{file: f.size}
	for _, piece := range f.pieces {
		if own, ok := f.bytes(piece.at, piece.size); piece.bytes != nil && ok && bytes.Equal(own, piece.bytes) {
			p.keep(piece.at, piece.size)
		} else if piece.bytes != nil {
			p.put(piece.bytes)
		} else {
			p.keep(piece.from, piece.size)
		}
	}
	return &p
}

// Size returns the length of the result in bytes.
func (p *Published) Size() int64 { return p.length }

// Unchanged reports whether the result is the file itself.
func (p *Published) Unchanged() bool {
	return len(p.pieces) == 1 && p.pieces[0].bytes == nil && p.pieces[0].from == 0 && p.length == p.file
}

// Reader returns the result, read from the file it was made from.
func (p *Published) Reader(file io.ReaderAt) io.ReadSeeker {
	return io.NewSectionReader(reader{p, file}, 0, p.length)
}

// keep adds a piece of the file to the result.
func (p *Published) keep(from, size int64) {
	if size <= 0 {
		return
	}
	if n := len(p.pieces) - 1; n >= 0 && p.pieces[n].bytes == nil && p.pieces[n].from+p.pieces[n].size == from {
		p.pieces[n].size += size
	} else {
		p.pieces = append(p.pieces, piece{at: p.length, from: from, size: size})
	}
	p.length += size
}

// put adds bytes to the result.
func (p *Published) put(b []byte) {
	if len(b) == 0 {
		return
	}
	p.pieces = append(p.pieces, piece{at: p.length, bytes: b, size: int64(len(b))})
	p.length += int64(len(b))
}

// reader reads a result.
type reader struct {
	*Published
	file io.ReaderAt
}

// ReadAt implements [io.ReaderAt].
func (r reader) ReadAt(b []byte, at int64) (read int, err error) {
	i := sort.Search(len(r.pieces), func(i int) bool { return r.pieces[i].at+r.pieces[i].size > at })
	for ; i < len(r.pieces) && read < len(b); i++ {
		p := r.pieces[i]
		within := at + int64(read) - p.at
		part := b[read:min(int64(len(b)), int64(read)+p.size-within)]
		if p.bytes != nil {
			read += copy(part, p.bytes[within:])
			continue
		}
		n, err := r.file.ReadAt(part, p.from+within)
		read += n
		if n < len(part) {
			return read, err
		}
	}
	if read < len(b) {
		return read, io.EOF
	}
	return read, nil
}

// pictureNames are the ends of the names of pictures.
var pictureNames = []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff"}

// Publish returns a file as it may be published, with its media type, if it is a
// picture by its content or by its name, and nil for any other file.
func Publish(r io.ReaderAt, size int64, name string) (*Published, string, error) {
	start := make([]byte, min(sniffed, size))
	if _, err := r.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, "", err
	}
	if Sniff(start) == "" && !slices.Contains(pictureNames, strings.ToLower(path.Ext(name))) {
		return nil, "", nil
	}
	p, info, err := Clean(r, size)
	return p, info.Format.Type(), err
}
