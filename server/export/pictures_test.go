package export

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/picture/picturetest"
)

// An export contains no photo's location, and reports which files it has left
// out.
func TestPicturesTellNothing(t *testing.T) {
	files := small(t)
	for name, photo := range map[string][]byte{"phone.jpg": picturetest.JPEG(t, 40, 20, 6, nil), "phone.png": picturetest.PNG(t, 40, 20, 6),
		"apple.jpg": []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + picturetest.Secret)} {
		write(t, filepath.Join(files.Web, "images", name), string(photo))
	}
	o := Options{Files: files, Out: filepath.Join(t.TempDir(), "dist")}
	result, err := Export(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.LeftOut) != 1 || !strings.Contains(result.LeftOut[0], "images/apple.jpg: it is a HEIC picture") {
		t.Errorf("got %q left out, want apple.jpg", result.LeftOut)
	}
	written := read(t, o.Out)
	for name, content := range written {
		if strings.Contains(content, picturetest.Secret) {
			t.Errorf("%s: got the location in the file, want it removed", name)
		}
	}
	if written["web/images/phone.jpg"] == "" || written["web/images/phone.png"] == "" || written["web/images/apple.jpg"] != "" {
		t.Error("want phone.jpg and phone.png only")
	}
}

// An export contains no SVG that runs a script, because static hosts send no
// policy with an SVG.
func TestDrawingsRunNothing(t *testing.T) {
	files := small(t)
	const open = `<svg xmlns="http://www.w3.org/2000/svg">`
	write(t, filepath.Join(files.Web, "images", "evil.svg"), open+`<script>steal()</script></svg>`)
	write(t, filepath.Join(files.Web, "icons.svg"), open+`<g onload="steal()"/></svg>`)
	write(t, filepath.Join(files.Web, "images", "broken.svg"), open+`<script>steal()</script>`)
	o := Options{Files: files, Out: filepath.Join(t.TempDir(), "dist")}
	result, err := Export(context.Background(), o)
	if err != nil || len(result.LeftOut) != 1 || !strings.HasPrefix(result.LeftOut[0], "images/broken.svg: ") {
		t.Fatalf("got %q left out, %v, want broken.svg", result.LeftOut, err)
	}
	written := read(t, o.Out)
	for name, content := range written {
		if strings.Contains(content, "steal") {
			t.Errorf("%s: got a script in it, want none", name)
		}
	}
	if got := written["web/images/evil.svg"]; got != open+"</svg>" {
		t.Errorf("got %s, want the SVG without its script", got)
	}
}
