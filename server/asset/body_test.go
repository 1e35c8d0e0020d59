package asset

import (
	"bytes"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

var poem = strings.Repeat("Carrito, carrito, ¿qué llevas ahí? ", 200)

// get requests a body with headers of the form "Name: value".
func get(b *Body, status int, headers ...string) *http.Response {
	r := httptest.NewRequest("GET", "/", nil)
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	b.Send(w, r, status, Revalidate)
	return w.Result()
}

// decode returns the decompressed body of an answer.
func decode(t *testing.T, response *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got := response.Header.Get("Content-Length"); got != strconv.Itoa(len(body)) {
		t.Errorf("Content-Length: got %s, want %d", got, len(body))
	}
	var r io.Reader = bytes.NewReader(body)
	switch coding := response.Header.Get("Content-Encoding"); coding {
	case "br":
		r = brotli.NewReader(r)
	case "zstd":
		d, err := zstd.NewReader(r, zstd.WithDecoderMaxWindow(8<<20)) // the limit of browsers
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		r = d
	case "gzip":
		if r, err = gzip.NewReader(r); err != nil {
			t.Fatal(err)
		}
	case "":
	default:
		t.Fatalf("got the coding %q, want a known one", coding)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestForms(t *testing.T) {
	random := make([]byte, 5000)
	for i := range random {
		random[i] = byte(rand.Int())
	}
	for name, content := range map[string]string{"text": poem, "empty": "", "short": "a", "random": string(random)} {
		for _, effort := range []Effort{Fast, Thorough} {
			b := New("text/plain", []byte(content), effort)
			b.Compress(nil)
			for _, coding := range codingNames {
				response := get(b, 200, "Accept-Encoding: "+coding)
				if got := decode(t, response); got != content {
					t.Errorf("%s in %s: got different content", name, coding)
				}
				if got := response.Header.Get("Content-Encoding"); name == "text" && got != strings.TrimSuffix(coding, "identity") {
					t.Errorf("%s: got the coding %q, want %s", name, got, coding)
				}
				if response.Header.Get("Vary") != "Accept-Encoding" || response.Header.Get("Content-Type") != "text/plain" {
					t.Errorf("%s in %s: got the headers %v", name, coding, response.Header)
				}
			}
		}
	}
}

// A form that is larger than the content is never sent.
func TestNoLargerForm(t *testing.T) {
	b := New("text/plain", []byte("ab"), Thorough)
	b.Compress(nil)
	if got := get(b, 200, "Accept-Encoding: br, gzip, zstd").Header.Get("Content-Encoding"); got != "" {
		t.Errorf("got %q, want no coding", got)
	}
}

func TestNotModified(t *testing.T) {
	b, other := New("text/plain", []byte(poem), Thorough), New("text/plain", []byte(poem+"!"), Thorough)
	b.Compress(nil)
	other.Compress(nil)
	tags := map[string]string{}
	for _, coding := range codingNames {
		tag := get(b, 200, "Accept-Encoding: "+coding).Header.Get("Etag")
		for before, used := range tags {
			if used == tag {
				t.Errorf("got the tag %s for both %s and %s, want two tags", tag, before, coding)
			}
		}
		tags[coding] = tag
	}
	for _, coding := range codingNames {
		tag := tags[coding]
		for _, condition := range []string{tag, "W/" + tag, `"a", ` + tag, tag + `,"b"`, `W/"a",W/` + tag, "*"} {
			got := get(b, 200, "Accept-Encoding: "+coding, "If-None-Match: "+condition)
			if got.StatusCode != 304 || got.Header.Get("Etag") != tag || got.Header.Get("Vary") == "" {
				t.Errorf("%s, %s: got %d with tag %s, want 304 with the tag", coding, condition, got.StatusCode, got.Header.Get("Etag"))
			}
			if got.ContentLength > 0 || got.Header.Get("Content-Encoding") != "" {
				t.Errorf("%s, %s: got a body or its coding with 304", coding, condition)
			}
			if condition == "*" {
				continue
			}
			if got := get(other, 200, "Accept-Encoding: "+coding, "If-None-Match: "+condition); got.StatusCode != 200 {
				t.Errorf("%s, %s for changed content: got %d, want 200", coding, condition, got.StatusCode)
			}
		}
		for _, condition := range []string{"", `""`, `"a"`, "a", strings.Trim(tag, `"`), `"` + tag + `"`, tag + "x", ",,", "**"} {
			if got := get(b, 200, "Accept-Encoding: "+coding, "If-None-Match: "+condition); got.StatusCode != 200 {
				t.Errorf("%s, %q: got %d, want 200", coding, condition, got.StatusCode)
			}
		}
		if got := get(b, 404, "Accept-Encoding: "+coding, "If-None-Match: *"); got.StatusCode != 404 || got.Header.Get("Etag") != "" {
			t.Errorf("%s of an error: got %d and a tag %q, want 404 and none", coding, got.StatusCode, got.Header.Get("Etag"))
		}
	}
	// A form that the client got before a smaller one was ready is still valid. A form
	// whose coding it no longer accepts is not.
	if got := get(b, 200, "Accept-Encoding: br, gzip", "If-None-Match: "+tags["gzip"]); got.StatusCode != 304 {
		t.Errorf("gzip held, Brotli ready: got %d, want 304", got.StatusCode)
	}
	if got := get(b, 200, "Accept-Encoding: gzip", "If-None-Match: "+tags["br"]); got.StatusCode != 200 {
		t.Errorf("Brotli held, gzip accepted: got %d, want 200", got.StatusCode)
	}
}

func TestRanges(t *testing.T) {
	b := New("text/plain", []byte(poem), Thorough)
	b.Compress(nil)
	tag := get(b, 200).Header.Get("Etag")
	for _, test := range []struct {
		headers []string
		status  int
		want    string
	}{
		{[]string{"Range: bytes=0-6"}, 206, poem[:7]},
		{[]string{"Range: bytes=-3"}, 206, poem[len(poem)-3:]},
		{[]string{"Range: bytes=0-6", "If-Range: " + tag}, 206, poem[:7]},
		{[]string{"Range: bytes=0-6", `If-Range: "a"`}, 200, poem},
		{[]string{"Range: bytes=0-6", "If-None-Match: " + tag}, 304, ""},
		{[]string{"Range: bytes=0-6", "Accept-Encoding: gzip"}, 200, poem},
		{[]string{"Range: lines=1"}, 416, ""},
		{[]string{"Range: bytes=9999999-"}, 416, ""},
		{[]string{`If-Match: "a"`}, 412, ""},
	} {
		got := get(b, 200, test.headers...)
		if got.StatusCode != test.status {
			t.Errorf("%v: got %d, want %d", test.headers, got.StatusCode, test.status)
		}
		if test.want != "" && decode(t, got) != test.want {
			t.Errorf("%v: got a different part, want %.20q", test.headers, test.want)
		}
	}
}

// Until a form is ready, clients get one that is, and nobody waits.
func TestWhileCompressing(t *testing.T) {
	b := New("text/plain", []byte(poem), Thorough)
	coding := func() string { return get(b, 200, "Accept-Encoding: br, gzip").Header.Get("Content-Encoding") }
	if got := coding(); got != "" {
		t.Errorf("before: got %q, want no coding", got)
	}
	b.CompressQuickly(nil)
	if got := coding(); got != "gzip" {
		t.Errorf("meanwhile: got %q, want gzip", got)
	}
	var running sync.WaitGroup
	for range 8 {
		running.Go(func() { b.Compress(nil) })
		running.Go(func() { decode(t, get(b, 200, "Accept-Encoding: br")) })
	}
	running.Wait()
	if got := coding(); got != "br" {
		t.Errorf("after: got %q, want br", got)
	}
}

// Compression that is no longer wanted stops, and is completed once it is
// wanted again.
func TestCompressWhileWanted(t *testing.T) {
	content := []byte(strings.Repeat(poem, 1+4*step/len(poem)))
	b, calls := New("text/plain", content, Thorough), 0
	b.CompressWhile(func() bool { calls++; return calls < 3 }, nil)
	if got := b.Sizes(); got.Gzip != 0 || got.Brotli != 0 {
		t.Errorf("got %+v, want neither gzip, which was stopped, nor Brotli, which was not begun", got)
	}
	if calls > 6 {
		t.Errorf("got %d calls of wanted, want no form begun after it returned false", calls)
	}
	b.Compress(nil)
	for _, accept := range []string{"br", "gzip", "zstd"} {
		if got := decode(t, get(b, 200, "Accept-Encoding: "+accept)); got != string(content) {
			t.Errorf("%s: got %d bytes, want the content", accept, len(got))
		}
	}
}

func TestCache(t *testing.T) {
	cache := &Cache{Folder: t.TempDir() + "/a/b"}
	content := []byte(strings.Repeat(poem, 1+minCached/len(poem)))
	first := New("text/plain", content, Thorough)
	first.Compress(cache)
	files, err := os.ReadDir(cache.Folder)
	if err != nil || len(files) != 3 {
		t.Fatalf("got %d files, %v, want 3", len(files), err)
	}
	// Compress uses the file in the folder rather than compressing again.
	cached := []byte("made before")
	if err := os.WriteFile(cache.Folder+"/"+first.sum+".br", cached, 0o600); err != nil {
		t.Fatal(err)
	}
	second := New("text/plain", content, Thorough)
	second.Compress(cache)
	if got := second.form(brotliCoding).body; !bytes.Equal(got, cached) {
		t.Errorf("got %d bytes, want the cached ones", len(got))
	}
	for i := range maxCached / 2 { // with two forms each
		New("text/plain", append(content, byte(i)), Thorough).CompressQuickly(cache)
	}
	if files, _ := os.ReadDir(cache.Folder); len(files) != maxCached {
		t.Errorf("got %d files, want the latest %d", len(files), maxCached)
	}
	nowhere := New("text/plain", content, Thorough)
	nowhere.Compress(&Cache{Folder: "/dev/null/a"})
	if nowhere.form(brotliCoding) == nil {
		t.Error("without a folder: got no form, want one")
	}
}
