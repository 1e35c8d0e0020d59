package picture

import "slices"

// gifExtensions are the application extensions to keep: they control how a picture
// moves or looks.
var gifExtensions = []string{"NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"}

// walkGIF keeps all blocks except comments and other application extensions.
func (f *file) walkGIF() error {
	head, ok := f.bytes(0, 13)
	if !ok {
		return errUnknown
	}
	f.seen = true
	at := 13 + colorTable(head[10])
	f.keep(0, min(at, f.size))
	for frames := 0; ; {
		kind, ok := f.bytes(at, 2)
		if !ok {
			if last, ok := f.bytes(at, 1); ok && last[0] == 0x3b {
				kind = []byte{0x3b, 0}
			} else {
				return nil
			}
		}
		next := int64(-1)
		keep := true
		switch kind[0] {
		case 0x3b: // the end
			f.keep(at, 1)
			f.info.Whole = true
			return nil
		case 0x2c: // a frame
			frames++
			f.info.Moving = frames > 1
			if frame, ok := f.bytes(at, 10); ok {
				next = f.blocks(at + 10 + colorTable(frame[9]) + 1)
			}
		case 0x21: // an extension
			next = f.blocks(at + 2)
			keep = kind[1] != 0xfe && (kind[1] != 0xff || f.isGIFExtension(at))
		default:
			return nil
		}
		if next < 0 {
			if keep {
				f.keep(at, f.size-at)
			}
			return nil
		}
		if keep {
			f.keep(at, next-at)
		}
		at = next
	}
}

// colorTable returns the size of the color table that flags declare, in bytes.
func colorTable(flags byte) int64 {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// isGIFExtension reports whether the application extension at an offset is one of
// gifExtensions.
func (f *file) isGIFExtension(at int64) bool {
	name, ok := f.bytes(at+3, 11)
	return ok && slices.Contains(gifExtensions, string(name))
}

// blocks returns the offset after a sequence of sub-blocks, or -1 if it does not end.
func (f *file) blocks(at int64) int64 {
	for {
		size, ok := f.bytes(at, 1)
		if !ok {
			return -1
		}
		at += 1 + int64(size[0])
		if size[0] == 0 {
			return at
		}
	}
}
