package asset

import (
	"bytes"
	"io"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Effort says how long compression may take.
type Effort int

const (
	// Fast takes a millisecond for a page: for what is made by request.
	Fast Effort = iota
	// Thorough takes the strongest there is, three seconds for a megabyte: for
	// what is compressed once and sent often.
	Thorough
)

// huge is where Thorough is no longer worth the minutes it takes, in bytes. A
// program is smaller; a catalogue of 30,000 products is not, and it changes.
const huge = 16 << 20

// compress returns the body in a coding.
func compress(c coding, body []byte, effort Effort) []byte {
	if c == zstdCoding {
		return zstdEncoder(effort).EncodeAll(body, make([]byte, 0, len(body)/4))
	}
	var b bytes.Buffer
	w := writer(c, effort, len(body))
	w.Reset(&b)
	// Neither fails where the buffer does not.
	w.Write(body)
	w.Close()
	if effort == Fast {
		spare[c].Put(w)
	}
	return bytes.Clone(b.Bytes()) // without the spare room, since it is kept
}

// resettable is a writer of compressed data that is used again, since making
// one takes a megabyte.
type resettable interface {
	io.WriteCloser
	Reset(io.Writer)
}

// spare are writers with the effort Fast.
var spare [identity]sync.Pool

func writer(c coding, effort Effort, size int) resettable {
	if w, ok := spare[c].Get().(resettable); ok && effort == Fast {
		return w
	}
	if c == gzipCoding {
		level := 6
		if effort == Thorough {
			level = gzip.BestCompression
		}
		w, _ := gzip.NewWriterLevel(nil, level) // fails for levels that there are not
		return w
	}
	options := brotli.WriterOptions{Quality: 5}
	if effort == Thorough {
		options.Quality = brotli.BestCompression
		if size > huge {
			options.Quality = 8
		}
	}
	return brotli.NewWriterOptions(nil, options)
}

// An encoder of zstd is made once, and then used by any number at a time. Its
// window is at most the 8 MB that browsers accept (RFC 9659).
var (
	fastZstd     = sync.OnceValue(func() *zstd.Encoder { return newZstd(zstd.SpeedDefault) })
	thoroughZstd = sync.OnceValue(func() *zstd.Encoder { return newZstd(zstd.SpeedBestCompression) })
)

func zstdEncoder(effort Effort) *zstd.Encoder {
	if effort == Thorough {
		return thoroughZstd()
	}
	return fastZstd()
}

func newZstd(level zstd.EncoderLevel) *zstd.Encoder {
	e, _ := zstd.NewWriter(nil, zstd.WithEncoderLevel(level), zstd.WithEncoderConcurrency(2), zstd.WithWindowSize(8<<20),
		zstd.WithLowerEncoderMem(true)) // fails for options that there are not
	return e
}
