package httpd

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"carrito/server/site"
)

// The feeds are sent with the stock as it is, compressed if the client takes that.
func TestFeeds(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	for address, kind := range map[string]string{site.GoogleFeed: "application/xml", site.MetaFeed: "text/csv; charset=utf-8"} {
		for _, coding := range []string{"", "gzip"} {
			r := httptest.NewRequest(http.MethodGet, address, nil)
			r.Header.Set("Accept-Encoding", coding)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			answer := w.Result()
			if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != kind || answer.Header.Get("Content-Encoding") != coding {
				t.Errorf("%s with %q: got %d, %v", address, coding, answer.StatusCode, answer.Header)
			}
			var body io.Reader = answer.Body
			if coding != "" {
				z, err := gzip.NewReader(body)
				if err != nil {
					t.Fatal(err)
				}
				body = z
			}
			content, err := io.ReadAll(body)
			if err != nil || !strings.Contains(string(content), "http://example.com/producto/1") {
				t.Errorf("%s: got %.200s, %v, want full addresses", address, content, err)
			}
			if address == site.MetaFeed {
				if rows, err := csv.NewReader(strings.NewReader(string(content))).ReadAll(); err != nil || len(rows) < 2 {
					t.Errorf("got %d rows, %v, want all products", len(rows), err)
				}
			}
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodHead, address, nil))
		if w.Code != http.StatusOK || w.Body.Len() > 0 {
			t.Errorf("HEAD %s: got %d and %d bytes, want headers only", address, w.Code, w.Body.Len())
		}
	}
}

// The picture of a link preview is cached for ever at its own address only.
func TestCards(t *testing.T) {
	h, _ := newHandler(t, site.Files{Shop: "../../web/shop.json", Products: "../../web/products.json", Web: "../../web"})
	_, present, err := h.Site().Card(site.CardFolder + "7.x.jpg")
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{present: "public, max-age=31536000, immutable", site.CardFolder + "7.0123456789abcdef.jpg": "no-cache"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/jpeg" || w.Header().Get("Cache-Control") != want {
			t.Errorf("%s: got %d, %v, want a JPEG with %s", address, w.Code, w.Header(), want)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, site.CardFolder+"9999.0123456789abcdef.jpg", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("got %d, want 404 for a product that does not exist", w.Code)
	}
}
