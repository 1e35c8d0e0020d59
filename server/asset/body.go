// Package asset sends bodies over HTTP in the form that suits each client best,
// without compressing anything twice.
//
// A [Body] is a text or the program, known by its content: [Body.Send] answers
// a request for it with the coding agreed on, the entity tag of that form, and
// "not modified" where the client has it. [Body.Compress] prepares all forms in
// advance; until they are ready a client gets what there is. A [Cache] keeps
// the forms that took long in a folder, from one run to the next.
package asset

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"sync"
	"sync/atomic"
)

// Body is content of one type in every form it is sent in. It is safe for
// concurrent use, and never changes but for forms that become ready.
type Body struct {
	sum    string // SHA-256 of the content, in hexadecimal
	effort Effort
	plain  form
	coded  [identity]slot

	// Headers, as the slices net/http wants, so that sending allocates nothing.
	contentType []string
	tags        [codings][]string
}

// form is the content in one coding.
type form struct {
	body   []byte
	length []string // as the value of a header
}

// slot holds a form once it is made.
type slot struct {
	mu   sync.Mutex // held while it is made
	made atomic.Bool
	form atomic.Pointer[form] // nil until ready, and for good where it would not be smaller
}

// New returns a body of content, which must not be changed any more. With
// [Fast] its forms are made when first asked for; else by [Body.Compress].
func New(contentType string, content []byte, effort Effort) *Body {
	sum := sha256.Sum256(content)
	b := &Body{sum: hex.EncodeToString(sum[:]), effort: effort, plain: newForm(content), contentType: []string{contentType}}
	for c := range codings {
		tag := b.sum[:24] // of 96 bits, more than enough to be another for any other content
		if c != identity {
			tag += "-" + names[c]
		}
		b.tags[c] = []string{`"` + tag + `"`}
	}
	return b
}

func newForm(body []byte) form { return form{body, []string{strconv.Itoa(len(body))}} }

// Hash is short, and another one for any other content.
func (b *Body) Hash() string { return b.sum[:16] }

// Content returns the content itself.
func (b *Body) Content() []byte { return b.plain.body }

// Size is what the body takes in memory with the forms it has so far, in bytes.
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

// Sizes are the lengths of a body's forms in bytes, 0 of those that there are
// not.
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

// Twins returns the forms that are ready, by the ends of the names under which
// servers look for them beside a file: .br, .zst and .gz.
func (b *Body) Twins() map[string][]byte {
	twins := map[string][]byte{}
	for c, end := range [identity]string{".br", ".zst", ".gz"} {
		if f := b.coded[c].form.Load(); f != nil {
			twins[end] = f.body
		}
	}
	return twins
}

// Compress makes every form, the quick ones first, and returns when all are
// there. The cache may be nil.
func (b *Body) Compress(cache *Cache) { b.CompressWhile(always, cache) }

// CompressWhile is Compress, but stops where wanted does not hold any more, which
// it asks again and again. What was not finished may be made another time.
func (b *Body) CompressWhile(wanted func() bool, cache *Cache) {
	for c := identity - 1; c >= 0; c-- {
		b.make(c, wanted, cache)
	}
}

// CompressQuickly makes the forms that take no more than a second.
func (b *Body) CompressQuickly(cache *Cache) {
	b.make(gzipCoding, always, cache)
	b.make(zstdCoding, always, cache)
}

func always() bool { return true }

// make makes one form, once, however many ask for it. A form that is not
// smaller than the content is none.
func (b *Body) make(c coding, wanted func() bool, cache *Cache) {
	s := &b.coded[c]
	if s.made.Load() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.made.Load() || !wanted() {
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
	s.made.Store(true)
}

// form returns the form in a coding, or nil where there is none yet.
func (b *Body) form(c coding) *form {
	if c == identity {
		return &b.plain
	}
	if b.effort == Fast {
		b.make(c, always, nil)
	}
	return b.coded[c].form.Load()
}
