package cart

import (
	"image"
	"image/color"
	"image/draw"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"carrito/app/ui/uitest"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/net/html"
)

var (
	run  = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`)
	runs = regexp.MustCompile(`^(` + run.String() + `)+$`)
)

// photograph draws the path of an svg element at its size, as a browser would.
func photograph(t *testing.T, code *html.Node) image.Image {
	t.Helper()
	var size int
	box := strings.Fields(uitest.Attr(code, "viewBox"))
	if len(box) == 4 && box[2] == box[3] && box[0] == "0" && box[1] == "0" {
		size, _ = strconv.Atoi(box[2])
	}
	width, _ := strconv.Atoi(uitest.Attr(code, "width"))
	if size == 0 || width%size != 0 || width/size < fewestPixels || uitest.Attr(code, "height") != uitest.Attr(code, "width") {
		t.Fatalf("got viewBox %q and %s × %s pixels, want a square whose modules are at least %d whole pixels wide",
			uitest.Attr(code, "viewBox"), uitest.Attr(code, "width"), uitest.Attr(code, "height"), fewestPixels)
	}
	path := uitest.Attr(uitest.One(t, "path", uitest.All(code, "path")), "d")
	if !runs.MatchString(path) {
		t.Fatalf("got path %.60s, want runs of modules", path)
	}
	scale := width / size
	picture := image.NewGray(image.Rect(0, 0, width, width))
	draw.Draw(picture, picture.Bounds(), image.White, image.Point{}, draw.Src)
	for _, m := range run.FindAllStringSubmatch(path, -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		n, _ := strconv.Atoi(m[3])
		if m[3] != m[4] || x < quietZone || y < quietZone || x+n > size-quietZone || y >= size-quietZone {
			t.Fatalf("got the run %s in a code of %d modules, want it inside the quiet zone of %d", m[0], size, quietZone)
		}
		draw.Draw(picture, image.Rect(x*scale, y*scale, (x+n)*scale, (y+1)*scale), image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
	return picture
}

// scan reads a QR code from a picture. Its library is not the one that encodes
// them.
func scan(t *testing.T, picture image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatalf("cannot read the QR code: %v", err)
	}
	return result.GetText()
}

// Codes of every size can be read, up to the largest that is drawn.
func TestQR(t *testing.T) {
	const most = 1091 // bytes in version 23 with the lowest error correction (ISO/IEC 18004, table 7)
	alphabet := "https://shop.example/carrito/#1.E4UyBACCADHCB-_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	sizes := map[int]bool{}
	for n := 1; n <= most; n += 1 + n/12 {
		address := strings.Repeat(alphabet, n/len(alphabet)+1)[:n]
		code, ok := newQR(address)
		if !ok {
			t.Fatalf("%d bytes: got no code, want one", n)
		}
		sizes[code.size] = true
		drawn := uitest.One(t, "svg", uitest.All(uitest.Render(t, code.draw("Código")), "svg"))
		if got := scan(t, photograph(t, drawn)); got != address {
			t.Errorf("%d bytes: read %q, want %q", n, got, address)
		}
		if uitest.Attr(drawn, "role") != "img" || uitest.Attr(drawn, "aria-label") != "Código" {
			t.Errorf("got role %q named %q, want a named img", uitest.Attr(drawn, "role"), uitest.Attr(drawn, "aria-label"))
		}
	}
	if len(sizes) < 20 {
		t.Errorf("got codes of %d sizes, want at least 20", len(sizes))
	}
	if _, ok := newQR(strings.Repeat("x", most)); !ok {
		t.Errorf("%d bytes: got no code, want one", most)
	}
	if _, ok := newQR(strings.Repeat("x", most+1)); ok {
		t.Errorf("%d bytes: got a code, want none", most+1)
	}
}

func BenchmarkQR(b *testing.B) {
	address := strings.Repeat("x", 400) // 50 lines of a large shop
	for b.Loop() {
		newQR(address)
	}
}
