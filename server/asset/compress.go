package asset

import (
	"bytes"
	"io"
	"math/bits"
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

// levels are the levels of Brotli and gzip for each effort.
var levels = [efforts]struct{ brotli, gzip int }{
	Fast:     {5, 6},
	Thorough: {brotli.BestCompression, gzip.BestCompression},
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
		encoders := zstdEncodersFor(effort, len(body))
		e := encoders.Get().(*zstd.Encoder)
		defer encoders.Put(e)
		return clip(e.EncodeAll(body, make([]byte, 0, len(body)/4))), true
	}
	var b bytes.Buffer
	w, spare := writer(c, effort, len(body))
	w.Reset(&b)
	if spare != nil {
		defer spare.Put(w)
	}
	// Write and Close cannot fail, since the buffer does not.
	for part := range slices.Chunk(body, step) {
		if !wanted() {
			return nil, false
		}
		w.Write(part)
	}
	w.Close()
	return bytes.Clone(b.Bytes()), true
}

// clip returns what stays in memory without much spare capacity.
func clip(content []byte) []byte {
	if cap(content)-len(content) > len(content)/8 {
		return bytes.Clone(content)
	}
	return content
}

// resettable is a compressing writer that can be reused. A new one takes a
// megabyte.
type resettable interface {
	io.WriteCloser
	Reset(io.Writer)
}

// spare holds writers for reuse, those of Brotli by the power of two of their windows.
var spare struct {
	gzip   [efforts]sync.Pool
	brotli [efforts][usualWindow]sync.Pool
}

// writer returns a writer for a body, and where to put it afterwards, or nil for one that is too
// large to be kept.
func writer(c coding, effort Effort, size int) (resettable, *sync.Pool) {
	if c == gzipCoding {
		from := &spare.gzip[effort]
		if w, ok := from.Get().(resettable); ok {
			return w, from
		}
		w, _ := gzip.NewWriterLevel(nil, levels[effort].gzip) // fails only for invalid levels
		return w, from
	}
	options := brotli.WriterOptions{Quality: levels[effort].brotli}
	switch {
	case effort == Thorough && size > maxThorough:
		options.Quality = 8
		return brotli.NewWriterOptions(nil, options), nil
	case effort == Thorough:
		if options.LGWin = window(size); options.LGWin == 0 {
			return brotli.NewWriterOptions(nil, options), nil
		}
	}
	from := &spare.brotli[effort][options.LGWin]
	if w, ok := from.Get().(resettable); ok {
		return w, from
	}
	return brotli.NewWriterOptions(nil, options), from
}

// usualWindow is the window that Brotli takes by itself, as the power of two.
const usualWindow = 22

// window returns the smallest window of Brotli that reaches over a body, as the power of two,
// or 0 for the usual one. The form is the same. With the usual window a thorough writer takes
// 34 MB, for a body of 2 kB too.
func window(size int) int {
	const least, unusable = 10, 16
	if w := bits.Len(uint(size + unusable)); w < usualWindow {
		return max(w, least)
	}
	return 0
}

// zstdEncoders holds encoders for reuse, for small bodies and for large ones. Those that nothing
// uses any more are given up.
var zstdEncoders = [efforts][2]sync.Pool{
	Fast:     {zstdPool(zstd.SpeedDefault, minCached), zstdPool(zstd.SpeedDefault, maxWindow)},
	Thorough: {zstdPool(zstd.SpeedBetterCompression, minCached), zstdPool(zstd.SpeedBestCompression, maxWindow)},
}

// maxWindow is the window of zstd that browsers accept at most (RFC 9659).
const maxWindow = 8 << 20

// zstdEncodersFor returns the encoders for a body. The best one takes 42 MB and makes small
// bodies a fortieth smaller, which is not worth that: browsers prefer Brotli.
func zstdEncodersFor(effort Effort, size int) *sync.Pool {
	if size <= minCached {
		return &zstdEncoders[effort][0]
	}
	return &zstdEncoders[effort][1]
}

func zstdPool(level zstd.EncoderLevel, window int) sync.Pool {
	return sync.Pool{New: func() any {
		e, _ := zstd.NewWriter(nil, zstdOptions(level, window)...) // fails only for invalid options
		return e
	}}
}

func zstdOptions(level zstd.EncoderLevel, window int) []zstd.EOption {
	return []zstd.EOption{zstd.WithEncoderLevel(level), zstd.WithEncoderConcurrency(1),
		zstd.WithWindowSize(window), zstd.WithLowerEncoderMem(true)}
}
