package picture

import "encoding/binary"

// walkFilm notes all boxes of a film, and blanks those of metadata where they stand:
// the places of all others are noted within the file (ISO/IEC 14496-12).
func (f *file) walkFilm() error {
	f.seen = true
	f.info.Whole = f.boxes(0, f.size)
	return nil
}

// boxes goes through the boxes of a part of the file, and reports whether they fill
// it.
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
		if size == 0 { // to the end
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

// blank puts an empty box of the same size in the place of a box.
func (f *file) blank(at, inner, size int64) {
	f.keep(at, 4)
	f.put([]byte("free"))
	f.keep(at+8, inner-8)
	zeros := make([]byte, min(size-inner, 64<<10))
	for left := size - inner; left > 0; left -= int64(len(zeros)) {
		f.put(zeros[:min(left, int64(len(zeros)))])
	}
}
