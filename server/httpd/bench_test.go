package httpd

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"testing"

	"carrito/server/site"
)

// sink takes an answer as net/http would, without a network.
type sink struct {
	header http.Header
	status int
	bytes  int64
}

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) WriteHeader(status int)      { s.status = status }
func (s *sink) Write(p []byte) (int, error) { s.bytes += int64(len(p)); return len(p), nil }

func BenchmarkHandler(b *testing.B) {
	h, err := NewHandler(site.Files{Shop: "../../web/shop.json", Products: "../../web/products.json", Web: "../../web"}, log.New(io.Discard, "", 0))
	if err != nil {
		b.Fatal(err)
	}
	<-h.Compressed()
	program := site.HashedName(site.ProgramFile, h.web.load(h.Site(), "app.wasm"))
	for _, bench := range []struct{ name, address, accept string }{
		{"page", "/", "gzip, deflate, br, zstd"},
		{"page as it is", "/", "identity"},
		{"product", "/producto/3", "gzip, deflate, br, zstd"},
		{"program", program, "gzip, deflate, br, zstd"},
		{"program by its plain name", "/web/app.wasm", "gzip, deflate, br, zstd"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			r := httptest.NewRequest("GET", bench.address, nil)
			r.Header.Set("Accept-Encoding", bench.accept)
			w := &sink{header: http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				clear(w.header)
				w.bytes = 0
				h.ServeHTTP(w, r)
			}
			b.ReportMetric(float64(w.bytes), "bytes")
		})
	}
	b.Run("page not seen before", func(b *testing.B) {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Encoding", "br")
		w := &sink{header: http.Header{}}
		b.ReportAllocs()
		for b.Loop() {
			h.current.Load().pages = newPages(pagesLimit)
			h.ServeHTTP(w, r)
		}
	})
}
