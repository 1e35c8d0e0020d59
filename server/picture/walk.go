package picture

import (
	"errors"
	"io"
)

// file is a picture file while it is walked through.
type file struct {
	r    io.ReaderAt
	size int64
	all  bool // walk to the end, however long that takes
	info Info
	seen bool // the head of a picture
	Published

	sampling []int64 // samples of each channel of a JPEG, in a block of pixels

	window   []byte // of the file, read ahead
	windowAt int64
}

// ahead is how much is read at once, as most of what is asked for is short and
// follows on.
const ahead = 4 << 10

// walk walks through a file, and notes what of it may be published.
func walk(r io.ReaderAt, size int64, all bool) (*file, error) {
	start := make([]byte, min(sniffed, size))
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

// bytes returns a part of the file, or false where the file ends before its end.
func (f *file) bytes(at, n int64) ([]byte, bool) {
	if at < 0 || n < 0 || n > f.size-at {
		return nil, false
	}
	if n > ahead {
		b := make([]byte, n)
		_, err := f.r.ReadAt(b, at)
		return b, err == nil || errors.Is(err, io.EOF)
	}
	if at < f.windowAt || at+n > f.windowAt+int64(len(f.window)) {
		f.window, f.windowAt = make([]byte, min(ahead, f.size-at)), at
		if _, err := f.r.ReadAt(f.window, at); err != nil && !errors.Is(err, io.EOF) {
			f.window = nil
			return nil, false
		}
	}
	from := at - f.windowAt
	return f.window[from : from+n : from+n], true
}

// turn takes up the orientation that EXIF data says. Where that is not upright,
// it stays in the file, and nothing else of the data does; wrap makes of such
// data what the format wants.
func (f *file) turn(exif []byte, wrap func(exif []byte) []byte) {
	if f.info.Orientation > 1 {
		return
	}
	if f.info.Orientation = orientation(exif); f.info.Orientation > 1 {
		f.put(wrap(exifOf(f.info.Orientation)))
	}
}

// mostMetadata is the most of one piece of metadata that is read, in bytes.
const mostMetadata = 4 << 20
