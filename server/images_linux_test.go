//go:build !race

package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/picture/picturetest"
)

// The command images takes less than 512 MB, whatever the originals are. The
// test does not run under the race detector, which takes three times as much.
func TestImagesMemory(t *testing.T) {
	originals := map[string][]byte{
		"bomb.png":        picturetest.Huge(30_000, 30_000),
		"tall.png":        plainPNG(t, image.NewGray(image.Rect(0, 0, 1600, 16_000))),
		"deep.png":        plainPNG(t, image.NewNRGBA64(image.Rect(0, 0, 5_000, 5_000))),
		"phone.jpg":       plainJPEG(t, 3_000, 4_000),
		"again.jpg":       plainJPEG(t, 3_000, 4_001),
		"large.jpg":       plainJPEG(t, 8_000, 6_000),
		"progressive.jpg": progressive(plainJPEG(t, 7_200, 7_200)),
	}
	web := t.TempDir()
	var images []string
	for name, content := range originals {
		width, height := 30_000, 30_000
		if config, _, err := image.DecodeConfig(bytes.NewReader(content)); err == nil {
			width, height = config.Width, config.Height
		}
		images = append(images, fmt.Sprintf(`{"src": "/web/%s", "alt": "a", "width": %d, "height": %d}`, name, width, height))
		if err := os.WriteFile(filepath.Join(web, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files := writeShop(t, web, `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN"}`,
		`[{"id": 1, "slug": "a", "name": "Gorra", "price": "1", "images": [`+strings.Join(images, ", ")+`]}]`)
	c := process(t, append([]string{"images"}, files...)...)
	out, err := c.CombinedOutput()
	if !errors.As(err, new(*exec.ExitError)) {
		t.Fatalf("got %v, want some pictures refused", err)
	}
	for _, want := range []string{"/web/bomb.png: it is 30000 × 30000 pixels", "/web/tall.png: it is too tall", "/web/progressive.jpg: it is 7200 × 7200 pixels", "4 made"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("got %s, want %q in it", out, want)
		}
	}
	_, peak, _ := strings.Cut(string(out), "VmHWM:")
	var peakSize int // kB
	if _, err := fmt.Sscan(peak, &peakSize); err != nil || peakSize > 512<<10 {
		t.Errorf("got %d MB of memory, %v, want 512 at most", peakSize>>10, err)
	}
	t.Logf("%d MB of memory", peakSize>>10)
}

// writeShop writes shop.json and products.json, and returns the flags that name
// them.
func writeShop(t *testing.T, web, shop, products string) []string {
	t.Helper()
	shopFile, productsFile := filepath.Join(web, "shop.json"), filepath.Join(web, "products.json")
	if err := errors.Join(os.WriteFile(shopFile, []byte(shop), 0o644), os.WriteFile(productsFile, []byte(products), 0o644)); err != nil {
		t.Fatal(err)
	}
	return []string{"-shop", shopFile, "-products", productsFile, "-web", web}
}

func plainPNG(t *testing.T, picture image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func plainJPEG(t *testing.T, width, height int) []byte {
	t.Helper()
	picture := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	for i := range picture.Y {
		picture.Y[i] = byte(i * i >> 9)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: 50}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// progressive changes the header of a JPEG to that of a progressive one.
func progressive(plain []byte) []byte {
	plain[bytes.Index(plain, []byte{0xff, 0xc0})+1] = 0xc2
	return plain
}
