package httpd

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/asset"
	"carrito/server/site"

	"github.com/andybalholm/brotli"
)

// program returns a large program, most of which is no smaller when compressed.
func program(seed byte) string {
	code := make([]byte, 400_000)
	rand.NewChaCha8([32]byte{}).Read(code[:300_000])
	return "\x00asm\x01\x00\x00\x00" + string(code) + string([]byte{seed})
}

// deploy writes a program, and its compressed form as make build does, but in less
// time.
func deploy(t *testing.T, files site.Files, program string) {
	t.Helper()
	write(t, filepath.Join(files.Web, "app.wasm"), program)
	writeForm(t, files, program, program)
}

// writeForm writes the compressed form of some content, where that of a program is
// looked for.
func writeForm(t *testing.T, files site.Files, program, content string) {
	t.Helper()
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, brotli.BestSpeed)
	w.Write([]byte(content))
	w.Close()
	write(t, formFile(files, program), packed.String())
}

func formFile(files site.Files, program string) string {
	return filepath.Join(files.Web, ".cache", fmt.Sprintf("%x.br", sha256.Sum256([]byte(program))))
}

// programAddress returns the address of a program.
func programAddress(program string) string {
	return site.HashedName(site.ProgramFile, asset.New("", []byte(program), asset.Thorough))
}

// catalogueAddress returns the address of a catalogue.
func catalogueAddress(catalogue string) string {
	return site.HashedName(site.ProductsFile, asset.New("", []byte(catalogue), asset.Thorough))
}

// start serves the files, compressed.
func start(t *testing.T, files site.Files) (*Handler, string) {
	t.Helper()
	h, _ := newHandler(t, files)
	wait(t, h)
	return h, serveTest(t, h)
}

// awaitCoding waits until the new program comes in a coding to a browser that has the
// old one.
func awaitCoding(t *testing.T, server, old, now, coding string) {
	t.Helper()
	sum := sha256.Sum256([]byte(old))
	eventually(t, coding, func() bool {
		got := ask(t, "GET", server+programAddress(now), "Accept-Encoding: br, dcz",
			"Available-Dictionary: :"+base64.StdEncoding.EncodeToString(sum[:])+":")
		if got.status != 200 || got.header.Get("Use-As-Dictionary") != `match="app.*.wasm"` {
			t.Fatalf("got %d with %v, want 200 and a dictionary", got.status, got.header)
		}
		return got.header.Get("Content-Encoding") == coding && (coding != "dcz" || len(got.body) < 1000)
	})
}

// A browser that has an earlier program gets what changed, whether the server has run
// on or was started anew.
func TestUpdateOfTheProgram(t *testing.T) {
	files := folder(t)
	first, second, third := program(1), program(2), program(3)
	deploy(t, files, first)
	h, server := start(t, files)
	deploy(t, files, second)
	h.reload()
	wait(t, h)
	if err := os.Remove(formFile(files, first)); err != nil { // the first is in memory
		t.Fatal(err)
	}
	awaitCoding(t, server, first, second, "dcz")

	deploy(t, files, third)
	_, server = start(t, files)
	awaitCoding(t, server, second, third, "dcz")
	awaitCoding(t, server, first, third, "br")
}

// A page that was open during a restart gets its program and its catalogue from the
// folder of compressed forms.
func TestAssetsOfAnEarlierRun(t *testing.T) {
	files := folder(t)
	old, damaged, now := program(1), program(2), program(3)
	drawing := strings.Repeat("<svg/>", 60_000)
	catalogue := oneHat + strings.Repeat(" ", 300_000)
	deploy(t, files, old)
	writeForm(t, files, drawing, drawing)
	writeForm(t, files, catalogue, catalogue)
	writeForm(t, files, damaged, old)
	deploy(t, files, now)
	_, server := start(t, files)
	for _, test := range []struct {
		name, address string
		status        int
	}{
		{"earlier program", programAddress(old), 200},
		{"present program", programAddress(now), 200},
		{"earlier catalogue", catalogueAddress(catalogue), 200},
		{"program as a catalogue", catalogueAddress(old), 404},
		{"catalogue as a program", programAddress(catalogue), 404},
		{"damaged", programAddress(damaged), 404},
		{"never was", programAddress(program(4)), 404},
		{"another name", strings.Replace(programAddress(old), "app.", "other.", 1), 404},
		{"another extension", strings.Replace(programAddress(old), ".wasm", ".html", 1), 404},
		{"no program", programAddress(drawing), 404},
		{"part of the hash", programAddress(old)[:len("/web/assets/app.01234567")] + ".wasm", 404},
		{"longer hash", strings.Replace(programAddress(old), ".wasm", "0.wasm", 1), 404},
		{"capitals", strings.Replace(strings.ToUpper(programAddress(old)), "/WEB/ASSETS/APP.", "/web/assets/app.", 1), 404},
	} {
		got := ask(t, "GET", server+test.address, "Accept-Encoding: br")
		if got.status != test.status {
			t.Errorf("%s: got %d, want %d", test.name, got.status, test.status)
		}
		if got.status != 200 {
			continue
		}
		header := got.header
		if header.Get("Content-Type") != asset.Type(test.address) || header.Get("Cache-Control") != asset.Forever[0] || header.Get("Content-Encoding") != "br" {
			t.Errorf("%s: got %v, want an asset that does not change", test.name, header)
		}
		if plain := ask(t, "GET", server+test.address).body; programAddress(plain) != test.address && catalogueAddress(plain) != test.address {
			t.Errorf("%s: got another content, want that of the address", test.name)
		}
	}
}

// Nobody can make the server recover one program after the other.
func TestRecoveredAreFew(t *testing.T) {
	files := folder(t)
	r := recovered{cache: &asset.Cache{Folder: filepath.Join(files.Web, ".cache")}}
	recovers := func(seed byte) bool {
		return r.asset(programAddress(program(seed))) != nil
	}
	for i := range byte(maxRecovered + 1) {
		writeForm(t, files, program(i), program(i))
		if got := recovers(i); got != (i < maxRecovered) {
			t.Errorf("program %d: got it %t, want the first %d", i, got, maxRecovered)
		}
	}
	r.assets[0].at = time.Now().Add(-recoveredFor)
	if !recovers(maxRecovered) || recovers(0) || !recovers(1) {
		t.Error("later: got the oldest program, want the latest in its place")
	}
}
