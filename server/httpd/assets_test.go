package httpd

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/server/site"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// inCodings are what clients send, and the coding they get.
var inCodings = map[string]string{"identity": "", "br": "br", "zstd": "zstd", "gzip": "gzip", "gzip, deflate, br, zstd": "br", "gzip;q=0, *;q=0.5": "br"}

// decoded returns the body of an answer without its coding.
func decoded(t *testing.T, a answer) string {
	t.Helper()
	var r io.Reader = strings.NewReader(a.body)
	var err error
	switch a.header.Get("Content-Encoding") {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		r, err = gzip.NewReader(r)
	case "zstd":
		r, err = zstd.NewReader(r)
	}
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// named are the hashed addresses in a page.
func named(page string) []string {
	return regexp.MustCompile(`/web/assets/[\w.-]+`).FindAllString(page, -1)
}

// asset returns the hashed address of a file in a page.
func assetIn(t *testing.T, page, name string) string {
	t.Helper()
	for _, address := range named(page) {
		if strings.HasPrefix(address, site.AssetsFolder+name+".") {
			return address
		}
	}
	t.Fatalf("got no address of %s in the page, want one", name)
	return ""
}

// wait waits until the shop is compressed.
func wait(t *testing.T, h *Handler) {
	t.Helper()
	select {
	case <-h.Compressed():
	case <-time.After(time.Minute):
		t.Fatal("got nothing compressed within a minute")
	}
}

// long are files that are worth compressing, and no program, which takes long.
func long(t *testing.T) (site.Files, *Handler) {
	t.Helper()
	files := folder(t)
	for _, name := range []string{"boot.js", "app.wasm", "rest.wasm", "css/tokens.css", "images/a.svg", "wasm_exec.js", "icons.svg"} {
		text := "/* " + strings.Repeat(name+" and so on; ", 50) + " */"
		if path.Ext(name) == ".svg" {
			text = `<svg xmlns="http://www.w3.org/2000/svg">` + text + "</svg>"
		}
		write(t, filepath.Join(files.Web, name), text)
	}
	h, _ := newHandler(t, files)
	wait(t, h)
	return files, h
}

func TestCodings(t *testing.T) {
	_, h := long(t)
	server := serveTest(t, h)
	page := ask(t, "GET", server+"/").body
	addresses := append(named(page), "/", "/producto/1", "/producto/9", "/nada", "/sitemap.xml", "/web/products.json",
		"/web/boot.js", "/web/app.wasm", "/web/rest.wasm", "/web/images/a.svg")
	ask(t, "GET", server+"/web/images/a.svg") // is compressed from here on
	eventually(t, "picture compressed", func() bool {
		return ask(t, "GET", server+"/web/images/a.svg", "Accept-Encoding: br").header.Get("Content-Encoding") == "br"
	})
	for _, address := range addresses {
		plain := ask(t, "GET", server+address)
		for accept, want := range inCodings {
			got := ask(t, "GET", server+address, "Accept-Encoding: "+accept)
			coding := got.header.Get("Content-Encoding")
			if small := len(plain.body) < 300; coding != want && !small {
				t.Errorf("%s for %q: got %q, want %q", address, accept, coding, want)
			}
			if got.status != plain.status || decoded(t, got) != plain.body {
				t.Errorf("%s for %q: got another content, want the same", address, accept)
			}
			if got.header.Get("Vary") != "Accept-Encoding" || got.header.Get("Content-Length") != strconv.Itoa(len(got.body)) {
				t.Errorf("%s for %q: got %v, want Vary and the length %d", address, accept, got.header, len(got.body))
			}
			head := ask(t, "HEAD", server+address, "Accept-Encoding: "+accept)
			head.header.Del("Date")
			got.header.Del("Date")
			if head.body != "" || fmt.Sprint(head.header) != fmt.Sprint(got.header) {
				t.Errorf("HEAD %s for %q: got %v, want %v", address, accept, head.header, got.header)
			}
		}
	}
}

// Only what carries the hash of its content is kept without asking.
func TestImmutable(t *testing.T) {
	_, h := long(t)
	server := serveTest(t, h)
	addresses := named(ask(t, "GET", server+"/").body)
	for _, name := range []string{"app", "wasm_exec", "icons", "products"} {
		assetIn(t, strings.Join(addresses, " "), name)
	}
	for _, address := range addresses {
		got := ask(t, "GET", server+address)
		if got.status != 200 || got.header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
			t.Errorf("%s: got %d and %q, want it immutable", address, got.status, got.header.Get("Cache-Control"))
		}
		again := ask(t, "GET", server+address, "If-None-Match: "+got.header.Get("ETag"))
		if again.status != 304 {
			t.Errorf("%s: got %d, want 304", address, again.status)
		}
	}
	wrong := strings.Replace(addresses[0], ".", ".0", 1)
	for _, address := range []string{"/", "/producto/1", "/nada", "/web/boot.js", "/web/products.json", "/web/images/a.jpg", "/robots.txt", wrong, site.AssetsFolder, site.AssetsFolder + "icons.svg"} {
		got := ask(t, "GET", server+address)
		if got.header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: got %q, want no-cache", address, got.header.Get("Cache-Control"))
		}
		if strings.HasPrefix(address, site.AssetsFolder) && got.status != 404 && got.status != 400 {
			t.Errorf("%s: got %d, want 404", address, got.status)
		}
	}
	if got := ask(t, "GET", server+wrong); got.status != 404 || !hasSearch(t, got.body) {
		t.Errorf("a hash that never was: got %d, want the page that helps on", got.status)
	}
}

