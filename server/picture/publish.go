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

// Published is a picture file without its metadata. It consists of pieces of the file
// and a few bytes that replace what is left out.
type Published struct {
	pieces []piece
	length int64
	file   int64 // length of the original file
}

// piece is a part of the result, from the file or from bytes.
type piece struct {
	at    int64  // offset in the result
	from  int64  // offset in the file
	bytes []byte // if not nil, used instead of the file
	size  int64
}

// Clean returns a picture file without its metadata: without place, time, camera,
// thumbnail and anything after its end. The pixels, the colour profile and the
// orientation stay. A file that is cut off stays cut off.
func Clean(r io.ReaderAt, size int64) (*Published, Info, error) {
	f, err := walk(r, size, true)
	if err != nil {
		return nil, Info{}, err
	}
	return f.published(), f.info, nil
}

// published returns the result. Where replaced bytes equal those of the file, it refers
// to the file, so that an unchanged file is recognised.
func (f *file) published() *Published {
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

// Unchanged reports whether the result equals the file.
func (p *Published) Unchanged() bool {
	return len(p.pieces) == 1 && p.pieces[0].bytes == nil && p.pieces[0].from == 0 && p.length == p.file
}

// Reader returns a reader of the result. file must be the file that the result was made
// from.
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

// reader reads the result.
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

// pictureExtensions are the file name extensions of pictures.
var pictureExtensions = []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff"}

// Publish returns a file without its metadata, and its media type, if the file is a
// picture by its content or its name. For any other file it returns nil.
func Publish(r io.ReaderAt, size int64, name string) (*Published, string, error) {
	start := make([]byte, min(sniffLen, size))
	if _, err := r.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, "", err
	}
	if Sniff(start) == "" && !slices.Contains(pictureExtensions, strings.ToLower(path.Ext(name))) {
		return nil, "", nil
	}
	p, info, err := Clean(r, size)
	return p, info.Format.Type(), err
}
