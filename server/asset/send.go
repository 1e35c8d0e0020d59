package asset

import (
	"bytes"
	"net/http"
	"strings"
	"time"
)

// Caching is a value of the header Cache-Control.
type Caching []string

var (
	// Revalidate lets a client store the answer, but makes it check every time
	// whether it is still current.
	Revalidate = Caching{"no-cache"}
	// Forever is for addresses that contain the hash of their content.
	Forever = Caching{"public, max-age=31536000, immutable"}
)

var (
	vary           = []string{"Accept-Encoding"}
	varyDictionary = []string{"Accept-Encoding, Available-Dictionary"}
	acceptBytes    = []string{"bytes"}
	encodings      = [codings][]string{{codingNames[0]}, {codingNames[1]}, {codingNames[2]}, nil}
	deltaEncoding  = []string{deltaCoding}
)

// Send answers GET or HEAD with the body. Only an answer of status 200 has an
// entity tag and can become "not modified" or a range.
func (b *Body) Send(w http.ResponseWriter, r *http.Request, status int, caching Caching) {
	header := w.Header()
	header["Vary"] = vary
	header["Cache-Control"] = caching
	a := parseAccept(r.Header["Accept-Encoding"])
	b.answer(w, r, status, a, b.best(a), nil)
}

// SendForever answers GET or HEAD for an address that contains the hash of the
// content. If the content is large, the client is told to use it as a dictionary for
// later versions. A client that has an earlier version gets only what changed, once
// that is ready.
func (b *Body) SendForever(w http.ResponseWriter, r *http.Request, from Dictionaries) {
	if !b.hasDeltas() {
		b.Send(w, r, http.StatusOK, Forever)
		return
	}
	header := w.Header()
	header["Vary"] = varyDictionary
	header["Cache-Control"] = Forever
	accept := r.Header["Accept-Encoding"]
	a := parseAccept(accept)
	best := b.best(a)
	if q := deltaQuality(accept); q > 0 && q >= best.q {
		if d := b.delta(r.Header, from); d != nil {
			best = representation{&d.form, deltaEncoding, d.tag, q}
		}
	}
	b.answer(w, r, http.StatusOK, a, best, from.use())
}

// representation is a form with the headers that it is sent with.
type representation struct {
	form     *form
	encoding []string // nil for the content itself
	tag      []string
	q        float64 // the client's quality value
}

// best returns the representation that the client prefers among those that are
// ready.
func (b *Body) best(a accepted) representation {
	c := a.best(func(c coding) bool { return b.form(c) != nil })
	return representation{b.form(c), encodings[c], b.tags[c], a[c]}
}

// answer answers with the best representation for a client. use is the value of
// Use-As-Dictionary, or nil.
func (b *Body) answer(w http.ResponseWriter, r *http.Request, status int, a accepted, best representation, use []string) {
	header := w.Header()
	if status == http.StatusOK {
		if tag := b.current(r.Header, a, best); tag != nil {
			header["Etag"] = tag
			w.WriteHeader(http.StatusNotModified)
			return
		}
		header["Etag"] = best.tag
	}
	header["Content-Type"] = b.contentType
	if best.encoding != nil {
		header["Content-Encoding"] = best.encoding
	} else if status == http.StatusOK {
		header["Accept-Ranges"] = acceptBytes
		if partial(r.Header) {
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(best.form.body))
			return
		}
	}
	if use != nil {
		header["Use-As-Dictionary"] = use
	}
	header["Content-Length"] = best.form.length
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(best.form.body)
	}
}

// partial reports whether a request asks for a range or has a condition that
// net/http checks. Ranges are of the plain content. If a coding was negotiated,
// the answer is the whole body, as RFC 9110, 14.2 allows.
func partial(header http.Header) bool {
	return header["Range"] != nil || header["If-Match"] != nil
}

// current returns the entity tag under which the client has this content, according
// to If-None-Match, if it still accepts the coding. That may be another coding than
// the best one, because the client may have got the content before a smaller form
// was ready. current returns nil if the client does not have the content.
func (b *Body) current(header http.Header, a accepted, best representation) []string {
	for _, line := range header["If-None-Match"] {
		if strings.TrimSpace(line) == "*" {
			return best.tag
		}
		for line != "" {
			var tag string
			tag, line, _ = strings.Cut(line, ",")
			tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
			for c := range codings {
				if known := b.tags[c]; tag == known[0] && (a[c] > 0 || tag == best.tag[0]) {
					return known
				}
			}
			if b.isDeltaTag(tag) && deltaQuality(header["Accept-Encoding"]) > 0 {
				return []string{tag}
			}
		}
	}
	return nil
}
