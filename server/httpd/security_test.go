package httpd

import (
	"slices"
	"strings"
	"testing"
)

// Every answer carries the headers that keep a page to itself, errors too.
func TestSecurityHeaders(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	host := listen(t, h)
	tag := raw(t, host, "GET", "/").header.Get("ETag")
	answers := map[string]answer{
		"not modified": ask(t, "GET", "http://"+host+"/", "If-None-Match: "+tag),
		"part":         ask(t, "GET", "http://"+host+"/web/boot.js", "Range: bytes=0-1"),
		"wrong part":   ask(t, "GET", "http://"+host+"/web/boot.js", "Range: bytes=99-"),
	}
	for _, request := range []string{
		"GET /", "HEAD /", "GET /producto/1", "GET /nada", "GET /robots.txt", "GET /sitemap.xml", "GET /web/products.json", "GET /web/css/tokens.css",
		"GET /web/boot.js", "GET /web/app.wasm", "GET /web/images/a.svg", "GET /web/nada", "GET /web/", "GET /web/../go.mod", "GET //evil.example",
		"GET /a%00", "POST /", "DELETE /web/boot.js", "GET /" + strings.Repeat("a", 100<<10),
	} {
		method, target, _ := strings.Cut(request, " ")
		answers[request[:min(len(request), 40)]] = raw(t, host, method, target)
	}
	for name, got := range answers {
		for header, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "strict-origin-when-cross-origin",
			"Cross-Origin-Opener-Policy": "same-origin",
		} {
			if value := got.header.Get(header); value != want {
				t.Errorf("%s (%d): %s: got %q, want %q", name, got.status, header, value, want)
			}
		}
		if !strings.Contains(got.header.Get("Permissions-Policy"), "geolocation=()") {
			t.Errorf("%s (%d): got the permissions %q, want none given", name, got.status, got.header.Get("Permissions-Policy"))
		}
		checkPolicy(t, name, got.header.Get("Content-Security-Policy"), "https://img.example")
	}
	for name, want := range map[string]int{"not modified": 304, "part": 206, "wrong part": 416} {
		if got := answers[name].status; got != want {
			t.Errorf("%s: got %d, want %d", name, got, want)
		}
	}
}

// startHash allows the script "start()", which stands in the pages for boot.js.
const startHash = "'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='"

// checkPolicy wants nothing but the shop's own, pictures of these hosts, and
// no script within the page but that of startHash, and no style.
func checkPolicy(t *testing.T, name, policy string, imageHosts ...string) {
	t.Helper()
	got := map[string]string{}
	for directive := range strings.SplitSeq(policy, ";") {
		key, value, _ := strings.Cut(strings.TrimSpace(directive), " ")
		if _, twice := got[key]; twice {
			t.Errorf("%s: got %s twice, want once", name, key)
		}
		got[key] = value
	}
	for key, want := range map[string]string{
		"default-src": "'none'", "script-src": "'self' 'wasm-unsafe-eval' " + startHash, "connect-src": "'self'",
		"img-src":  strings.Join(append([]string{"'self'"}, imageHosts...), " "),
		"base-uri": "'none'", "form-action": "'self'", "frame-ancestors": "'none'",
	} {
		if got[key] != want {
			t.Errorf("%s: %s: got %q, want %q", name, key, got[key], want)
		}
	}
	if sources := strings.Fields(got["style-src"]); len(sources) != 2 || sources[0] != "'self'" || !strings.HasPrefix(sources[1], "'sha256-") {
		t.Errorf("%s: style-src: got %q, want 'self' and the hash of the style sheet in the pages", name, got["style-src"])
	}
	for key, value := range got {
		for _, source := range []string{"'unsafe-inline'", "'unsafe-eval'", "*", "data:", "https:", "http:", "'strict-dynamic'"} {
			if slices.Contains(strings.Fields(value), source) {
				t.Errorf("%s: %s: got %s, want it not allowed", name, key, source)
			}
		}
	}
}

func TestImageHosts(t *testing.T) {
	image := func(src string) string { return `{"src": "` + src + `", "alt": "a"}` }
	product := func(images ...string) string {
		return `[{"id": 1, "slug": "a", "name": "Aro", "price": "5", "images": [` + strings.Join(images, ",") + `]}]`
	}
	tests := []struct {
		name, products string
		want           []string
	}{
		{"none", product(), nil},
		{"two of one host", product(image("https://b.example/1.jpg"), image("https://b.example/2.jpg")), []string{"https://b.example"}},
		{"two hosts", product(image("https://b.example/1.jpg"), image("https://a.example:8443/2.jpg")),
			[]string{"https://a.example:8443", "https://b.example"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := folder(t)
			write(t, files.Products, test.products)
			h, _ := newHandler(t, files)
			got := ask(t, "GET", serveTest(t, h)+"/")
			checkPolicy(t, test.name, got.header.Get("Content-Security-Policy"), test.want...)
		})
	}
}
