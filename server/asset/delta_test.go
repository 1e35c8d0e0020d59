package asset

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// random returns content that no compression makes smaller.
func random(seed uint64, size int) []byte {
	content := make([]byte, size)
	rand.NewChaCha8([32]byte{byte(seed)}).Read(content)
	return content
}

// version returns a large body whose Brotli form is ready. The form is not as small
// as it could be, which saves time.
func version(content []byte) *Body {
	b := New("application/wasm", content, Thorough)
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, brotli.BestSpeed)
	w.Write(content)
	w.Close()
	f := newForm(packed.Bytes())
	b.coded[brotliCoding].form.Store(&f)
	b.coded[brotliCoding].done.Store(true)
	return b
}

// held returns the dictionaries in memory and in a cache.
func held(cache *Cache, bodies ...*Body) Dictionaries {
	return Dictionaries{Match: "app.*.wasm", Held: slices.Values(bodies), Cache: cache}
}

// available returns the header of a browser that has the content.
func available(content []byte) string {
	sum := sha256.Sum256(content)
	return "Available-Dictionary: :" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}

// getForever requests a large body with headers of the form "Name: value", as a
// browser does that knows dcz.
func getForever(b *Body, from Dictionaries, method string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, "/", nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd, dcb, dcz")
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	b.SendForever(w, r, from)
	return w.Result()
}

// settled returns the answer once the delta that the first request starts is made.
func settled(b *Body, from Dictionaries, method string, headers ...string) *http.Response {
	rest()
	getForever(b, from, method, headers...)
	rest()
	return getForever(b, from, method, headers...)
}

// rest waits until no delta is looked for or made.
func rest() {
	making <- struct{}{}
	<-making
}

// before and after are two versions of an asset with a small change.
var (
	before = random(1, 2*minCached)
	after  = append(bytes.Clone(before), "a custom section"...)
)

func TestDelta(t *testing.T) {
	other := random(2, 2*minCached)
	from := held(nil, version(before), version(other))
	plain := getForever(version(after), from, "GET")
	tag := plain.Header.Get("Etag")
	deltaTag := settled(version(after), from, "GET", available(before)).Header.Get("Etag")
	known := available(before)
	for _, test := range []struct {
		name    string
		headers []string
		status  int
		coding  string
	}{
		{"no dictionary", nil, 200, "br"},
		{"known", []string{known}, 200, "dcz"},
		{"spaces around the hash", []string{strings.Replace(known, ": :", ":   :", 1) + " "}, 200, "dcz"},
		{"unknown hash", []string{available([]byte("other"))}, 200, "br"},
		{"not smaller than Brotli", []string{available(other)}, 200, "br"},
		{"the content itself", []string{available(after)}, 200, "br"},
		{"no colons", []string{strings.ReplaceAll(known, ":", " ")}, 200, "br"},
		{"shorter", []string{known[:len(known)-3] + ":"}, 200, "br"},
		{"not base64", []string{"Available-Dictionary: :" + strings.Repeat("!", 44) + ":"}, 200, "br"},
		{"a string", []string{`Available-Dictionary: "` + strings.Repeat("a", 44) + `"`}, 200, "br"},
		{"empty", []string{"Available-Dictionary: "}, 200, "br"},
		{"dcz not accepted", []string{known, "Accept-Encoding: gzip, br, zstd, dcb"}, 200, "br"},
		{"dcz refused", []string{known, "Accept-Encoding: br, dcz;q=0"}, 200, "br"},
		{"Brotli liked better", []string{known, "Accept-Encoding: br, dcz;q=0.9"}, 200, "br"},
		{"dcz liked better", []string{known, "Accept-Encoding: br;q=0.5, dcz;q=0.9"}, 200, "dcz"},
		{"capitals", []string{known, "Accept-Encoding: br, DCZ"}, 200, "dcz"},
		{"any coding", []string{known, "Accept-Encoding: *"}, 200, "br"},
		{"same origin", []string{known, "Sec-Fetch-Site: same-origin"}, 200, "dcz"},
		{"other origin", []string{known, "Sec-Fetch-Site: cross-site"}, 200, "br"},
		{"range", []string{known, "Range: bytes=0-6"}, 200, "dcz"},
		{"held as a delta", []string{known, "If-None-Match: " + deltaTag}, 304, ""},
		{"held as a delta, weak", []string{known, `If-None-Match: "a", W/` + deltaTag}, 304, ""},
		{"held as a delta from another version", []string{known, "If-None-Match: " + strings.Replace(deltaTag, "-dcz-", "-dcz-00", 1)[:len(deltaTag)-1] + `"`}, 304, ""},
		{"held as a delta, dcz not accepted", []string{known, "If-None-Match: " + deltaTag, "Accept-Encoding: br"}, 200, "br"},
		{"held in Brotli", []string{known, "If-None-Match: " + tag}, 304, ""},
		{"held anyhow", []string{known, "If-None-Match: *"}, 304, ""},
		{"held otherwise", []string{known, `If-None-Match: "` + strings.Repeat("0", 24) + deltaTag[25:]}, 200, "dcz"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := version(after)
			got := settled(b, from, "GET", test.headers...)
			if coding := got.Header.Get("Content-Encoding"); got.StatusCode != test.status || coding != test.coding {
				t.Fatalf("got %d in %q, want %d in %q", got.StatusCode, coding, test.status, test.coding)
			}
			use := map[int]string{200: `match="app.*.wasm"`}[test.status]
			if got.Header.Get("Use-As-Dictionary") != use || got.Header.Get("Vary") != "Accept-Encoding, Available-Dictionary" || got.Header.Get("Cache-Control") != Forever[0] {
				t.Errorf("got %v, want Use-As-Dictionary %q and Vary", got.Header, use)
			}
			want := map[string]string{"br": tag, "dcz": deltaTag, "": got.Header.Get("Etag")}[test.coding]
			if got.Header.Get("Etag") != want || want == "" {
				t.Errorf("got the tag %s, want %s", got.Header.Get("Etag"), want)
			}
			if body, _ := io.ReadAll(got.Body); test.coding == "dcz" {
				checkDelta(t, before, after, body)
			}
			head := getForever(b, from, "HEAD", test.headers...)
			if body, _ := io.ReadAll(head.Body); len(body) != 0 || fmt.Sprint(head.Header) != fmt.Sprint(got.Header) {
				t.Errorf("HEAD: got %v, want %v", head.Header, got.Header)
			}
		})
	}
}

