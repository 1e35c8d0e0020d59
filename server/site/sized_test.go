package site

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/images"

	"golang.org/x/net/html"
)

// photoShop writes a shop with six products. They have photos, an SVG and a
// picture on another host.
func photoShop(t *testing.T) Files {
	t.Helper()
	web := t.TempDir()
	write := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(web, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 200, 250)), nil); err != nil {
		t.Fatal(err)
	}
	write("cover.jpg", photo.Bytes())
	write("a, b.jpg", photo.Bytes())
	write("c.jpg", photo.Bytes())
	write("d.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="50"/>`))
	write("shop.json", []byte(`{"name": "S", "language": "es", "locale": "es-PE", "currency": "PEN",
		"cover": {"src": "/web/cover.jpg", "alt": "", "width": 200, "height": 250}}`))
	products := "["
	for i, image := range []string{"a, b.jpg", "c.jpg", "d.svg", "c.jpg", "c.jpg", "c.jpg"} {
		size := `"width": 200, "height": 250`
		if image == "d.svg" {
			size = `"width": 40, "height": 50`
		}
		id := string(rune('1' + i))
		products += `{"id": ` + id + `, "slug": "p` + id + `", "name": "P", "price": "1.00", "category": "C", "images": [
			{"src": "/web/` + image + `", "alt": "", ` + size + `},
			{"src": "https://other.example/e.jpg", "alt": ""}]},`
	}
	write("products.json", []byte(strings.TrimSuffix(products, ",")+"]"))
	return Files{Shop: filepath.Join(web, "shop.json"), Products: filepath.Join(web, "products.json"), Web: web}
}

// makePictures makes the smaller pictures of a shop.
func makePictures(t *testing.T, files Files) {
	t.Helper()
	originals, err := Originals(files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := images.Make(context.Background(), files.Web, originals, nil); err != nil {
		t.Fatal(err)
	}
}

// element is one start tag of a page.
type element struct {
	name   string
	attr   map[string]string
	parent string
}

// elementsOf returns the elements with a name on a page.
func elementsOf(t *testing.T, s *Site, path string, name string) []element {
	t.Helper()
	document, err := s.Page(&url.URL{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(document.HTML))
	if err != nil {
		t.Fatal(err)
	}
	var found []element
	for node := range root.Descendants() {
		if node.Type != html.ElementNode || node.Data != name {
			continue
		}
		e := element{name: name, attr: map[string]string{}, parent: node.Parent.Data}
		for _, a := range node.Attr {
			e.attr[a.Key] = a.Val
		}
		found = append(found, e)
	}
	return found
}

var photoPages = []string{"/", "/producto/1", "/producto/2", "/producto/3", "/categoria/c"}

func TestPagesWithoutMadePictures(t *testing.T) {
	s, err := Load(photoShop(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range photoPages {
		if got := elementsOf(t, s, page, "picture"); len(got) != 0 {
			t.Errorf("%s: got %d <picture>, want none", page, len(got))
		}
		for _, img := range elementsOf(t, s, page, "img") {
			if _, ok := img.attr["srcset"]; ok || img.attr["src"] == "" || strings.Contains(img.attr["src"], "sized") {
				t.Errorf("%s: got %v, want a plain src", page, img.attr)
			}
		}
	}
}

func TestPagesWithMadePictures(t *testing.T) {
	files := photoShop(t)
	makePictures(t, files)
	s, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range photoPages {
		photos := 0
		for _, img := range elementsOf(t, s, page, "img") {
			src := img.attr["src"]
			if strings.HasSuffix(src, ".svg") || strings.HasPrefix(src, "https://") {
				if _, ok := img.attr["srcset"]; ok || img.parent == "picture" {
					t.Errorf("%s: got %v, want a plain src", page, img.attr)
				}
				continue
			}
			photos++
			if img.parent != "picture" || img.attr["width"] != "200" || img.attr["height"] != "250" || img.attr["sizes"] == "" {
				t.Errorf("%s: got %v, want it in a <picture>, with sizes, width and height", page, img.attr)
			}
			wantFiles(t, files.Web, img.attr["srcset"]+", "+src+" 0w")
		}
		sources := elementsOf(t, s, page, "source")
		if len(sources) != photos || photos == 0 {
			t.Errorf("%s: got %d <source>, want one for each of %d photos", page, len(sources), photos)
		}
		for _, source := range sources {
			if source.attr["type"] != "image/avif" || source.attr["sizes"] == "" || source.parent != "picture" {
				t.Errorf("%s: got %v, want AVIF with sizes", page, source.attr)
			}
			wantFiles(t, files.Web, source.attr["srcset"])
		}
	}
}

// wantFiles checks that every address of a srcset is that of a file.
func wantFiles(t *testing.T, web, srcset string) {
	t.Helper()
	for candidate := range strings.SplitSeq(srcset, ", ") {
		address, width, _ := strings.Cut(candidate, " ")
		u, err := url.Parse(address)
		if err != nil || u.Query().Get("v") == "" || !strings.HasSuffix(width, "w") {
			t.Errorf("srcset: got %q, error %v, want an address with v and a width", candidate, err)
			continue
		}
		if _, err := os.Stat(filepath.Join(web, strings.TrimPrefix(u.Path, "/web/"))); err != nil {
			t.Error(err)
		}
	}
}

// The catalogue of a running shop may name pictures without smaller ones.
func TestPagesWithNewPicture(t *testing.T) {
	files := photoShop(t)
	makePictures(t, files)
	photo, err := os.ReadFile(filepath.Join(files.Web, "c.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(files.Web, "c.jpg"), append(photo, 0), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if got := elementsOf(t, s, "/producto/2", "img")[0].attr["src"]; got != "/web/c.jpg" {
		t.Errorf("changed photo: got %q, want the original", got)
	}
	if got := elementsOf(t, s, "/producto/1", "picture"); len(got) == 0 {
		t.Error("unchanged photo: got no <picture>, want one")
	}
}

func TestFirstPictureFirst(t *testing.T) {
	files := photoShop(t)
	makePictures(t, files)
	s, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	// Eager pictures: the cover and four cards; the photo; four cards.
	for page, wantEager := range map[string]int{"/": 5, "/producto/1": 1, "/categoria/c": 4} {
		eager, high := 0, 0
		for i, img := range elementsOf(t, s, page, "img") {
			if img.attr["loading"] != "lazy" {
				eager++
			}
			if img.attr["fetchpriority"] == "high" {
				high++
				if i != 0 || img.attr["loading"] == "lazy" {
					t.Errorf("%s: picture %d: got fetchpriority high, loading %q; want it for the first picture only, not lazy", page, i, img.attr["loading"])
				}
			}
		}
		if eager != wantEager || high != 1 {
			t.Errorf("%s: got %d eager pictures and %d of high priority, want %d and 1", page, eager, high, wantEager)
		}
	}
}
