// Package asset sends bodies over HTTP in the coding that suits each client
// best. It compresses nothing twice.
//
// A [Body] is a text or the program. [Body.Send] answers a request with the
// negotiated coding and its entity tag, or with "not modified" if the client
// already has the content. [Body.SendForever] sends a client that has an earlier
// version only what changed. [Body.Compress] prepares all codings in advance;
// until they are ready, clients get one that is. A [Cache] stores the forms
// that took long in a folder for the next run.
package asset

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"sync"
	"sync/atomic"
)

// Body is content of one media type, in every coding. It is safe for concurrent
// use. It never changes, except that further forms become ready.
type Body struct {
	sum    string // SHA-256 of the content, in hexadecimal
	effort Effort
	plain  form
	coded  [identity]slot
	deltas deltas

	// Header values as slices, which net/http wants, so that sending allocates nothing.
	contentType []string
	tags        [codings][]string
}

// form is the content in one coding.
type form struct {
	body   []byte
	length []string // value of the header Content-Length
}

// slot holds a form once it is ready.
type slot struct {
	mu   sync.Mutex // held during compression
	done atomic.Bool
	form atomic.Pointer[form] // nil until done, and afterwards if it would not be smaller
}

// New returns a body with the given content, which must not change afterwards.
// With [Fast], its forms are compressed on first use; with [Thorough], by
// [Body.Compress].
func New(contentType string, content []byte, effort Effort) *Body {
	content = clip(content)
	sum := sha256.Sum256(content)
	b := &Body{sum: hex.EncodeToString(sum[:]), effort: effort, plain: newForm(content), contentType: []string{contentType}}
	for c := range codings {
		tag := b.sum[:24] // 96 bits, enough to differ for any other content
		if c != identity {
			tag += "-" + codingNames[c]
		}
		b.tags[c] = []string{`"` + tag + `"`}
	}
	return b
}

func newForm(body []byte) form { return form{body, []string{strconv.Itoa(len(body))}} }

// Replaces reports whether the body is as good as another of the same content: it gets the
// same effort or more.
func (b *Body) Replaces(other *Body) bool { return b.effort >= other.effort }

// HashLength is the length of what [Body.Hash] returns.
const HashLength = 16

// Hash returns a short hash of the content, in hexadecimal.
func (b *Body) Hash() string { return b.sum[:HashLength] }

// Content returns the content itself.
func (b *Body) Content() []byte { return b.plain.body }

// Size returns the memory that the body takes with the forms that are ready, in
// bytes. It does not count deltas, which pages do not have.
func (b *Body) Size() int {
	const overhead = 1 << 10 // headers, tags
	size := overhead + cap(b.plain.body)
	for c := range b.coded {
		if f := b.coded[c].form.Load(); f != nil {
			size += cap(f.body)
		}
	}
	return size
}

// Sizes holds the lengths of a body's forms in bytes. It is 0 for forms that do
// not exist.
type Sizes struct{ Plain, Brotli, Zstd, Gzip int }

// Sizes returns the lengths of the forms that are ready.
func (b *Body) Sizes() Sizes {
	length := func(c coding) int {
		if f := b.coded[c].form.Load(); f != nil {
			return len(f.body)
		}
		return 0
	}
	return Sizes{len(b.plain.body), length(brotliCoding), length(zstdCoding), length(gzipCoding)}
}

// Precompressed returns the forms that are ready, by the file extensions with
// which servers look for them: .br, .zst and .gz.
func (b *Body) Precompressed() map[string][]byte {
	forms := map[string][]byte{}
	for c, extension := range Extensions {
		if f := b.coded[c].form.Load(); f != nil {
			forms[extension] = f.body
		}
	}
	return forms
}

// Compress makes every form, the quickest first, and returns when all are
// ready. cache may be nil.
func (b *Body) Compress(cache *Cache) { b.CompressWhile(always, cache) }

// CompressWhile is like Compress, but stops when wanted returns false. It calls
// wanted again and again. A later call makes the forms that were not finished.
func (b *Body) CompressWhile(wanted func() bool, cache *Cache) {
	for c := identity - 1; c >= 0; c-- {
		b.prepare(c, wanted, cache)
	}
}

// CompressQuickly makes the forms that take no more than a second.
func (b *Body) CompressQuickly(cache *Cache) {
	b.prepare(gzipCoding, always, cache)
	b.prepare(zstdCoding, always, cache)
}

func always() bool { return true }

// prepare makes one form, and does so once, however many goroutines call it. It
// discards a form that is not smaller than the content.
func (b *Body) prepare(c coding, wanted func() bool, cache *Cache) {
	s := &b.coded[c]
	if s.done.Load() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.done.Load() || !wanted() {
		return
	}
	body, ok := cache.compress(c, b, wanted)
	if !ok {
		return
	}
	if len(body) < len(b.plain.body) {
		f := newForm(body)
		s.form.Store(&f)
	}
	s.done.Store(true)
}

// form returns the form in a coding, or nil if there is none yet.
func (b *Body) form(c coding) *form {
	if c == identity {
		return &b.plain
	}
	if b.effort == Fast {
		b.prepare(c, always, nil)
	}
	return b.coded[c].form.Load()
}