// A page from before a change finds what it names, for some changes to come.
func TestEarlierAssets(t *testing.T) {
	files, h := long(t)
	server := serveTest(t, h)
	first := ask(t, "GET", server+"/").body
	products, icons := assetIn(t, first, "products"), assetIn(t, first, "icons")
	for i := range earlier + 2 {
		want := 200
		if i > earlier {
			want = 404
		}
		got := ask(t, "GET", server+products)
		if got.status != want || want == 200 && got.body != oneHat {
			t.Errorf("after %d changes: got %d, want %d with the catalogue of then", i, got.status, want)
		}
		if got := ask(t, "GET", server+icons); got.status != 200 {
			t.Errorf("icons.svg after %d changes: got %d, want 200, since it is the same", i, got.status)
		}
		write(t, files.Products, price(fmt.Sprintf("1%d.00", i)))
		h.reload()
	}
	write(t, filepath.Join(files.Web, "boot.js"), "changed()")
	h.reload()
	if page := ask(t, "GET", server+"/"); !strings.Contains(page.body, "<script>changed()</script>") || strings.Contains(page.header.Get("Content-Security-Policy"), startHash) {
		t.Error("after a change of boot.js: got the page as it was, want the change in it and its hash in the policy")
	}
}

// A changed price is news in every coding, and what has not changed in none.
func TestETagInCodings(t *testing.T) {
	files, h := long(t)
	server := serveTest(t, h)
	type held struct{ address, accept, tag string }
	var all []held
	for _, address := range []string{"/", "/producto/1", "/web/products.json"} {
		for accept := range inCodings {
			got := ask(t, "GET", server+address, "Accept-Encoding: "+accept)
			all = append(all, held{address, accept, got.header.Get("ETag")})
		}
	}
	for _, a := range all {
		for _, condition := range []string{a.tag, "W/" + a.tag, `"x", ` + a.tag, "*"} {
			got := ask(t, "GET", server+a.address, "Accept-Encoding: "+a.accept, "If-None-Match: "+condition)
			if got.status != 304 || got.body != "" || got.header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%v, %s before the change: got %d, want 304", a, condition, got.status)
			}
		}
	}
	write(t, files.Products, price("12.34"))
	h.reload()
	wait(t, h)
	for _, a := range all {
		got := ask(t, "GET", server+a.address, "Accept-Encoding: "+a.accept, `If-None-Match: "x", W/`+a.tag)
		if got.status != 200 || !strings.Contains(decoded(t, got), "12.34") {
			t.Errorf("%v after the change: got %d, want 200 with the new price", a, got.status)
		}
	}
}

// The first answer does not wait for the strongest compression of a program.
func TestFirstAnswerDoesNotWait(t *testing.T) {
	files := folder(t)
	var program bytes.Buffer
	for i := range 20_000 {
		fmt.Fprint(&program, i*i, " ")
	}
	write(t, filepath.Join(files.Web, "app.wasm"), program.String())
	h, _ := newHandler(t, files)
	server := serveTest(t, h)
	for _, address := range []string{"/", "/web/app.wasm"} {
		if got := ask(t, "GET", server+address, "Accept-Encoding: br, zstd, gzip"); got.status != 200 {
			t.Errorf("%s: got %d, want 200", address, got.status)
		}
	}
	select {
	case <-h.Compressed():
		t.Error("got the answers after the program was compressed, want them before")
	default:
	}
	wait(t, h)
}

// Requests for assets under load, while the shop changes. The race detector
// watches.
func TestAssetsUnderReload(t *testing.T) {
	files, h := long(t)
	server := serveTest(t, h)
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	for accept := range inCodings {
		running.Go(func() {
			for ctx.Err() == nil {
				page := ask(t, "GET", server+"/producto/1", "Accept-Encoding: "+accept)
				for _, address := range named(decoded(t, page)) {
					if got := ask(t, "GET", server+address, "Accept-Encoding: "+accept); got.status != 200 {
						t.Errorf("%s: got %d, want 200", address, got.status)
					}
				}
			}
		})
	}
	for i := range 10 {
		write(t, files.Products, price(fmt.Sprintf("1%d.00", i)))
		write(t, filepath.Join(files.Web, "boot.js"), strings.Repeat(fmt.Sprint("start", i, "()"), 100))
		h.reload()
		time.Sleep(100 * time.Millisecond)
	}
	stop()
	running.Wait()
}

func TestImagesHaveTags(t *testing.T) {
	server := small(t)
	got := ask(t, "GET", server.URL+"/web/images/a.jpg", "Accept-Encoding: br")
	if got.header.Get("ETag") == "" || got.header.Get("Content-Encoding") != "" {
		t.Errorf("got %v, want a tag and no coding", got.header)
	}
	if again := ask(t, "GET", server.URL+"/web/images/a.jpg", "If-None-Match: "+got.header.Get("ETag")); again.status != http.StatusNotModified {
		t.Errorf("got %d, want 304", again.status)
	}
}
