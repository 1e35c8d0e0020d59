package photos

import (
	"bytes"
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/fetch"
	"carrito/server/picture/picturetest"
)

// drawing is an SVG with a script.
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><script>alert(1)</script><rect/></svg>`

// files are pictures of an owner, and what only looks like one.
func files(t *testing.T) map[string][]byte {
	photo := picturetest.JPEG(t, 40, 30, 6, nil)
	return map[string][]byte{
		"polo.jpg": photo, "Polo AZUL.PNG": picturetest.PNG(t, 40, 30, 1), "taza.svg": []byte(drawing), "a.jpg": photo, "a.png": picturetest.PNG(t, 4, 3, 1),
		"cut.jpg": picturetest.Bare(t, 400, 300)[:900], "program.jpg": []byte("MZ\x90\x00" + strings.Repeat("\x00", 100)), "huge.png": picturetest.Huge(30_000, 30_000),
		"phone.heic": []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1"), "page.jpg": []byte("<!DOCTYPE html><html><script>alert(1)</script>"), "empty.jpg": {},
	}
}

// checks are the pictures by name, with their sizes or the reason why they are refused.
var checks = []struct {
	name          string
	width, height int
	fault         string
}{
	{"polo.jpg", 30, 40, ""}, // turned upright
	{"Polo AZUL.PNG", 40, 30, ""},
	{"taza.svg", 30, 20, ""},
	{"cut.jpg", 0, 0, "cut off"},
	{"program.jpg", 0, 0, "cannot be used: it is not a JPEG"},
	{"huge.png", 0, 0, "30000 × 30000 pixels, which is too large"},
	{"phone.heic", 0, 0, "HEIC"},
	{"page.jpg", 0, 0, "not"},
	{"empty.jpg", 0, 0, "cannot be used"},
}

// expect checks a picture, and that its file has nothing of the owner's life.
func expect(t *testing.T, shop Shop, photo Photo, err error, width, height int, fault string) {
	t.Helper()
	if fault != "" {
		if err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("got %+v, %v, want an error with %q", photo, err, fault)
		}
		return
	}
	if err != nil || photo.Width != width || photo.Height != height {
		t.Errorf("got %+v, %v, want %d × %d pixels", photo, err, width, height)
		return
	}
	stored, err := os.ReadFile(filepath.Join(shop.Web, strings.TrimPrefix(photo.Src, "/web/")))
	if err != nil || bytes.Contains(stored, []byte(picturetest.Secret)) || bytes.Contains(stored, []byte("<script")) {
		t.Errorf("%s: got %v or a file with metadata or a script", photo.Src, err)
	}
	own, err := shop.Own(photo.Src)
	if err != nil || own != photo {
		t.Errorf("got %+v, %v as the shop's own, want %+v", own, err, photo)
	}
}

func TestFolder(t *testing.T) {
	folder, shop := t.TempDir(), Shop{t.TempDir()}
	os.Mkdir(filepath.Join(folder, "más"), 0o700)
	for name, content := range files(t) {
		if err := os.WriteFile(filepath.Join(folder, "más", name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	secret := filepath.Join(t.TempDir(), "secret.jpg")
	os.WriteFile(secret, picturetest.Bare(t, 4, 3), 0o600)
	os.Symlink(secret, filepath.Join(folder, "link.jpg"))
	f, err := shop.OpenFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, check := range checks {
		t.Run(check.name, func(t *testing.T) {
			photo, err := f.Photo(check.name)
			expect(t, shop, photo, err, check.width, check.height, check.fault)
		})
	}
	polo, _ := f.Photo("polo.jpg")
	for _, name := range []string{"POLO.JPG", "polo", `C:\Fotos\polo.jpg`, "fotos/polo.jpeg", "Pólo.jpg"} {
		if photo, err := f.Photo(name); err != nil || photo != polo {
			t.Errorf("%s: got %+v, %v, want %+v", name, photo, err, polo)
		}
	}
	for _, name := range []string{"", "..", "../secret.jpg", "link.jpg", "nada.jpg", "más"} {
		if photo, err := f.Photo(name); !isMissing(err) {
			t.Errorf("%s: got %+v, %v, want none", name, photo, err)
		}
	}
	if _, err := f.Photo("a"); err == nil || !strings.Contains(err.Error(), "several files") {
		t.Errorf("got %v, want an error for a name that two files have", err)
	}
	entries, _ := os.ReadDir(filepath.Join(shop.Web, "images"))
	if len(entries) != 3 {
		t.Errorf("got %d files in the shop, want 3: none for faults, and none twice", len(entries))
	}
	if _, err := shop.OpenFolder(filepath.Join(folder, "polo.jpg")); err == nil {
		t.Error("got no error for a folder that is a file")
	}
}

// Pictures are fetched once, and only from where they may be.
func TestFetch(t *testing.T) {
	all := files(t)
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		content, ok := all[strings.TrimPrefix(r.URL.Path, "/")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Write(content)
	}))
	defer server.Close()
	shop := Shop{t.TempDir()}
	client := fetch.Client{Private: true, Limit: 1 << 20, Timeout: 10 * time.Second}
	addresses := []string{server.URL + "/missing.jpg"}
	for _, check := range checks {
		addresses = append(addresses, server.URL+"/"+check.name)
	}
	calls := 0
	got, err := shop.Fetch(context.Background(), client, addresses, func(done, total int) { calls++ })
	if err != nil || calls != len(addresses) {
		t.Fatalf("got %v and %d calls of progress", err, calls)
	}
	for _, check := range checks {
		t.Run(check.name, func(t *testing.T) {
			fault := check.fault
			if check.name == "page.jpg" {
				fault = "web page"
			}
			photo, err := got.Photo(server.URL + "/" + check.name)
			expect(t, shop, photo, err, check.width, check.height, fault)
		})
	}
	if _, err := got.Photo(server.URL + "/missing.jpg"); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("got %v, want the status", err)
	}
	if _, err := got.Photo("https://x.example/"); !isMissing(err) {
		t.Errorf("got %v, want none for an address that was not asked for", err)
	}
	before := asked.Load()
	if _, err := shop.Fetch(context.Background(), client, addresses[1:4], nil); err != nil || asked.Load() != before {
		t.Errorf("got %v and %d more requests, want the shop's own pictures", err, asked.Load()-before)
	}
	client.Private = false
	elsewhere := Shop{t.TempDir()}
	private, err := elsewhere.Fetch(context.Background(), client, addresses[1:2], nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := private.Photo(addresses[1]); err == nil || !strings.Contains(err.Error(), "private network") {
		t.Errorf("got %v, want a private address refused", err)
	}
}

// Own finds only files in the folder web.
func TestOwn(t *testing.T) {
	shop := Shop{t.TempDir()}
	os.Mkdir(filepath.Join(shop.Web, "images"), 0o700)
	os.WriteFile(filepath.Join(shop.Web, "images", "polo.jpg"), picturetest.Bare(t, 4, 3), 0o600)
	os.WriteFile(filepath.Join(shop.Web, "images", "bad.jpg"), []byte("x"), 0o600)
	want := Photo{"/web/images/polo.jpg", 4, 3}
	for _, name := range []string{"polo.jpg", "/web/images/polo.jpg"} {
		if photo, err := shop.Own(name); err != nil || photo != want {
			t.Errorf("%s: got %+v, %v, want %+v", name, photo, err, want)
		}
	}
	for _, name := range []string{"", "nada.jpg", "../x.jpg", "/web/../x.jpg", "/etc/passwd", "https://x.example/polo.jpg", "/web/images", `..\polo.jpg`, "/web/"} {
		if photo, err := shop.Own(name); !isMissing(err) {
			t.Errorf("%s: got %+v, %v, want none", name, photo, err)
		}
	}
	if _, err := shop.Own("bad.jpg"); err == nil || isMissing(err) {
		t.Errorf("got %v, want why it cannot be used", err)
	}
}

func isMissing(err error) bool {
	return err != nil && strings.Contains(err.Error(), fs.ErrNotExist.Error())
}
