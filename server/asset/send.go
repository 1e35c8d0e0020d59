package asset

import (
	"bytes"
	"net/http"
	"strings"
	"time"
)

// Caching is what a client may do with an answer, as the value of the header
// Cache-Control.
type Caching []string

var (
	// Revalidate lets a client keep the answer, and makes it ask each time
	// whether it is still right.
	Revalidate = Caching{"no-cache"}
	// Forever is for addresses that carry the hash of their content.
	Forever = Caching{"public, max-age=31536000, immutable"}
)

var (
	vary        = []string{"Accept-Encoding"}
	acceptBytes = []string{"bytes"}
	encodings   = [identity][]string{{names[0]}, {names[1]}, {names[2]}}
)

// Send answers GET or HEAD with the body. Only an answer of status 200 has an
// entity tag and may be "not modified" or a part.
func (b *Body) Send(w http.ResponseWriter, r *http.Request, status int, caching Caching) {
	header := w.Header()
	header["Vary"] = vary
	header["Cache-Control"] = caching
	a := parseAccept(r.Header["Accept-Encoding"])
	c := a.best(func(c coding) bool { return b.form(c) != nil })
	if status == http.StatusOK {
		if held, ok := b.held(a, c, r.Header["If-None-Match"]); ok {
			header["Etag"] = b.tags[held]
			w.WriteHeader(http.StatusNotModified)
			return
		}
		header["Etag"] = b.tags[c]
	}
	header["Content-Type"] = b.contentType
	f := b.form(c)
	if c != identity {
		header["Content-Encoding"] = encodings[c]
	} else if status == http.StatusOK {
		header["Accept-Ranges"] = acceptBytes
		if partial(r.Header) {
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.body))
			return
		}
	}
	header["Content-Length"] = f.length
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(f.body)
	}
}

// partial reports whether a request asks for a part, or on terms that are left
// to net/http. Parts are of the content as it is, never of a coded form: where
// one is agreed on, the whole is sent, as RFC 9110, 14.2 allows.
func partial(header http.Header) bool {
	return header["Range"] != nil || header["If-Match"] != nil
}

// held returns the coding in which the client has this very content, according
// to If-None-Match, if it can still use it. It may be another than the one it
// would be sent: what it got before a smaller form was ready is as good.
func (b *Body) held(a accepted, best coding, lines []string) (coding, bool) {
	for _, line := range lines {
		if strings.TrimSpace(line) == "*" {
			return best, true
		}
		for line != "" {
			var tag string
			tag, line, _ = strings.Cut(line, ",")
			tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
			for c := range codings {
				if tag == b.tags[c][0] && (a[c] > 0 || c == best) {
					return c, true
				}
			}
		}
	}
	return 0, false
}
