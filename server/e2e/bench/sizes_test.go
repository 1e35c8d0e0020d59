package bench_test

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"regexp"
	"testing"

	"carrito/server/asset"
	"carrito/server/e2e/browsertest"
	"carrito/server/site"

	"github.com/andybalholm/brotli"
)

// kinds lists one page of each kind.
var kinds = []struct{ name, path string }{
	{"home, 24 products", "/"},
	{"list", "/categoria/polos"},
	{"search", "/buscar?q=polo"},
	{"product with a photo and sizes", "/producto/46"},
	{"cart", "/carrito"},
	{"checkout", "/pedido"},
	{"not found", "/nada"},
}

// sizes adds the sizes of responses: of the files, and of pages of each kind. A page
// includes the style sheet and boot.js.
func sizes(b *testing.B, t *table, base string) {
	b.Helper()
	t.part("bytes on the wire", "")
	t.row("", "uncompressed", "Brotli", "target")
	home := string(get(b, base+"/", "identity"))
	for _, file := range []struct{ name, pattern, reach string }{
		{"browser program, first module", `/web/assets/app\.\w+\.wasm`, "≤ 570,000"},
		{"browser program, the rest, in idle time", `/web/assets/rest\.\w+\.wasm`, "≤ 285,000"},
		{"wasm_exec.js, from Go, with rest.js and start.js", `/web/assets/wasm_exec\.\w+\.js`, ""},
		{"products.json, 64 products", `/web/assets/products\.\w+\.json`, ""},
	} {
		address := base + regexp.MustCompile(file.pattern).FindString(home)
		t.row(file.name, thousands(len(get(b, address, "identity"))), thousands(len(get(b, address, "br"))), file.reach)
	}
	loaded, err := site.Load(site.Files{Shop: browsertest.Web + "/shop.json", Products: browsertest.Web + "/products.json", Web: browsertest.Web})
	if err != nil {
		b.Fatal(err)
	}
	script, err := os.ReadFile(browsertest.Web + "/boot.js")
	if err != nil {
		b.Fatal(err)
	}
	for _, within := range []struct {
		name    string
		content []byte
		reach   string
	}{
		{"boot.js, within each page", asset.Enclosed(script), "≤ 4,096"},
		{"style sheet, within each page", loaded.Styles(), "≤ 10,000"},
	} {
		var small bytes.Buffer
		w := brotli.NewWriterLevel(&small, brotli.BestCompression)
		w.Write(within.content)
		w.Close()
		t.row(within.name, thousands(len(within.content)), thousands(small.Len()), within.reach)
	}
	for _, page := range kinds {
		t.row("page: "+page.name, thousands(len(get(b, base+page.path, "identity"))), thousands(len(get(b, base+page.path, "br"))), "≤ 20,000")
	}
}

// get returns the body of the response in a content coding, without decoding it.
func get(b *testing.B, address, coding string) []byte {
	b.Helper()
	request, err := http.NewRequest("GET", address, nil)
	if err != nil {
		b.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", coding)
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.Fatal(err)
	}
	if got := response.Header.Get("Content-Encoding"); coding != "identity" && got != coding {
		b.Fatalf("%s: got coding %q, want %q", address, got, coding)
	}
	return body
}