// checkDelta checks that a delta decodes with the dictionary to the content, within
// the window that browsers allow.
func checkDelta(t *testing.T, dictionary, content, body []byte) {
	t.Helper()
	sum := sha256.Sum256(dictionary)
	frame, ok := bytes.CutPrefix(body, slices.Concat([]byte{0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0}, sum[:]))
	if !ok {
		t.Fatalf("got the header % x, want magic and hash", body[:min(40, len(body))])
	}
	d, err := zstd.NewReader(nil, zstd.WithDecoderDictRaw(0, dictionary), zstd.WithDecoderMaxWindow(uint64(max(8<<20, len(dictionary)*5/4))))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if got, err := d.DecodeAll(frame, nil); err != nil || !bytes.Equal(got, content) {
		t.Errorf("got %d bytes, %v, want the content of %d", len(got), err, len(content))
	}
}

// Versions of several sizes and changes decode to what they are, also with the
// reference implementation where it is installed.
func TestDeltaDecodes(t *testing.T) {
	reference, _ := exec.LookPath("zstd")
	for name, change := range map[string]func([]byte) []byte{
		"same":     func(b []byte) []byte { return b },
		"appended": func(b []byte) []byte { return append(b, "more"...) },
		"shorter":  func(b []byte) []byte { return b[len(b)/3:] },
		"moved":    func(b []byte) []byte { return slices.Concat(b[len(b)/2:], b[:len(b)/2]) },
		"scattered": func(b []byte) []byte {
			for i := 0; i < len(b); i += 1000 {
				b[i]++
			}
			return b
		},
		"other": func(b []byte) []byte { return random(3, len(b)) },
	} {
		sizes := []int{minCached, 1<<20 + 7}
		if name == "appended" {
			sizes = append(sizes, 9<<20) // reaches beyond the window of browsers
		}
		for _, size := range sizes {
			dictionary := random(4, size)
			content := change(bytes.Clone(dictionary))
			encoded := encodeDelta(dictionary, content)
			checkDelta(t, dictionary, content, encoded)
			if name != "other" && len(encoded) > size/20 {
				t.Errorf("%s, %d bytes: got a delta of %d bytes, want a small part", name, size, len(encoded))
			}
			if reference != "" {
				checkReference(t, reference, dictionary, content, encoded)
			}
		}
	}
}

