package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
)

// Markers of JPEG (ISO/IEC 10918-1, table B.1).
const (
	startOfImage = 0xd8 // the last marker without a length
	endOfImage   = 0xd9
	startOfScan  = 0xda
	comment      = 0xfe
	app0         = 0xe0
)

const (
	exifMark    = "Exif\x00\x00"
	profileMark = "ICC_PROFILE\x00"
)

// walkJPEG keeps all segments except those of metadata.
func (f *file) walkJPEG() error {
	f.keep(0, 2)
	profile := map[byte][]byte{} // parts of the profile, by number
	for at := int64(2); at >= 0; {
		marker, ok := f.bytes(at, 2)
		switch {
		case !ok:
			at = -1
		case marker[0] != 0xff:
			at = f.nextMarker(at) // bytes between segments are not part of the picture
		case marker[1] == endOfImage:
			f.keep(at, 2)
			f.info.Whole = true
			at = -1
		case marker[1] == 0xff: // a fill byte
			at++
		case marker[1] <= 1 || marker[1] >= 0xd0 && marker[1] <= startOfImage: // a marker without a length
			f.keep(at, 2)
			at += 2
		default:
			at = f.segment(at, marker[1], profile)
		}
	}
	for i := 1; i <= len(profile); i++ {
		f.info.Profile = append(f.info.Profile, profile[byte(i)]...)
	}
	return nil
}

// segment keeps a segment, unless it is metadata, and the coded pixels after it. It
// returns the offset of the next segment, or -1 if the walk is over.
func (f *file) segment(at int64, code byte, profile map[byte][]byte) (next int64) {
	length, ok := f.bytes(at+2, 2)
	if !ok {
		return -1
	}
	size := int64(binary.BigEndian.Uint16(length))
	next = at + 2 + size
	if size < 2 || next > f.size {
		return -1
	}
	if !f.isMetadata(at+4, size-2, code, profile) {
		f.keep(at, 2+size)
	}
	switch {
	case code >= 0xc0 && code <= 0xc2:
		f.seen, f.info.Progressive = true, code == 0xc2
		f.channels(at+4, size-2)
	case code == startOfScan && !f.all:
		return -1
	case code == startOfScan:
		pixels := next
		if next = f.nextMarker(pixels); next < 0 {
			f.keep(pixels, f.size-pixels)
			return -1
		}
		f.keep(pixels, next-pixels)
	}
	return next
}

// channels records how many samples each channel has in a block of pixels.
func (f *file) channels(at, size int64) {
	frame, ok := f.bytes(at, size)
	for f.sampling = nil; ok && len(frame) >= 9; frame = frame[3:] {
		f.sampling = append(f.sampling, int64(frame[7]>>4)*int64(frame[7]&15))
	}
}

// isMetadata reports whether a segment must be left out. It also records the
// orientation and the colour profile.
func (f *file) isMetadata(at, size int64, code byte, profile map[byte][]byte) bool {
	if code == comment {
		return true
	}
	if code < app0 || code > app0+15 {
		return false
	}
	content, ok := f.bytes(at, size)
	if !ok {
		return true
	}
	has := func(mark string) bool { return bytes.HasPrefix(content, []byte(mark)) }
	switch {
	case code == app0 && has("JFIF\x00"), code == app0+14 && has("Adobe"):
		return false
	case code == app0+2 && has(profileMark) && len(content) > len(profileMark)+2:
		profile[content[len(profileMark)]] = content[len(profileMark)+2:]
		return false
	case code == app0+1 && has(exifMark):
		f.setOrientation(content[len(exifMark):], func(exif []byte) []byte {
			head := []byte{0xff, app0 + 1, 0, byte(2 + len(exifMark) + len(exif))}
			return slices.Concat(head, []byte(exifMark), exif)
		})
	}
	return true
}

// nextMarker returns the offset of the first marker, from an offset on, that is not
// part of coded pixels. It returns -1 if there is none.
func (f *file) nextMarker(at int64) int64 {
	b := make([]byte, 64<<10)
	for at < f.size-1 {
		n, err := f.r.ReadAt(b, at)
		if n < 2 || err != nil && !errors.Is(err, io.EOF) {
			return -1
		}
		if i := marker(b[:n]); i >= 0 {
			return at + int64(i)
		}
		at += int64(n) - 1 // its last byte may begin a marker
	}
	return -1
}

// marker returns the index of the first marker that is not part of coded pixels, or -1.
func marker(b []byte) int {
	for i := 0; ; i++ {
		next := bytes.IndexByte(b[i:], 0xff)
		if next < 0 || i+next+1 >= len(b) {
			return -1
		}
		i += next
		if code := b[i+1]; code != 0 && code != 0xff && (code < 0xd0 || code >= startOfImage) {
			return i
		}
	}
}
