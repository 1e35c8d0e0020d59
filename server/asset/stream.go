package asset

import (
	"io"
	"net/http"

	"github.com/klauspost/compress/gzip"
)

// Stream sets the headers for a body that is written while it is sent, because it is too
// large to be kept, and returns where to write it. The body is compressed if the client
// takes gzip. Close ends it.
func Stream(w http.ResponseWriter, r *http.Request, name string) (io.WriteCloser, error) {
	header := w.Header()
	header.Set("Content-Type", Type(name))
	header["Vary"] = vary
	header["Cache-Control"] = Revalidate
	a := parseAccept(r.Header["Accept-Encoding"])
	if a[gzipCoding] == 0 || a[gzipCoding] < a[identity] {
		return plainStream{w}, nil
	}
	header["Content-Encoding"] = encodings[gzipCoding]
	return gzip.NewWriterLevel(w, gzip.BestSpeed)
}

type plainStream struct{ io.Writer }

func (plainStream) Close() error { return nil }