// checkReference checks that the command zstd decodes a delta.
func checkReference(t *testing.T, command string, dictionary, content, encoded []byte) {
	t.Helper()
	folder := t.TempDir()
	for name, data := range map[string][]byte{"dictionary": dictionary, "delta.zst": encoded[40:]} {
		if err := os.WriteFile(folder+"/"+name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := exec.Command(command, "-d", "-c", "--patch-from="+folder+"/dictionary", folder+"/delta.zst").Output()
	if err != nil || !bytes.Equal(got, content) {
		t.Errorf("zstd: got %d bytes, %v, want the content of %d", len(got), err, len(content))
	}
}

// Nobody can make the server work or fill its memory: few dictionaries are tried for
// a body, each once, and only those that the server has.
func TestDeltasAreFew(t *testing.T) {
	b := version(after)
	var all []*Body
	for i := range maxDeltas + 3 {
		all = append(all, version(append(bytes.Clone(before), byte(i))))
	}
	from := held(nil, all...)
	for i := range 100 {
		settled(b, from, "GET", available(fmt.Append(nil, i)))
	}
	if len(b.deltas.made) != 0 {
		t.Errorf("got %d deltas for unknown hashes, want none", len(b.deltas.made))
	}
	deltas := 0
	for _, earlier := range all {
		if settled(b, from, "GET", available(earlier.Content())).Header.Get("Content-Encoding") == "dcz" {
			deltas++
		}
	}
	if deltas != maxDeltas || len(b.deltas.made) != maxDeltas {
		t.Errorf("got %d deltas, want %d", deltas, maxDeltas)
	}
}

// No request waits for a delta: the first gets another form.
func TestNobodyWaitsForADelta(t *testing.T) {
	b, from := version(after), held(nil, version(before))
	making <- struct{}{} // as while another delta is made
	for range 3 {
		if got := getForever(b, from, "GET", available(before)).Header.Get("Content-Encoding"); got != "br" {
			t.Errorf("meanwhile: got %q, want br", got)
		}
	}
	<-making
	if got := settled(b, from, "GET", available(before)).Header.Get("Content-Encoding"); got != "dcz" {
		t.Errorf("then: got %q, want dcz", got)
	}
	unready := New("application/wasm", after, Thorough)
	settled(unready, from, "GET", available(before))
	if len(unready.deltas.made) != 0 {
		t.Error("before the Brotli form is ready: got a delta, want none")
	}
}

// Small bodies, and those that change too often to be compressed well, are neither
// dictionaries nor deltas.
func TestNoDictionary(t *testing.T) {
	for name, b := range map[string]*Body{
		"small": New("text/plain", before[:minCached-1], Thorough), "fast": New("text/plain", before, Fast),
		"too large": New("text/plain", make([]byte, maxThorough+1), Thorough),
	} {
		got := settled(b, held(nil), "GET", available(before))
		if got.Header.Get("Use-As-Dictionary") != "" || got.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: got %v, want no dictionary", name, got.Header)
		}
	}
	got := get(version(before), 200)
	if got.Header.Get("Use-As-Dictionary") != "" {
		t.Errorf("an address without a hash: got %v, want no dictionary", got.Header)
	}
	if got := getForever(version(before), held(nil), "GET", "Accept-Encoding: identity", "Range: bytes=0-6"); got.StatusCode != 206 || got.Header.Get("Use-As-Dictionary") != "" {
		t.Errorf("a range: got %d and %v, want 206 and no dictionary", got.StatusCode, got.Header)
	}
}

func FuzzDictionarySum(f *testing.F) {
	_, value, _ := strings.Cut(available(before), ": ")
	f.Add(value)
	f.Add(" " + value + ";a=1")
	f.Add(":" + strings.Repeat("=", 44) + ":")
	f.Fuzz(func(t *testing.T, line string) {
		sum, ok := dictionarySum([]string{line})
		if ok != (sum != "") || ok && (len(sum) != 64 || strings.Trim(sum, "0123456789abcdef") != "") {
			t.Errorf("%q: got %q, %t, want a hash of 64 digits or none", line, sum, ok)
		}
		if _, ok := dictionarySum([]string{line, line}); ok {
			t.Errorf("%q twice: got a hash, want none", line)
		}
	})
}
