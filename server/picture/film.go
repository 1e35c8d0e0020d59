package picture

import "encoding/binary"

// walkFilm keeps the boxes of a film and overwrites those of metadata. No box moves,
// because the file refers to boxes by their offsets (ISO/IEC 14496-12).
func (f *file) walkFilm() error {
	f.seen = true
	f.info.Whole = f.boxes(0, f.size)
	return nil
}

// boxes walks through the boxes between two offsets, and reports whether they fill the
// space.
func (f *file) boxes(at, end int64) bool {
	for at < end {
		head, ok := f.bytes(at, 8)
		if !ok {
			break
		}
		size, inner := int64(binary.BigEndian.Uint32(head)), int64(8)
		if size == 1 {
			long, ok := f.bytes(at+8, 8)
			if !ok {
				break
			}
			size, inner = int64(binary.BigEndian.Uint64(long)), 16
		}
		if size == 0 { // the box extends to the end
			size = end - at
		}
		if size < inner || size > end-at {
			break
		}
		switch kind := string(head[4:]); kind {
		case "moov", "trak":
			f.keep(at, inner)
			f.boxes(at+inner, at+size)
		case "udta", "meta", "uuid":
			f.blank(at, inner, size)
		default:
			f.keep(at, size)
		}
		at += size
	}
	f.keep(at, end-at)
	return at == end
}

// blank replaces a box with an empty one of the same size.
func (f *file) blank(at, inner, size int64) {
	f.keep(at, 4)
	f.put([]byte("free"))
	f.keep(at+8, inner-8)
	zeros := make([]byte, min(size-inner, 64<<10))
	for left := size - inner; left > 0; left -= int64(len(zeros)) {
		f.put(zeros[:min(left, int64(len(zeros)))])
	}
}
