package picture

import (
	"encoding/binary"
	"slices"
)

// Flags in the chunk VP8X. They tell which chunks the file has.
const (
	webpExif   = 1 << 3
	webpXMP    = 1 << 2
	webpMoving = 1 << 1
)

// webpChunks are the chunks to keep.
var webpChunks = []string{"VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"}

// walkWebP keeps all chunks except those of metadata. It rewrites the length of the
// file and the flags of VP8X.
func (f *file) walkWebP() error {
	head := []byte("RIFF....WEBP")
	f.put(head)
	var flags []byte // the first byte of the content of VP8X
	end := f.size
	if length, ok := f.bytes(4, 4); ok {
		end = 8 + int64(binary.LittleEndian.Uint32(length))
		f.info.Whole = end <= f.size
		end = min(end, f.size)
	}
	for at := int64(12); at+8 <= end; {
		chunk, ok := f.bytes(at, 8)
		if !ok {
			break
		}
		size := int64(binary.LittleEndian.Uint32(chunk[4:]))
		next := at + 8 + size + size%2
		switch kind := string(chunk[:4]); {
		case kind == "VP8X" && size == 10:
			extended, ok := f.bytes(at, 18)
			if !ok {
				return errUnknown
			}
			extended = slices.Clone(extended)
			flags = extended[8:9]
			f.info.Moving = flags[0]&webpMoving != 0
			f.put(extended)
		default:
			f.webpChunk(kind, at, min(size, f.size-at-8), min(next, f.size))
		}
		at = next
	}
	if flags != nil {
		flags[0] &^= webpExif | webpXMP
		if f.info.Orientation > 1 {
			flags[0] |= webpExif
		}
	}
	binary.LittleEndian.PutUint32(head[4:], uint32(f.length-8))
	return nil
}

// webpChunk keeps a chunk, unless it is metadata, and records what it says.
func (f *file) webpChunk(kind string, at, size, next int64) {
	if kind == "EXIF" && size <= maxMetadata {
		if exif, ok := f.bytes(at+8, size); ok {
			if len(exif) > 6 && string(exif[:6]) == exifMark { // as some programs write it
				exif = exif[6:]
			}
			f.setOrientation(exif, func(exif []byte) []byte {
				return slices.Concat([]byte("EXIF"), binary.LittleEndian.AppendUint32(nil, uint32(len(exif))), exif)
			})
		}
	}
	if !slices.Contains(webpChunks, kind) {
		return
	}
	switch kind {
	case "VP8 ", "VP8L", "ANMF":
		f.seen = true
	case "ICCP":
		f.info.Profile, _ = f.bytes(at+8, min(size, maxMetadata))
	}
	f.keep(at, next-at)
}
