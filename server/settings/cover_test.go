package settings_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/server/editor"
	"carrito/server/settings"
)

// drawing is a picture of 16 × 9 pixels.
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"/>`

// fakePhotos keeps photos as an editor does, but for files that are named broken, full or
// foto.jpg.
type fakePhotos struct {
	*owner
	editor *editor.Editor
}

var _ settings.Photos = fakePhotos{}

func (f fakePhotos) Keep(ctx context.Context, file io.ReaderAt, size int64, name string) (catalog.Image, string, error) {
	switch name {
	case "broken":
		return catalog.Image{}, "No es una foto.", nil
	case "full":
		return catalog.Image{}, "", errors.New("the disk is full")
	case "foto.jpg":
	default:
		return f.editor.Keep(ctx, file, size, name)
	}
	f.put("images/fotos/nueva.svg", drawing)
	return catalog.Image{Src: "/web/images/fotos/nueva.svg", Width: 16, Height: 9}, "", nil
}

func (f fakePhotos) Size(c catalog.Image) { f.put("sized-"+filepath.Base(c.Src), "") }

// sendPhoto sends a form with a file.
func (o *owner) sendPhoto(form url.Values, name string) answer {
	o.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for field, values := range form {
		for _, value := range values {
			w.WriteField(field, value)
		}
	}
	part, err := w.CreateFormFile("photo", name)
	if err != nil {
		o.Fatal(err)
	}
	part.Write([]byte("photo"))
	w.Close()
	return o.sendBody("POST", "/admin/tienda", w.FormDataContentType(), &body)
}

func TestCoverOfTheShop(t *testing.T) {
	t.Parallel()
	o := newOwner(t)
	o.put("images/portada.svg", drawing)
	o.wantSaved(o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "cover.src", "/web/images/portada.svg", "cover.alt", "Una <prenda>", "do", "save")))
	want := `"cover": { "src": "/web/images/portada.svg", "alt": "Una <prenda>", "width": 16, "height": 9 }`
	if got := strings.Join(strings.Fields(o.read("shop.json")), " "); !strings.Contains(got, want) {
		t.Errorf("got %s\nwant %s in it, with the size of the file", got, want)
	}
	if _, err := os.Stat(filepath.Join(o.files.Web, "sized-portada.svg")); err != nil {
		t.Errorf("got %v, want the sizes of the picture", err)
	}
	if again := o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "do", "save")); !strings.HasSuffix(again.header.Get("Location"), "hecho=0") {
		t.Errorf("got %d to %q, want nothing to save", again.status, again.header.Get("Location"))
	}
	for name, fault := range map[string]string{"broken": "No es una foto.", "full": "No se pudo guardar"} {
		got := o.sendPhoto(change(o.open("/admin/tienda"), "tagline", "Escrito", "do", "save"), name)
		if got.status != http.StatusConflict || !strings.Contains(got.body, `id="cover.src-fault">`+fault) || o.form(got.body).Get("tagline") != "Escrito" {
			t.Errorf("%s: got %d, %s; want %q, and what was typed", name, got.status, faults(got.body), fault)
		}
	}
	o.wantSaved(o.sendPhoto(change(o.open("/admin/tienda"), "do", "save"), "foto.jpg"))
	if got := o.read("shop.json"); !strings.Contains(got, "/web/images/fotos/nueva.svg") {
		t.Errorf("got %s, want the photo that was sent", got)
	}
	o.wantSaved(o.send("POST", "/admin/tienda", change(o.open("/admin/tienda"), "cover.src", "", "do", "save")))
	if got := o.read("shop.json"); strings.Contains(got, `"cover"`) {
		t.Errorf("got %s, want no cover", got)
	}
}
