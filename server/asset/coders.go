package asset

import (
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Extensions are the file extensions of the compressed forms of a text, with which servers
// look for them.
var Extensions = [identity]string{".br", ".zst", ".gz"}

// NewCoder returns a writer that compresses what is written to it as [Fast] does, for a
// text that is too large to be kept. extension is one of [Extensions]. Close ends the text;
// it does not close to.
func NewCoder(extension string, to io.Writer) (io.WriteCloser, error) {
	switch extension {
	case Extensions[zstdCoding]:
		return zstd.NewWriter(to, zstdOptions(zstd.SpeedDefault, maxWindow)...)
	case Extensions[gzipCoding]:
		return gzip.NewWriterLevel(to, levels[Fast].gzip)
	default:
		return brotli.NewWriterLevel(to, levels[Fast].brotli), nil
	}
}
