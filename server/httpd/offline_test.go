package httpd

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What makes the shop work without a network keeps its address, is asked for
// again each time, and names files that are there for ever.
func TestOfflineFiles(t *testing.T) {
	files := folder(t)
	write(t, filepath.Join(files.Web, "worker.js"), "self.buildInfo")
	h, _ := newHandler(t, files)
	server := serveTest(t, h)
	for address, kind := range map[string]string{
		"/worker.js": "text/javascript; charset=utf-8", "/manifest.webmanifest": "application/manifest+json", "/web/current.json": "application/json",
	} {
		got := ask(t, "GET", server+address)
		if got.status != 200 || got.header.Get("Content-Type") != kind || got.header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: got %d, %q and %q, want 200, %q and no-cache", address, got.status, got.header.Get("Content-Type"), got.header.Get("Cache-Control"), kind)
		}
		if again := ask(t, "GET", server+address, "If-None-Match: "+got.header.Get("ETag")); again.status != 304 {
			t.Errorf("%s again: got %d, want 304", address, again.status)
		}
		if head := ask(t, "HEAD", server+address); head.status != 200 || head.body != "" || head.header.Get("ETag") != got.header.Get("ETag") {
			t.Errorf("HEAD %s: got %d with %d bytes, want 200 with none", address, head.status, len(head.body))
		}
		for _, asset := range named(got.body) {
			if strings.Contains(asset, "wasm_exec") || strings.Contains(asset, "icons") {
				continue // not in this folder
			}
			if got := ask(t, "GET", server+asset); got.status != 200 || !strings.Contains(got.header.Get("Cache-Control"), "immutable") {
				t.Errorf("%s names %s: got %d and %q, want 200 for ever", address, asset, got.status, got.header.Get("Cache-Control"))
			}
		}
	}
	worker := ask(t, "GET", server+"/worker.js").body
	shell := ask(t, "GET", server+regexp.MustCompile(`/web/assets/shell\.[^"]*`).FindString(worker))
	if shell.header.Get("Content-Type") != "text/html; charset=utf-8" || !strings.Contains(shell.body, `id="cart-count"`) {
		t.Errorf("got the shell %q, want a page", shell.body)
	}
}

// A changed worker is taken up like every other file.
func TestWorkerIsWatched(t *testing.T) {
	files := folder(t)
	write(t, filepath.Join(files.Web, "worker.js"), "self.buildInfo")
	h, log := newHandler(t, files)
	server := serveTest(t, h)
	watching(t, h, log)
	write(t, filepath.Join(files.Web, "worker.js"), "self.buildInfo,another")
	eventually(t, "changed worker", func() bool { return strings.Contains(ask(t, "GET", server+"/worker.js").body, "another") })
}
