package site

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/picture/picturetest"
)

func TestImageSizes(t *testing.T) {
	outside := t.TempDir()
	web := filepath.Join(outside, "web")
	write(t, filepath.Join(outside, "secret.svg"), `<svg width="6" height="7"/>`)
	for name, text := range map[string]string{
		"go.mod": "module x", "size.svg": `<svg width="3" height="4"/>`, "px.svg": `<?xml version="1.0"?><svg width="3px" height="4px"/>`,
		"box.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40"/>`, "none.svg": "<svg/>", "percent.svg": `<svg width="100%" height="4"/>`,
		"empty.svg": "", "text.jpg": "no picture", "empty.png": "", "folder.jpg/a": "",
	} {
		write(t, filepath.Join(web, name), text)
	}
	writeImages(t, web)
	write(t, filepath.Join(web, "phone.jpg"), string(picturetest.JPEG(t, 12, 15, 6, nil)))
	write(t, filepath.Join(web, "bomb.png"), string(picturetest.Huge(30_000, 30_000)))
	write(t, filepath.Join(web, "phone.heic"), "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
	if err := os.Symlink("../secret.svg", filepath.Join(web, "link.svg")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("size.svg", filepath.Join(web, "inside.svg")); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		src                   string
		wantWidth, wantHeight int
		wantError             string
	}{
		{src: "/web/a.jpg", wantWidth: 12, wantHeight: 15},
		{src: "/web/a.png", wantWidth: 12, wantHeight: 15},
		{src: "/web/a.gif", wantWidth: 12, wantHeight: 15},
		{src: "/web/images/a.jpg", wantWidth: 12, wantHeight: 15},
		{src: "/web/phone.jpg", wantWidth: 15, wantHeight: 12},
		{src: "/web/bomb.png", wantError: "30000 × 30000 pixels, which is too large"},
		{src: "/web/phone.heic", wantError: "save it as JPEG"},
		{src: "/web/size.svg", wantWidth: 3, wantHeight: 4},
		{src: "/web/px.svg", wantWidth: 3, wantHeight: 4},
		{src: "/web/box.svg", wantWidth: 30, wantHeight: 40},
		{src: "/web/inside.svg", wantWidth: 3, wantHeight: 4},
		{src: "/web/none.svg", wantError: "no size"},
		{src: "/web/percent.svg", wantError: "no size"},
		{src: "/web/empty.svg", wantError: "not an SVG"},
		{src: "/web/text.jpg", wantError: "not a JPEG"},
		{src: "/web/empty.png", wantError: "not a JPEG"},
		{src: "/web/folder.jpg", wantError: " "},
		{src: "/web/missing.jpg", wantError: "no such file"},
		{src: "/web/../secret.svg", wantError: " "},
		{src: "/web/../../secret.svg", wantError: " "},
		{src: "/web/../web/size.svg", wantWidth: 3, wantHeight: 4},
		{src: "/web/images/../../secret.svg", wantError: " "},
		{src: "/secret.svg", wantError: " "},
		{src: "/web/link.svg", wantError: " "},
		{src: "/web/", wantError: " "},
		{src: "/web/size.svg\x00.jpg", wantError: " "},
	}
	sizes := openSizes(web)
	defer sizes.close()
	for _, test := range tests {
		t.Run(test.src, func(t *testing.T) {
			width, height, err := sizes.of(test.src)
			if width != test.wantWidth || height != test.wantHeight {
				t.Errorf("got %d × %d, want %d × %d", width, height, test.wantWidth, test.wantHeight)
			}
			if test.wantError == "" && err != nil || test.wantError != "" && (err == nil || !strings.Contains(err.Error(), test.wantError)) {
				t.Errorf("error: got %v, want %q in it", err, test.wantError)
			}
		})
	}
}

// writeImages writes pictures of 12 × 15 pixels in each format.
func writeImages(t *testing.T, folder string) {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 12, 15))
	for name, encode := range map[string]func(io.Writer) error{
		"a.jpg":        func(w io.Writer) error { return jpeg.Encode(w, picture, nil) },
		"images/a.jpg": func(w io.Writer) error { return jpeg.Encode(w, picture, nil) },
		"a.png":        func(w io.Writer) error { return png.Encode(w, picture) },
		"a.gif":        func(w io.Writer) error { return gif.Encode(w, picture, nil) },
	} {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(folder, name), b.String())
	}
}
