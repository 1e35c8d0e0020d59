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

// Effort says how long compression may take.
type Effort int

const (
	// Fast takes two milliseconds for a page: for pages, which are made by
	// request or by the ten thousand. Brotli that makes them a fifteenth smaller
	// would take fifty.
	Fast Effort = iota
	// Thorough takes the strongest there is, three seconds for a megabyte: for
	// what is compressed once and sent often.
	Thorough
	efforts
)

// levels are what each effort asks of each coding.
var levels = [efforts]struct {
	brotli, gzip int
	zstd         zstd.EncoderLevel
}{
	Fast:     {5, 6, zstd.SpeedDefault},
	Thorough: {brotli.BestCompression, gzip.BestCompression, zstd.SpeedBestCompression},
}

// huge is where Thorough is no longer worth the minutes it takes, in bytes. A
// program is smaller; a catalogue of 30,000 products is not, and it changes.
const huge = 16 << 20

// step is how much is compressed before it is asked again whether it is wanted,
// in bytes: less than a second's work.
const step = 256 << 10

// compress returns the body in a coding. It reports false where it stopped because
// that is not wanted any more; zstd, which is quick, does not stop.
func compress(c coding, body []byte, effort Effort, wanted func() bool) ([]byte, bool) {
	if c == zstdCoding {
		return zstdEncoders[effort]().EncodeAll(body, make([]byte, 0, len(body)/4)), true
	}
	var b bytes.Buffer
	w := writer(c, effort, len(body))
	w.Reset(&b)
	if effort != Thorough {
		defer spare[effort][c].Put(w)
	}
	// Neither fails where the buffer does not.
	for part := range slices.Chunk(body, step) {
		if !wanted() {
			return nil, false
		}
		w.Write(part)
	}
	w.Close()
	return bytes.Clone(b.Bytes()), true // without the spare room, since it is kept
}

// resettable is a writer of compressed data that is used again, since making
// one takes a megabyte.
type resettable interface {
	io.WriteCloser
	Reset(io.Writer)
}

// spare are writers that wait for the next body.
var spare [efforts][identity]sync.Pool

func writer(c coding, effort Effort, size int) resettable {
	if w, ok := spare[effort][c].Get().(resettable); ok {
		return w
	}
	if c == gzipCoding {
		w, _ := gzip.NewWriterLevel(nil, levels[effort].gzip) // fails for levels that there are not
		return w
	}
	options := brotli.WriterOptions{Quality: levels[effort].brotli}
	if effort == Thorough && size > huge {
		options.Quality = 8
	}
	return brotli.NewWriterOptions(nil, options)
}

// zstdEncoders are made once, and then used by any number at a time. Their
// window is at most the 8 MB that browsers accept (RFC 9659).
var zstdEncoders = func() (encoders [efforts]func() *zstd.Encoder) {
	for effort := range encoders {
		encoders[effort] = sync.OnceValue(func() *zstd.Encoder {
			e, _ := zstd.NewWriter(nil, zstd.WithEncoderLevel(levels[effort].zstd), zstd.WithEncoderConcurrency(2),
				zstd.WithWindowSize(8<<20), zstd.WithLowerEncoderMem(true)) // fails for options that there are not
			return e
		})
	}
	return encoders
}()
