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
	vary        = []string{"Accept-Encoding"}
	acceptBytes = []string{"bytes"}
	encodings   = [identity][]string{{codingNames[0]}, {codingNames[1]}, {codingNames[2]}}
)

// Send answers GET or HEAD with the body. Only an answer of status 200 has an
// entity tag and can become "not modified" or a range.
func (b *Body) Send(w http.ResponseWriter, r *http.Request, status int, caching Caching) {
	header := w.Header()
	header["Vary"] = vary
	header["Cache-Control"] = caching
	a := parseAccept(r.Header["Accept-Encoding"])
	c := a.best(func(c coding) bool { return b.form(c) != nil })
	if status == http.StatusOK {
		if current, ok := b.current(a, c, r.Header["If-None-Match"]); ok {
			header["Etag"] = b.tags[current]
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

// partial reports whether a request asks for a range or has a condition that
// net/http checks. Ranges are of the plain content. If a coding was negotiated,
// the answer is the whole body, as RFC 9110, 14.2 allows.
func partial(header http.Header) bool {
	return header["Range"] != nil || header["If-Match"] != nil
}

// current returns the coding in which the client has this content, according to
// If-None-Match, if it still accepts that coding. That may differ from the best
// coding, because the client may have got the content before a smaller form was
// ready.
func (b *Body) current(a accepted, best coding, lines []string) (coding, bool) {
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
