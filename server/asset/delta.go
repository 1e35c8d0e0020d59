package asset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"math/bits"
	"net/http"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// deltaCoding is the content coding of a delta: a header with the hash of a
// dictionary, and a frame of zstd that refers to the dictionary (RFC 9842, 5).
const deltaCoding = "dcz"

// deltaMagic begins every delta. The hash of the dictionary follows.
const deltaMagic = "\x5e\x2a\x4d\x18\x20\x00\x00\x00"

// maxDeltas is how many dictionaries are tried for a body. The cache's folder has
// as many versions of the program.
const maxDeltas = 8

// delta is the content of a body as the changes since a dictionary.
type delta struct {
	form form
	tag  []string
}

// deltas are the deltas of a body.
type deltas struct {
	mu   sync.Mutex
	made map[string]*delta // by the hash of the dictionary; nil if a delta would not be smaller
}

// making is full while a delta is made. One is made at a time: it takes 85 MB of
// memory, for a sixth of a second.
var making = make(chan struct{}, 1)

// delta returns the delta for the dictionary that the client has, or nil. If there
// could be one, delta starts to make it for later requests.
func (b *Body) delta(header http.Header, from Dictionaries) *delta {
	sum, ok := dictionarySum(header["Available-Dictionary"])
	if !ok || sum == b.sum || !allowsDelta(header) {
		return nil
	}
	b.deltas.mu.Lock()
	defer b.deltas.mu.Unlock()
	d, tried := b.deltas.made[sum]
	if !tried && len(b.deltas.made) < maxDeltas && b.coded[brotliCoding].done.Load() {
		b.startDelta(sum, from)
	}
	return d
}

// startDelta makes a delta in the background, unless one is being made. A hash of
// which the server has no content costs only a look into the folder.
func (b *Body) startDelta(sum string, from Dictionaries) {
	select {
	case making <- struct{}{}:
	default:
		return
	}
	go func() {
		defer func() { <-making }()
		dictionary, found := from.find(sum)
		if !found {
			return
		}
		d := b.makeDelta(sum, dictionary)
		b.deltas.mu.Lock()
		defer b.deltas.mu.Unlock()
		if b.deltas.made == nil {
			b.deltas.made = map[string]*delta{}
		}
		b.deltas.made[sum] = d
	}()
}

// makeDelta makes a delta. It returns nil if the delta would not be smaller than
// the content in Brotli.
func (b *Body) makeDelta(sum string, dictionary []byte) *delta {
	if !alike(len(dictionary), len(b.plain.body)) {
		return nil
	}
	encoded := encodeDelta(dictionary, b.plain.body)
	least := &b.plain
	if packed := b.coded[brotliCoding].form.Load(); packed != nil {
		least = packed
	}
	if encoded == nil || len(encoded) >= len(least.body) {
		return nil
	}
	return &delta{newForm(encoded), []string{b.deltaTag() + sum[:tagSum] + `"`}}
}

// browserWindow is the largest window in bytes that every browser accepts. If the
// dictionary is larger, browsers accept a window of 1.25 times its size.
const browserWindow = 8 << 20

// hasDeltas reports whether the body may be sent as a delta, and is a dictionary for
// later versions.
func (b *Body) hasDeltas() bool { return b.large() && len(b.plain.body) <= maxThorough }

// alike reports whether a dictionary of one size may suit a content of another.
func alike(dictionary, content int) bool {
	return dictionary >= content/2 && dictionary <= content*2 && content <= max(browserWindow, dictionary/4*5)
}

// encodeDelta returns the delta from the dictionary to the content. It returns nil
// if the delta does not decode to the content again.
func encodeDelta(dictionary, content []byte) []byte {
	// The encoder's window reaches back over all of both. In a single segment the frame
	// itself asks for no larger window than its content.
	window := 1 << bits.Len(uint(len(dictionary)+len(content)))
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1),
		zstd.WithEncoderDictRaw(0, dictionary), zstd.WithWindowSize(window), zstd.WithSingleSegment(true), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil
	}
	sum := sha256.Sum256(dictionary)
	header := append([]byte(deltaMagic), sum[:]...)
	encoded := encoder.EncodeAll(content, header)
	decoded, err := decodeDelta(dictionary, encoded)
	if err != nil || !bytes.Equal(decoded, content) {
		return nil
	}
	return bytes.Clone(encoded) // without spare capacity, since it stays in memory
}

// decodeDelta returns the content of a delta as a browser does.
func decodeDelta(dictionary, encoded []byte) ([]byte, error) {
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderDictRaw(0, dictionary),
		zstd.WithDecoderMaxWindow(uint64(max(browserWindow, len(dictionary)/4*5))))
	if err != nil {
		return nil, err
	}
	defer decoder.Close()
	return decoder.DecodeAll(encoded[len(deltaMagic)+sha256.Size:], nil)
}

// tagSum is how much of a dictionary's hash is in the tag of a delta, in digits.
const tagSum = 16

// deltaTag returns how the entity tags of the body's deltas begin. The hash of the
// dictionary follows.
func (b *Body) deltaTag() string { return `"` + b.sum[:24] + "-" + deltaCoding + "-" }

// isDeltaTag reports whether an entity tag is of a delta of the body, whichever the
// dictionary.
func (b *Body) isDeltaTag(tag string) bool {
	prefix := b.deltaTag()
	if len(tag) != len(prefix)+tagSum+1 || tag[:len(prefix)] != prefix || tag[len(tag)-1] != '"' {
		return false
	}
	_, err := hex.DecodeString(tag[len(prefix) : len(tag)-1])
	return err == nil
}
