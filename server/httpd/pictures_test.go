package httpd

import (
	"bytes"
	"image"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/picture"
	"carrito/server/picture/picturetest"
)

// Photos are served without what a phone notes of place and time, whatever they
// are called, and in their true type.
func TestPicturesTellNothing(t *testing.T) {
	files := folder(t)
	photos := map[string][]byte{
		"images/phone.jpg": picturetest.JPEG(t, 40, 20, 6, nil), "images/phone.png": picturetest.PNG(t, 40, 20, 6),
		"images/wrong.png": picturetest.JPEG(t, 40, 20, 1, nil), "images/wrong.ico": picturetest.JPEG(t, 40, 20, 1, nil),
		"images/phone.gif": picturetest.GIF(t, 40, 20, 2), "images/phone.webp": picturetest.WebP(t, 6),
	}
	for name, photo := range photos {
		write(t, filepath.Join(files.Web, name), string(photo))
	}
	h, _ := newHandler(t, files)
	server := serveTest(t, h)
	for name, photo := range photos {
		got := ask(t, "GET", server+"/web/"+name)
		if got.status != 200 || strings.Contains(got.body, picturetest.Secret) || len(got.body) == 0 {
			t.Errorf("%s: got %d and the place %v, want 200 and no place", name, got.status, strings.Contains(got.body, picturetest.Secret))
		}
		if want := picture.Sniff(photo).Type(); got.header.Get("Content-Type") != want {
			t.Errorf("%s: got the type %q, want %q", name, got.header.Get("Content-Type"), want)
		}
		before, _ := picture.Read(bytes.NewReader(photo), int64(len(photo)))
		after, err := picture.Read(strings.NewReader(got.body), int64(len(got.body)))
		if err != nil || before.Width != after.Width || before.Height != after.Height {
			t.Errorf("%s: got %d × %d, %v, want %d × %d", name, after.Width, after.Height, err, before.Width, before.Height)
		}
		if _, _, err := image.Decode(strings.NewReader(got.body)); err != nil {
			t.Errorf("%s: got %v, want a picture", name, err)
		}
		part := ask(t, "GET", server+"/web/"+name, "Range: bytes=10-29")
		if part.status != 206 || part.body != got.body[10:30] {
			t.Errorf("%s: got %d for a part, want 206 and bytes of the same content", name, part.status)
		}
	}
}

// What may be a picture with its place in it, and cannot be read, is not served.
func TestUnreadablePicturesAreNotServed(t *testing.T) {
	files := folder(t)
	for name, text := range map[string]string{"a.heic": "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + picturetest.Secret,
		"b.jpg": "\x00\x00\x00\x18ftypheic" + picturetest.Secret, "c.jpg": picturetest.Secret, "d.tif": "II*\x00" + picturetest.Secret} {
		write(t, filepath.Join(files.Web, "images", name), text)
	}
	h, _ := newHandler(t, files)
	server := serveTest(t, h)
	for _, name := range []string{"a.heic", "b.jpg", "c.jpg", "d.tif"} {
		if got := ask(t, "GET", server+"/web/images/"+name); got.status != 404 || strings.Contains(got.body, picturetest.Secret) {
			t.Errorf("%s: got %d, want 404", name, got.status)
		}
	}
}

// A drawing runs nothing where it is opened by itself.
func TestDrawingsRunNothing(t *testing.T) {
	const open = `<svg xmlns="http://www.w3.org/2000/svg">`
	files := folder(t)
	for _, name := range []string{"images/evil.svg", "images/EVIL.SVG", "icons.svg"} {
		write(t, filepath.Join(files.Web, name), open+`<g onload="steal()"/><script>steal()</script></svg>`)
	}
	write(t, filepath.Join(files.Web, "images/broken.svg"), open+`<g></svg><script>steal()</script>`)
	h, _ := newHandler(t, files)
	server := serveTest(t, h)
	addresses := []string{"/web/images/evil.svg", "/web/images/EVIL.SVG"}
	for address := range h.current.Load().hashed {
		if strings.Contains(address, "icons") {
			addresses = append(addresses, address)
		}
	}
	if len(addresses) != 3 {
		t.Fatalf("got %q, want the icons too", addresses)
	}
	for _, address := range addresses {
		got := ask(t, "GET", server+address)
		if got.status != 200 || got.body != open+`<g></g></svg>` || got.header.Get("Content-Type") != "image/svg+xml" {
			t.Errorf("%s: got %d %s, want the drawing without its script", address, got.status, got.body)
		}
	}
	if got := ask(t, "GET", server+"/web/images/broken.svg"); got.status != 404 || strings.Contains(got.body, "steal") {
		t.Errorf("a broken drawing: got %d, want 404", got.status)
	}
}
