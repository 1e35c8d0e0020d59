package cart

import (
	"strconv"
	"strings"

	"carrito/app/ui/part"

	qrcode "github.com/piglig/go-qr"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The size of a QR code (ISO/IEC 18004) on the page. Each module is a square
// of whole CSS pixels, at least three wide. The standard requires the quiet
// zone.
const (
	quietZone    = 4   // modules
	qrWidth      = 352 // largest width in pixels, with the quiet zone
	fewestPixels = 3   // pixels of a module, at least

	// maxVersion is the largest version that fits. It holds 1,091 bytes.
	maxVersion = (qrWidth/fewestPixels - 2*quietZone - 17) / 4
)

// qr is a QR code, ready to be drawn.
type qr struct {
	size int    // modules along a side, with the quiet zone
	path string // SVG path of the dark modules
}

// newQR returns the QR code of an address. It returns false if the address is
// too long for a code that phones can read from a screen.
func newQR(address string) (qr, bool) {
	bytes, err := qrcode.MakeBytes([]byte(address))
	if err != nil {
		return qr{}, false
	}
	const bestMask = -1
	code, err := qrcode.EncodeSegments([]*qrcode.QrSegment{bytes}, qrcode.Low, 1, maxVersion, bestMask, true)
	if err != nil {
		return qr{}, false
	}
	return qr{code.Size() + 2*quietZone, modules(code)}, true
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

// draw draws the code with an accessible name.
func (q qr) draw(name string) app.UI {
	side := strconv.Itoa(q.size)
	pixels := strconv.Itoa(q.size * (qrWidth / q.size))
	return app.Elem("svg").XMLNS(part.SVG).Attr("class", "qr").Attr("role", "img").Attr("aria-label", name).
		Attr("viewBox", "0 0 "+side+" "+side).Attr("width", pixels).Attr("height", pixels).
		Attr("shape-rendering", "crispEdges").Body(
		app.Elem("path").XMLNS(part.SVG).Attr("d", q.path),
	)
}
