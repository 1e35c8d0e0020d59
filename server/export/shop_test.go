package export

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"carrito/server/picture/picturetest"
	"carrito/server/site"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/net/html"
)

const (
	plainShop = `{"name": "Tienda", "tagline": "Ropa", "language": "es", "locale": "es-PE", "currency": "PEN",
		"contact": {"email": "hola@shop.example"}}`
	program = "\x00asm\x01\x00\x00\x00 and more of it, and more of it, and more of it, and more of it"
)

// thirty returns a catalogue whose lists have two pages.
func thirty() string {
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, `,{"id": %d, "slug": "gorra-%[1]d", "name": "Gorra %[1]d", "price": "39.90", "category": "Gorros y Más",
			"images": [{"src": "/web/images/a.svg", "alt": "a", "width": 4, "height": 5}]}`, i+1)
	}
	return "[" + b.String()[1:] + `,{"id": 31, "slug": "polo", "name": "Polo", "price": "10",
		"images": [{"src": "https://img.example/a.jpg", "alt": "a"}], "options": [{"name": "Talla", "values": ["S", "M"]}],
		"variants": [{"id": 1, "values": ["S"]}, {"id": 2, "values": ["M"]}]}]`
}

// small writes a small shop and returns its files.
func small(t *testing.T) site.Files {
	t.Helper()
	web := filepath.Join(t.TempDir(), "web")
	files := site.Files{Shop: filepath.Join(web, "shop.json"), Products: filepath.Join(web, "products.json"), Web: web}
	for name, text := range map[string]string{
		"shop.json": plainShop, "products.json": thirty(), "css/tokens.css": "a{color:red}", "boot.js": "start()",
		"app.wasm": program, "rest.wasm": program + " in two modules", "wasm_exec.js": "// Go's\nvar go;", "icons.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"images/a.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="5"/>`, "images/icono.svg": "<svg/>", "images/b.jpg": string(picturetest.Bare(t, 4, 5)),
		".env": "secret", ".cache/old.br": "secret", "images/.draft": "secret",
	} {
		write(t, filepath.Join(web, name), text)
	}
	return files
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// export exports a shop and returns the folder.
func export(t *testing.T, o Options) string {
	t.Helper()
	if o.Out == "" {
		o.Out = filepath.Join(t.TempDir(), "dist")
	}
	if _, err := Export(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	return o.Out
}

// read returns the content of every file in a folder, by name.
func read(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		name, _ = filepath.Rel(folder, name)
		files[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// plain returns the sorted names of the files that are not precompressed.
func plain(files map[string]string) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !slices.Contains([]string{".br", ".zst", ".gz"}, filepath.Ext(name)) {
			names = append(names, name)
		}
	}
	return names
}

// unpack decompresses the content of a file according to its extension.
func unpack(t *testing.T, name, content string) string {
	t.Helper()
	var r io.Reader = strings.NewReader(content)
	var err error
	switch filepath.Ext(name) {
	case ".br":
		r = brotli.NewReader(r)
	case ".gz":
		r, err = gzip.NewReader(r)
	case ".zst":
		r, err = zstd.NewReader(r, zstd.WithDecoderMaxWindow(8<<20)) // the limit of browsers
	}
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := io.Copy(&b, r); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b.String()
}

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
