package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
)

const pngStart = "\x89PNG\r\n\x1a\n"

// pngChunks are the ancillary chunks to keep, because they affect how the pixels look.
// Chunks that begin with a capital letter are always kept.
var pngChunks = []string{"tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs", "sPLT", "mDCV", "cLLI", "acTL", "fcTL", "fdAT"}

// walkPNG keeps all chunks except those of metadata (PNG, third edition, 11).
func (f *file) walkPNG() error {
	at := int64(len(pngStart))
	f.keep(0, at)
	for {
		head, ok := f.bytes(at, 8)
		if !ok {
			return nil
		}
		kind, content := string(head[4:]), at+8
		size := int64(binary.BigEndian.Uint32(head))
		if content+size+4 > f.size {
			if kind == "IDAT" || kind == "fdAT" {
				f.keep(at, f.size-at)
			}
			return nil
		}
		f.pngChunk(kind, at, content, size)
		at = content + size + 4
		if kind == "IEND" {
			f.info.Whole = true
			return nil
		}
	}
}

// pngChunk keeps a chunk, unless it is metadata, and records what it says.
func (f *file) pngChunk(kind string, at, content, size int64) {
	if kind == "eXIf" && size <= maxMetadata {
		if exif, ok := f.bytes(content, size); ok {
			f.setOrientation(exif, func(exif []byte) []byte { return pngChunkOf(kind, exif) })
		}
		return
	}
	if kind[0] >= 'a' && !slices.Contains(pngChunks, kind) {
		return
	}
	switch kind {
	case "IHDR":
		if header, ok := f.bytes(content, size); ok && size == 13 {
			f.seen, f.info.Progressive = true, header[12] == 1
		}
	case "acTL":
		f.info.Moving = true
	case "iCCP":
		f.pngProfile(content, size)
	}
	f.keep(at, content+size+4-at)
}

// pngProfile records the colour profile.
func (f *file) pngProfile(content, size int64) {
	packed, ok := f.bytes(content, min(size, maxMetadata))
	_, packed, named := bytes.Cut(packed, []byte{0})
	if !ok || !named || len(packed) == 0 {
		return
	}
	z, err := zlib.NewReader(bytes.NewReader(packed[1:])) // skips the compression method, of which there is only one
	if err != nil {
		return
	}
	if profile, err := io.ReadAll(io.LimitReader(z, maxMetadata)); err == nil {
		f.info.Profile = profile
	}
}

// pngChunkOf encodes a chunk.
func pngChunkOf(kind string, content []byte) []byte {
	chunk := slices.Concat(binary.BigEndian.AppendUint32(nil, uint32(len(content))), []byte(kind), content)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}
