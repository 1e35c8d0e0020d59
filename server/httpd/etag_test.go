package httpd

import (
	"strings"
	"testing"
)

// A changed price is news to every browser; before the change nothing is sent
// twice.
func TestETag(t *testing.T) {
	files := folder(t)
	h, _ := newHandler(t, files)
	server := serveTest(t, h)
	before := map[string]answer{}
	addresses := []string{"/", "/producto/1", "/categoria/gorros", "/web/products.json"}
	for _, address := range addresses {
		got := ask(t, "GET", server+address)
		if got.header.Get("ETag") == "" || got.header.Get("Cache-Control") != "no-cache" {
			t.Fatalf("%s: got ETag %q, Cache-Control %q, want a tag and no-cache", address, got.header.Get("ETag"), got.header.Get("Cache-Control"))
		}
		again := ask(t, "GET", server+address, "If-None-Match: "+got.header.Get("ETag"))
		if again.status != 304 || again.body != "" {
			t.Errorf("%s before the change: got %d with %d bytes, want 304 with none", address, again.status, len(again.body))
		}
		before[address] = got
	}
	write(t, files.Products, price("12.34"))
	h.reload()
	for _, address := range addresses {
		tag := before[address].header.Get("ETag")
		got := ask(t, "GET", server+address, "If-None-Match: "+tag)
		if got.status != 200 || !strings.Contains(got.body, "12.34") || strings.Contains(got.body, "39.90") {
			t.Errorf("%s after the change: got %d, want 200 with the new price only", address, got.status)
		}
		if got.header.Get("ETag") == tag {
			t.Errorf("%s: got the same tag %s, want another", address, tag)
		}
	}
}

// What is not found is never kept: it may be there tomorrow.
func TestNotFoundHasNoETag(t *testing.T) {
	server := small(t)
	got := ask(t, "GET", server.URL+"/producto/99", "If-None-Match: *")
	if got.status != 404 || got.header.Get("ETag") != "" {
		t.Errorf("got %d and ETag %q, want 404 and none", got.status, got.header.Get("ETag"))
	}
}
