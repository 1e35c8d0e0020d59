package asset

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"testing"

	"carrito/server/shoptest/large"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// Thousands of small bodies are compressed one after the other when a large shop starts.
// None of them makes the garbage of a large one, and their forms have no spare capacity.
func TestSmallBodiesMakeLittleGarbage(t *testing.T) {
	products := large.Products(60)
	for _, size := range []int{500, 2000, 8000, 25_000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			content := products[:size]
			for c := range identity {
				var before, after runtime.MemStats
				compress(c, content, Thorough, always) // there is a writer to spare then
				runtime.ReadMemStats(&before)
				form, _ := compress(c, content, Thorough, always)
				runtime.ReadMemStats(&after)
				made := after.TotalAlloc - before.TotalAlloc
				if most := uint64(6 << 20); made > most {
					t.Errorf("%s: got %d kB of memory used, want %d at most", codingNames[c], made>>10, most>>10)
				}
				if spare := cap(form) - len(form); spare > len(form)/8+64 {
					t.Errorf("%s: got %d bytes with %d to spare, want none but what Go rounds up", codingNames[c], len(form), spare)
				}
			}
		})
	}
	grown := append(make([]byte, 0, 1<<20), products[:5000]...)
	if b := New("", grown, Thorough); cap(b.Content()) > 6000 {
		t.Errorf("got a content with %d bytes to spare, want few", cap(b.Content())-5000)
	}
}

// A writer that is used again makes the same bytes as a new one, also after a text that was
// given up halfway. Exports are the same each time.
func TestSpareWritersMakeTheSame(t *testing.T) {
	products := large.Products(1000)
	for _, size := range []int{10, 1008, 1009, 25_000, 12_000, 16_368, 16_369, 60_000, 25_001} {
		for at := range 2 {
			content := products[at*40_000:][:size]
			for c := range identity {
				steps := 0
				compress(c, products[:2*step], Thorough, func() bool { steps++; return steps < 2 })
				got, _ := compress(c, content, Thorough, always)
				again, _ := compress(c, content, Thorough, always)
				if !bytes.Equal(got, again) {
					t.Errorf("%s, %d bytes: got other bytes the second time, want the same", codingNames[c], size)
				}
				if want := fresh(c, content); want != nil && !bytes.Equal(got, want) {
					t.Errorf("%s, %d bytes: got %d bytes, want the %d of a new writer", codingNames[c], size, len(got), len(want))
				}
			}
			var usual bytes.Buffer
			w := brotli.NewWriterLevel(&usual, brotli.BestCompression)
			w.Write(content)
			w.Close()
			if got, _ := compress(brotliCoding, content, Thorough, always); len(got) > usual.Len()+1 {
				t.Errorf("%d bytes: got %d in Brotli, want %d as with the usual window", size, len(got), usual.Len())
			} else if plain, err := io.ReadAll(brotli.NewReader(bytes.NewReader(got))); err != nil || !bytes.Equal(plain, content) {
				t.Errorf("%d bytes: got another text in Brotli, %v", size, err)
			}
		}
	}
}

// fresh compresses with a new writer, or returns nil for zstd, whose encoders have no state.
func fresh(c coding, content []byte) []byte {
	var b bytes.Buffer
	var w io.WriteCloser
	switch c {
	case brotliCoding:
		w = brotli.NewWriterOptions(&b, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: window(len(content))})
	case gzipCoding:
		w, _ = gzip.NewWriterLevel(&b, gzip.BestCompression)
	default:
		return nil
	}
	w.Write(content)
	w.Close()
	return b.Bytes()
}
