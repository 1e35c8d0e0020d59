package picture

import (
	"errors"
	"io"
)

// file is the state of a walk through a picture file.
type file struct {
	r         io.ReaderAt
	size      int64
	all       bool // whether to walk to the end of the file, even if that takes long
	info      Info
	seen      bool // whether the header of a picture was found
	Published      // the result so far

	sampling []int64 // samples of each channel of a JPEG, in a block of pixels

	window   []byte // part of the file that was read ahead
	windowAt int64
}

// readAhead is how many bytes are read at once. Most reads are short and sequential.
const readAhead = 4 << 10

// walk walks through a file and collects what may be published.
func walk(r io.ReaderAt, size int64, all bool) (*file, error) {
	start := make([]byte, min(sniffLen, size))
	if _, err := r.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	f := &file{r: r, size: size, all: all, info: Info{Format: Sniff(start), Orientation: 1}}
	var err error
	switch f.info.Format {
	case JPEG:
		err = f.walkJPEG()
	case PNG:
		err = f.walkPNG()
	case GIF:
		err = f.walkGIF()
	case WebP:
		err = f.walkWebP()
	case AVIF:
		err = f.walkAVIF()
	case Film:
		err = f.walkFilm()
	case HEIC:
		err = errors.New("it is a HEIC picture, as iPhones take them, which most browsers cannot show: save it as JPEG")
	case TIFF:
		err = errors.New("it is a TIFF picture, which browsers cannot show: save it as JPEG or PNG")
	default:
		err = errUnknown
	}
	if err == nil && !f.seen {
		err = errUnknown
	}
	return f, err
}

// bytes returns n bytes at an offset, or false if the file ends before them.
func (f *file) bytes(at, n int64) ([]byte, bool) {
	if at < 0 || n < 0 || n > f.size-at {
		return nil, false
	}
	if n > readAhead {
		b := make([]byte, n)
		_, err := f.r.ReadAt(b, at)
		return b, err == nil || errors.Is(err, io.EOF)
	}
	if at < f.windowAt || at+n > f.windowAt+int64(len(f.window)) {
		f.window, f.windowAt = make([]byte, min(readAhead, f.size-at)), at
		if _, err := f.r.ReadAt(f.window, at); err != nil && !errors.Is(err, io.EOF) {
			f.window = nil
			return nil, false
		}
	}
	from := at - f.windowAt
	return f.window[from : from+n : from+n], true
}

// setOrientation records the orientation in EXIF data. If it is not upright, the result
// gets EXIF data with the orientation and nothing else. wrap puts that into the form
// that the format needs.
func (f *file) setOrientation(exif []byte, wrap func(exif []byte) []byte) {
	if f.info.Orientation > 1 {
		return
	}
	if f.info.Orientation = orientation(exif); f.info.Orientation > 1 {
		f.put(wrap(exifOf(f.info.Orientation)))
	}
}

// maxMetadata is how much of one piece of metadata is read at most, in bytes.
const maxMetadata = 4 << 20
