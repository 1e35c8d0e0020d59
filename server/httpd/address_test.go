package httpd

import (
	"context"
	"log"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
)

func serveTest(t *testing.T, h *Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

// No address leads out of the web folder, to what is hidden in it, or to a
// list of what is there.
func TestBadAddresses(t *testing.T) {
	tests := []struct{ name, target string }{
		{"up", "/web/../go.mod"},
		{"up from a folder", "/web/images/../../go.mod"},
		{"up twice", "/web/../../go.mod"},
		{"up escaped", "/web/..%2fgo.mod"},
		{"up escaped whole", "/web/%2e%2e/go.mod"},
		{"up escaped twice", "/web/%252e%252e/go.mod"},
		{"up and back", "/web/../web/boot.js"},
		{"neighbour", "/web/../web-other/a.txt"},
		{"neighbour's name", "/web-other/a.txt"},
		{"no step", "/./web/boot.js"},
		{"no step within", "/web/./boot.js"},
		{"two slashes", "/web//boot.js"},
		{"absolute", "/web//etc/passwd"},
		{"other host", "//evil.example"},
		{"other host's page", "//evil.example/%2e%2e"},
		{"three slashes", "///evil.example"},
		{"NUL", "/web/boot.js%00"},
		{"NUL in a page", "/producto/3%00"},
		{"backslash", `/web\..\go.mod`},
		{"backslash within", `/web/..\go.mod`},
		{"backslash escaped", "/web/..%5cgo.mod"},
		{"other host by backslash", `/\evil.example`},
		{"line end", "/web/boot.js%0d%0aX-Evil:%201"},
		{"broken escape", "/web/%zz"},
		{"wide dots", "/web/%c0%ae%c0%ae/go.mod"},
		{"100 kB", "/" + strings.Repeat("a", 100<<10)},
		{"100 kB of query of a file", "/web/.env?q=" + strings.Repeat("a", 100<<10)},
		{"100 kB of escapes", "/web/" + strings.Repeat("%41", 33<<10)},
		{"no slash", "web/boot.js"},
		{"web", "/web/"},
		{"folder", "/web/css"},
		{"folder with a slash", "/web/css/"},
		{"pictures", "/web/images/"},
		{"file as a folder", "/web/boot.js/"},
		{"dotfile", "/web/.env"},
		{"dotfile escaped", "/web/%2eenv"},
		{"dot folder", "/web/.git/config"},
		{"dotfile in a folder", "/web/css/.hidden.css"},
		{"link out", "/web/out.txt"},
		{"link to a folder outside", "/web/out/go.mod"},
		{"outside", "/go.mod"},
	}
	h, _ := newHandler(t, folder(t))
	host := listen(t, h)
	for _, test := range tests {
		for _, method := range []string{"GET", "HEAD"} {
			t.Run(method+" "+test.name, func(t *testing.T) {
				got := raw(t, host, method, test.target)
				if got.status != 400 && got.status != 404 {
					t.Errorf("status: got %d, want 400 or 404", got.status)
				}
				for _, leak := range []string{secret, "root:", "boot.js<", "tokens.css<", "a.svg<"} {
					if strings.Contains(got.body, leak) {
						t.Errorf("got %q, want nothing of a file or folder", leak)
					}
				}
				if got.header.Get("Location") != "" || got.header.Get("X-Evil") != "" {
					t.Errorf("got the headers %v, want no way elsewhere", got.header)
				}
			})
		}
	}
	if got := raw(t, host, "GET", "/web/boot.js"); got.status != 200 || got.body != "start()" {
		t.Errorf("a good address: got %d and %q, want the file", got.status, got.body)
	}
}

// An address that is long, but not too long, is a search like any other.
func TestLongSearch(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	if got := raw(t, listen(t, h), "GET", "/buscar?q="+strings.Repeat("a", 7<<10)); got.status != 200 {
		t.Errorf("got %d, want 200", got.status)
	}
}

// listen runs the handler as the shop's own server does, with its limits.
func listen(t *testing.T, h *Handler) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- Serve(ctx, listener, h, log.New(&record{}, "", 0)) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("Serve: got %v, want no error", err)
		}
	})
	return listener.Addr().String()
}

// Addresses that no link of the shop has are refused outright.
func TestRefusedAddresses(t *testing.T) {
	h, _ := newHandler(t, folder(t))
	host := listen(t, h)
	for _, target := range []string{
		"/web/../web/boot.js", "/./", "//", "/producto//1", "/producto/1//", "/producto/1%00", "/producto/1%0a", "/a%1fb", "/%7f", "/a%5cb", `/a\b`,
		"/web/boot.js?" + strings.Repeat("a", 9<<10), "/producto//1?q=" + strings.Repeat("a", 9<<10), "/%5c?q=" + strings.Repeat("a", 9<<10),
	} {
		if got := raw(t, host, "GET", target); got.status != 400 {
			t.Errorf("%.40s: got %d, want 400", target, got.status)
		}
	}
	for _, target := range []string{"/producto/1/", "/categoria/gorros?q=%00%0a", "/%C3%B1"} {
		if got := raw(t, host, "GET", target); got.status == 400 {
			t.Errorf("%s: got 400, want it looked at", target)
		}
	}
}
