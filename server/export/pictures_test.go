package export

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/picture/picturetest"
)

// An export carries no photo's place, and says which files it has left out.
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
	if len(result.Left) != 1 || !strings.Contains(result.Left[0], "images/apple.jpg: it is a HEIC picture") {
		t.Errorf("got %q left out, want apple.jpg", result.Left)
	}
	written := read(t, o.Out)
	for name, content := range written {
		if strings.Contains(content, picturetest.Secret) {
			t.Errorf("%s: got the place in the file, want it gone", name)
		}
	}
	if written["web/images/phone.jpg"] == "" || written["web/images/phone.png"] == "" || written["web/images/apple.jpg"] != "" {
		t.Error("got other files, want phone.jpg and phone.png")
	}
}
