package uitest

import (
	"image"
	"image/color"
	"image/draw"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/net/html"
)

// The quiet zone that the standard requires, and the fewest pixels of a module.
const (
	quietZone    = 4
	fewestPixels = 3
)

// photograph draws the path of an svg element at its size, as a browser would.
func photograph(t *testing.T, code *html.Node) image.Image {
	t.Helper()
	var size int
	box := strings.Fields(Attr(code, "viewBox"))
	if len(box) == 4 && box[2] == box[3] && box[0] == "0" && box[1] == "0" {
		size, _ = strconv.Atoi(box[2])
	}
	width, _ := strconv.Atoi(Attr(code, "width"))
	if size == 0 || width%size != 0 || width/size < fewestPixels || Attr(code, "height") != Attr(code, "width") {
		t.Fatalf("got viewBox %q and %s × %s pixels, want a square whose modules are at least %d whole pixels wide",
			Attr(code, "viewBox"), Attr(code, "width"), Attr(code, "height"), fewestPixels)
	}
	path := Attr(One(t, "path", All(code, "path")), "d")
	scale := width / size
	picture := image.NewGray(image.Rect(0, 0, width, width))
	draw.Draw(picture, picture.Bounds(), image.White, image.Point{}, draw.Src)
	for _, text := range strings.Split(strings.TrimPrefix(path, "M"), "M") {
		run := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" hvz", r) })
		if len(run) != 5 || text != run[0]+" "+run[1]+"h"+run[2]+"v1h-"+run[2]+"z" {
			t.Fatalf("got %q in the path, want a run of modules", text)
		}
		x, _ := strconv.Atoi(run[0])
		y, _ := strconv.Atoi(run[1])
		n, _ := strconv.Atoi(run[2])
		if x < quietZone || y < quietZone || x+n > size-quietZone || y >= size-quietZone {
			t.Fatalf("got the run %q in a code of %d modules, want it inside the quiet zone of %d", text, size, quietZone)
		}
		draw.Draw(picture, image.Rect(x*scale, y*scale, (x+n)*scale, (y+1)*scale), image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
	return picture
}

// Scan reads a QR code that is drawn by an svg element. Its library is not the one that
// encodes them.
func Scan(t *testing.T, code *html.Node) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(photograph(t, code))
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatalf("cannot read the QR code: %v", err)
	}
	return result.GetText()
}
