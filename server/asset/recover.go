package asset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Recover returns the body with the given [Body.Hash] from its compressed forms in
// the folder, as an earlier run of the server has left them. It takes a tenth of a
// second, unless it reports that the folder has no forms of such a body. The body is
// nil if all of them are damaged, or the content is larger than 16 MB.
func (c *Cache) Recover(contentType, hash string) (b *Body, found bool) {
	sum := c.sumOf(hash)
	if sum == "" {
		return nil, false
	}
	var forms [identity]*form
	for of := range identity {
		packed, content := c.read(of, sum)
		if content == nil {
			continue
		}
		if b == nil {
			b = New(contentType, content, Thorough)
		}
		f := newForm(packed)
		forms[of] = &f
	}
	if b == nil {
		return nil, true
	}
	for of := range b.coded { // a form that is missing is not made any more
		b.coded[of].form.Store(forms[of])
		b.coded[of].done.Store(true)
	}
	return b, true
}

// sumOf returns the whole hash of a body in the folder by its [Body.Hash], or "".
func (c *Cache) sumOf(hash string) string {
	entries, err := os.ReadDir(c.Folder)
	if err != nil {
		return ""
	}
	for _, entry := range entries {
		sum, _, _ := strings.Cut(entry.Name(), ".")
		if len(sum) == hex.EncodedLen(sha256.Size) && strings.HasPrefix(sum, hash) {
			return sum
		}
	}
	return ""
}

// content returns the content with the given hash from one of its forms in the
// folder, and whether there are any. The content is nil where read does not return
// one.
func (c *Cache) content(sum string) (content []byte, found bool) {
	if c == nil {
		return nil, false
	}
	for of := range identity {
		packed, content := c.read(of, sum)
		if content != nil {
			return content, true
		}
		found = found || packed != nil
	}
	return nil, found
}

// read returns a form in the folder and the content that it decodes to. The content
// is nil if it is larger than maxThorough, or has another hash; then read removes the
// file.
func (c *Cache) read(of coding, sum string) (packed, content []byte) {
	name := filepath.Join(c.Folder, sum+"."+codingNames[of])
	packed, err := os.ReadFile(name)
	if err != nil {
		return nil, nil
	}
	content, err = unpack(of, packed)
	if len(content) > maxThorough {
		return packed, nil
	}
	if got := sha256.Sum256(content); err != nil || hex.EncodeToString(got[:]) != sum {
		os.Remove(name)
		return packed, nil
	}
	return packed, content
}

// unpack returns the content of a form, or little more than maxThorough of it.
func unpack(of coding, packed []byte) ([]byte, error) {
	var r io.Reader = bytes.NewReader(packed)
	var err error
	switch of {
	case brotliCoding:
		r = brotli.NewReader(r)
	case gzipCoding:
		r, err = gzip.NewReader(r)
	case zstdCoding:
		var d *zstd.Decoder
		if d, err = zstd.NewReader(r, zstd.WithDecoderConcurrency(1)); err == nil {
			defer d.Close()
			r = d
		}
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, maxThorough+1))
}
