// Package qr draws QR codes (ISO/IEC 18004) as SVG.
package qr

import (
	"strconv"
	"strings"

	"carrito/app/ui/part"

	qrcode "github.com/piglig/go-qr"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The size of a code on the page. Each module is a square of whole CSS pixels, at
// least three wide. The standard requires the quiet zone.
const (
	quietZone    = 4   // modules
	width        = 352 // largest width in pixels, with the quiet zone
	fewestPixels = 3   // pixels of a module, at least

	// maxVersion is the largest version that fits. With the lowest error correction
	// it holds 1,091 bytes.
	maxVersion = (width/fewestPixels - 2*quietZone - 17) / 4
)

// Code is a QR code, ready to be drawn.
type Code struct {
	Size int    // modules along a side, with the quiet zone
	Path string // SVG path of the dark modules, each 1 wide
}

// Level is how much of a code may be damaged and still be read.
type Level int

// The levels of error correction.
const (
	Low    Level = iota // 7 %
	Medium              // 15 %
)

// New returns the QR code of a text. If there is room, it corrects more errors than
// level says. New returns false if the text is too long for a code that phones can read
// from a screen.
func New(text string, level Level) (Code, bool) {
	bytes, err := qrcode.MakeBytes([]byte(text))
	if err != nil {
		return Code{}, false
	}
	correction := qrcode.Low
	if level == Medium {
		correction = qrcode.Medium
	}
	const bestMask = -1
	code, err := qrcode.EncodeSegments([]*qrcode.QrSegment{bytes}, correction, 1, maxVersion, bestMask, true)
	if err != nil {
		return Code{}, false
	}
	return Code{code.Size() + 2*quietZone, modules(code)}, true
}

// modules returns the SVG path of the dark modules. Each run of dark modules in
// a row is a rectangle.
func modules(code *qrcode.QrCode) string {
	var path strings.Builder
	for y := range code.Size() {
		for x := 0; x < code.Size(); x++ {
			begin := x
			for x < code.Size() && code.Module(x, y) {
				x++
			}
			if x == begin {
				continue
			}
			run := strconv.Itoa(x - begin)
			path.WriteString("M" + strconv.Itoa(begin+quietZone) + " " + strconv.Itoa(y+quietZone) + "h" + run + "v1h-" + run + "z")
		}
	}
	return path.String()
}

// Draw draws the code with an accessible name.
func (c Code) Draw(name string) app.UI {
	side := strconv.Itoa(c.Size)
	pixels := strconv.Itoa(c.Size * (width / c.Size))
	return app.Elem("svg").XMLNS(part.SVG).Attr("class", "qr").Attr("role", "img").Attr("aria-label", name).
		Attr("viewBox", "0 0 "+side+" "+side).Attr("width", pixels).Attr("height", pixels).
		Attr("shape-rendering", "crispEdges").Body(
		app.Elem("path").XMLNS(part.SVG).Attr("d", c.Path),
	)
}
