package asset

import (
	"bytes"
	"io"
	"slices"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Effort controls how long compression may take.
type Effort int

const (
	// Fast takes two milliseconds for a page. It is for pages, which are made
	// on request or by the ten thousand. Brotli at a level that makes them a
	// fifteenth smaller would take fifty milliseconds.
	Fast Effort = iota
	// Thorough uses the strongest compression, which takes three seconds for a
	// megabyte. It is for content that is compressed once and sent often.
	Thorough
	efforts
)

// levels are the levels of each coding for each effort.
var levels = [efforts]struct {
	brotli, gzip int
	zstd         zstd.EncoderLevel
}{
	Fast:     {5, 6, zstd.SpeedDefault},
	Thorough: {brotli.BestCompression, gzip.BestCompression, zstd.SpeedBestCompression},
}

// maxThorough is the size in bytes above which full Thorough compression would
// take minutes and is no longer worth them. The program is smaller. A catalogue
// of 30,000 products is larger, and changes often.
const maxThorough = 16 << 20

// step is how much is compressed between two calls of wanted, in bytes. It
// takes less than a second.
const step = 256 << 10

// compress returns the body in a coding. It reports false if it stopped because
// wanted returned false. zstd is quick and does not stop.
func compress(c coding, body []byte, effort Effort, wanted func() bool) ([]byte, bool) {
	if c == zstdCoding {
		e, ok := zstdEncoders[effort].Get().(*zstd.Encoder)
		if !ok {
			e = newZstd(effort)
		}
		defer zstdEncoders[effort].Put(e)
		return e.EncodeAll(body, make([]byte, 0, len(body)/4)), true
	}
	var b bytes.Buffer
	w := writer(c, effort, len(body))
	w.Reset(&b)
	if effort != Thorough {
		defer spare[effort][c].Put(w)
	}
	// Write and Close cannot fail, since the buffer does not.
	for part := range slices.Chunk(body, step) {
		if !wanted() {
			return nil, false
		}
		w.Write(part)
	}
	w.Close()
	return bytes.Clone(b.Bytes()), true // a copy without spare capacity, since it stays in memory
}

// resettable is a compressing writer that can be reused. A new one takes a
// megabyte.
type resettable interface {
	io.WriteCloser
	Reset(io.Writer)
}

// spare holds writers for reuse.
var spare [efforts][identity]sync.Pool

// writer returns a writer from spare or a new one.
func writer(c coding, effort Effort, size int) resettable {
	if w, ok := spare[effort][c].Get().(resettable); ok {
		return w
	}
	if c == gzipCoding {
		w, _ := gzip.NewWriterLevel(nil, levels[effort].gzip) // fails only for invalid levels
		return w
	}
	options := brotli.WriterOptions{Quality: levels[effort].brotli}
	if effort == Thorough && size > maxThorough {
		options.Quality = 8
	}
	return brotli.NewWriterOptions(nil, options)
}

// zstdEncoders holds encoders for reuse. A thorough one takes 42 MB, so those that
// nothing uses any more are given up.
var zstdEncoders [efforts]sync.Pool

// newZstd returns an encoder. Its window is the 8 MB that browsers accept at most
// (RFC 9659).
func newZstd(effort Effort) *zstd.Encoder {
	e, _ := zstd.NewWriter(nil, zstd.WithEncoderLevel(levels[effort].zstd), zstd.WithEncoderConcurrency(1),
		zstd.WithWindowSize(8<<20), zstd.WithLowerEncoderMem(true)) // fails only for invalid options
	return e
}
