package images

import (
	"bytes"
	"context"
	"errors"
	"image"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/server/picture/picturetest"

	"github.com/gen2brain/avif"
)

// Photos become upright, in sRGB, without metadata, and not larger than needed.
func TestReadPhoto(t *testing.T) {
	var asAVIF bytes.Buffer
	if err := avif.Encode(&asAVIF, picturetest.Pixels(60, 40), avif.Options{Quality: 80, Speed: 10}); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		file          []byte
		extension     string
		width, height int
	}{
		"upright":     {picturetest.JPEG(t, 60, 40, 1, nil), ".jpg", 60, 40},
		"turned":      {picturetest.JPEG(t, 60, 40, 6, nil), ".jpg", 40, 60},
		"inks":        {picturetest.CMYK(60, 40), ".jpg", 60, 40},
		"PNG":         {picturetest.PNG(t, 60, 40, 1), ".jpg", 60, 40},
		"AVIF":        {asAVIF.Bytes(), ".jpg", 60, 40},
		"large":       {picturetest.JPEG(t, 4800, 100, 1, nil), ".jpg", 2400, 50},
		"large, wide": {picturetest.JPEG(t, 100, 4800, 6, nil), ".jpg", 2400, 50},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := ReadPhoto(t.Context(), bytes.NewReader(test.file), int64(len(test.file)))
			if err != nil {
				t.Fatal(err)
			}
			if p.Extension != test.extension || p.Width != test.width || p.Height != test.height {
				t.Errorf("got %s, %d × %d, want %s, %d × %d", p.Extension, p.Width, p.Height, test.extension, test.width, test.height)
			}
			config, _, err := image.DecodeConfig(bytes.NewReader(p.Content))
			if err != nil || config.Width != p.Width || config.Height != p.Height {
				t.Errorf("got %v, %v, want a picture of that size", config, err)
			}
			if bytes.Contains(p.Content, []byte(picturetest.Secret)) || bytes.Contains(p.Content, []byte("Exif")) {
				t.Error("got metadata, want none")
			}
		})
	}
}

// What is no photo is refused by kind, and a bomb before any pixel is decoded.
func TestReadPhotoRefuses(t *testing.T) {
	whole := picturetest.JPEG(t, 600, 400, 1, nil)
	png := picturetest.PNG(t, 300, 200, 1)
	for name, test := range map[string]struct {
		file []byte
		want error
	}{
		"empty":     {nil, ErrUnknown},
		"program":   {[]byte("\x7fELF" + strings.Repeat("x", 900)), ErrUnknown},
		"drawing":   {[]byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), ErrDrawing},
		"animation": {picturetest.GIF(t, 10, 10, 3), ErrMoving},
		"film":      {[]byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + strings.Repeat("x", 99)), ErrMoving},
		"HEIC":      {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + strings.Repeat("x", 99)), ErrHEIC},
		"bomb":      {picturetest.Huge(30000, 30000), ErrLarge},
		"cut off":   {whole[:len(whole)/2], ErrBroken},
		"cut PNG":   {png[:len(png)/2], ErrBroken},
		"only head": {whole[:20], ErrBroken},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ReadPhoto(t.Context(), bytes.NewReader(test.file), int64(len(test.file))); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

// The pictures of a new original are added to the others.
func TestAdd(t *testing.T) {
	a := newAlbum(t, 400, 500)
	if _, err := Make(context.Background(), a.web, a.originals[:1], nil); err != nil {
		t.Fatal(err)
	}
	if err := Add(t.Context(), a.web, a.originals[1]); err != nil {
		t.Fatal(err)
	}
	index := Read(a.web)
	for _, original := range a.originals {
		if !index.Has(original, a.web) {
			t.Errorf("got no pictures of %s", original.Src)
		}
	}
	if err := Add(t.Context(), a.web, catalog.Image{Src: "/web/images/none.jpg", Width: 5, Height: 5}); err == nil {
		t.Error("got no error for a missing original")
	}
	if result, err := Make(context.Background(), a.web, a.originals, nil); err != nil || result.Made != 0 {
		t.Errorf("got %+v, %v, want nothing left to make", result, err)
	}
}

// FuzzReadPhoto looks for files that crash the reader or pass for a photo without
// being one.
func FuzzReadPhoto(f *testing.F) {
	f.Add(picturetest.JPEG(f, 16, 12, 6, nil))
	f.Add(picturetest.PNG(f, 16, 12, 1))
	f.Add(picturetest.WebP(f, 1))
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := ReadPhoto(t.Context(), bytes.NewReader(file), int64(len(file)))
		if err != nil {
			return
		}
		if config, _, err := image.DecodeConfig(bytes.NewReader(p.Content)); err != nil || config.Width != p.Width || config.Height != p.Height {
			t.Errorf("got %v, %v, want a picture of %d × %d", config, err, p.Width, p.Height)
		}
	})
}
