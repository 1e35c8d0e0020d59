package httpd

import (
	"bufio"
	"bytes"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"carrito/server/picture/picturetest"
	"carrito/server/site"

	"golang.org/x/net/html"
)

// secret stands in files that no address may lead to.
const secret = "module secret"

const (
	plainShop = `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN"}`
	oneHat    = `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90", "category": "Gorros",
		"images": [{"src": "https://img.example/a.jpg", "alt": "a"}]}]`
)

// folder is a web folder with a shop, and what must not be reached around it.
func folder(t *testing.T) site.Files {
	t.Helper()
	root := t.TempDir()
	web := filepath.Join(root, "web")
	files := site.Files{Shop: filepath.Join(web, "shop.json"), Products: filepath.Join(web, "products.json"), Web: web}
	for name, text := range map[string]string{
		"go.mod": secret, "web-other/a.txt": secret, "web/.env": secret, "web/.git/config": secret, "web/css/.hidden.css": secret,
		"web/shop.json": plainShop, "web/products.json": oneHat, "web/css/tokens.css": "a{}", "web/boot.js": "start()",
		"web/app.wasm": "\x00asm\x01\x00\x00\x00", "web/rest.wasm": "\x00asm\x01\x00\x00\x00\x01", "web/images/a.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"web/images/a.jpg": string(picturetest.Bare(t, 4, 5)), "web/images/a.webp": string(picturetest.WebP(t, 1)),
		"web/images/a.png": string(picturetest.PNG(t, 4, 5, 1)),
	} {
		write(t, filepath.Join(root, name), text)
	}
	for link, target := range map[string]string{"out.txt": "../go.mod", "out": "..", "in.png": "images/a.png"} {
		if err := os.Symlink(target, filepath.Join(web, link)); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// write puts a file in its place at once, so that nobody reads half of it.
func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name+".new", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(name+".new", name); err != nil {
		t.Fatal(err)
	}
}

// record is a log that a test can read while it is written.
type record struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.Write(p)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.String()
}

func newHandler(t *testing.T, files site.Files) (*Handler, *record) {
	t.Helper()
	var r record
	h, err := NewHandler(files, log.New(&r, "", 0))
	if err != nil {
		t.Fatal(err)
	}
	return h, &r
}

// demo serves the shop in web/.
func demo(t *testing.T) *httptest.Server {
	t.Helper()
	h, _ := newHandler(t, site.Files{Shop: "../../web/shop.json", Products: "../../web/products.json", Web: "../../web"})
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server
}

// small serves the shop of folder.
func small(t *testing.T) *httptest.Server {
	t.Helper()
	h, _ := newHandler(t, folder(t))
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server
}

// answer is a response with its body.
type answer struct {
	status int
	header http.Header
	body   string
}

// ask sends a request with headers "Name: value". It takes no coding but those
// that are named, or Go's client would ask for gzip and undo it unseen.
func ask(t *testing.T, method, address string, headers ...string) answer {
	t.Helper()
	request, err := http.NewRequest(method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", "identity")
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Set(name, value)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, response)
}

// raw sends a request target as it is, which Go's client would tidy up.
func raw(t *testing.T, host, method, target string) answer {
	t.Helper()
	connection, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	// The server may answer, and shut, before it has read all of a long one.
	go io.WriteString(connection, method+" "+target+" HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n")
	response, err := http.ReadResponse(bufio.NewReader(connection), &http.Request{Method: method})
	if err != nil {
		t.Fatal(err)
	}
	return read(t, response)
}

func read(t *testing.T, response *http.Response) answer {
	t.Helper()
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(body)}
}

// hasSearch reports whether a page has the field that finds products.
func hasSearch(t *testing.T, page string) bool {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if n.Data == "input" && a.Key == "name" && a.Val == "q" {
				return true
			}
		}
	}
	return false
}
