package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// walkAVIF keeps the whole file. It refuses a file with metadata, because leaving that
// out would move the pixels.
func (f *file) walkAVIF() error {
	for at := int64(0); at+8 <= f.size; {
		head, ok := f.bytes(at, 8)
		if !ok {
			break
		}
		size := int64(binary.BigEndian.Uint32(head))
		if size < 8 {
			break // the last box, or one over 4 GB
		}
		if string(head[4:]) == "meta" {
			if err := f.checkItems(at, min(size, f.size-at)); err != nil {
				return err
			}
		}
		at += size
		f.info.Whole = at == f.size
	}
	f.seen = true
	f.keep(0, f.size)
	return nil
}

// checkItems returns an error if a box contains items of metadata.
func (f *file) checkItems(at, size int64) error {
	if size > maxMetadata {
		return errors.New("it is an AVIF picture with more metadata than can be read: save it without")
	}
	box, _ := f.bytes(at, size)
	for rest := box; ; {
		_, after, found := bytes.Cut(rest, []byte("infe"))
		if !found {
			return nil
		}
		// version and flags, item, protection, type
		for _, from := range []int{8, 10} {
			if len(after) < from+4 {
				continue
			}
			if kind := string(after[from : from+4]); kind == "Exif" || kind == "mime" {
				return errors.New("it is an AVIF picture with metadata, such as where it was taken: save it without, or as JPEG")
			}
		}
		rest = after
	}
}
