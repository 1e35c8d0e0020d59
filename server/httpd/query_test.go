package httpd

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// The field for searches holds what was searched for before the program starts, and
// the page is made once all the same.
func TestSearchedTextIsServed(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	for _, address := range []string{
		"/?q=gorra", "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/?q=a%26b'%C3%B1&utm=1", "/?q=", "/?q=+", "/?q=%0D%0A", "/?q=" + strings.Repeat("x", 500), "/",
		"/producto/1?q=gorra", "/producto/1?variante=9&q=x", "/carrito?q=gorra", "/categoria/gorros?q=a&orden=precio", "/buscar?q=gorra", "/buscar?q=+gorra+", "/buscar", "/nada?q=gorra",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		want, err := h.Site().Page(u)
		if err != nil {
			t.Fatal(err)
		}
		for _, coding := range []string{"", "gzip"} {
			w := httptest.NewRecorder()
			r := httptest.NewRequest("GET", address, nil)
			r.Header.Set("Accept-Encoding", coding)
			h.ServeHTTP(w, r)
			if got := unzipped(t, w.Result().Header.Get("Content-Encoding"), w.Body); w.Code != want.Status || got != string(want.HTML) {
				t.Errorf("%s: got %d and %d bytes, want %d and the %d bytes of the page that reads it", address, w.Code, len(got), want.Status, len(want.HTML))
			}
		}
	}
	if got := len(h.current.Load().pages.entries); got != 9 {
		t.Errorf("got %d pages made, want 9", got)
	}
}

func unzipped(t *testing.T, coding string, body io.Reader) string {
	t.Helper()
	if coding == "gzip" {
		var err error
		if body, err = gzip.NewReader(body); err != nil {
			t.Fatal(err)
		}
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A page is made once, whatever is added to its address.
func TestAddedQueriesAreKeptOnce(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	pages := h.current.Load().pages
	for _, address := range []string{"/", "/producto/1", "/categoria/gorros", "/carrito", "/buscar?q=gorra", "/producto/1?variante=9"} {
		for i := range 20 {
			join := "?"
			if strings.Contains(address, "?") {
				join = "&"
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest("GET", fmt.Sprintf("%s%sutm=%d&pagina=x%d", address, join, i, i), nil))
			if w.Code != 200 {
				t.Fatalf("%s: got %d, want 200", address, w.Code)
			}
		}
	}
	if got := len(pages.entries); got != 6 {
		t.Errorf("got %d pages made, want 6", got)
	}
}
