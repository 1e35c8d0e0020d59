package asset

import (
	"net/http/httptest"
	"strings"
	"testing"
)

// Files are sent as what they are, and kept for ever at the address of their content
// alone.
func TestFiles(t *testing.T) {
	files := NewFiles(map[string][]byte{"page.css": []byte("a {\n  color: red;\n}\n"), "page.js": []byte("/* why */\nalert(1)\n")})
	changed := NewFiles(map[string][]byte{"page.css": []byte("a { color: blue }")})
	for _, test := range []struct{ name, file, address, contentType, want, caching string }{
		{"a style sheet", "page.css", files.Address("page.css"), "text/css", "color", "immutable"},
		{"a script", "page.js", files.Address("page.js"), "text/javascript", "alert(1)", "immutable"},
		{"without its hash", "page.css", "page.css", "text/css", "color", "no-cache"},
		{"of another content", "page.css", changed.Address("page.css"), "text/css", "color", "no-cache"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			files.Send(w, httptest.NewRequest("GET", "/admin/"+test.address, nil), test.file)
			header := w.Header()
			if w.Code != 200 || !strings.HasPrefix(header.Get("Content-Type"), test.contentType) || !strings.Contains(w.Body.String(), test.want) || !strings.Contains(header.Get("Cache-Control"), test.caching) {
				t.Errorf("got %d, %v, %q, want %s with %q, %s", w.Code, header, w.Body, test.contentType, test.want, test.caching)
			}
			if strings.Contains(w.Body.String(), "why") {
				t.Errorf("got %q, want no comments", w.Body)
			}
		})
	}
}
