package cart

import (
	"strconv"
	"strings"

	"carrito/app/ui/part"

	qrcode "github.com/piglig/go-qr"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The QR code of an address (ISO/IEC 18004). Its modules are drawn as squares of
// whole pixels of the style sheets, three at least, with the quiet zone that the
// standard asks for around them.
const (
	quietZone    = 4   // modules
	qrWidth      = 352 // the most pixels of a code with its quiet zone
	fewestPixels = 3   // of a module

	// maxVersion is the largest code that can be drawn so. It holds 1,091 bytes.
	maxVersion = (qrWidth/fewestPixels - 2*quietZone - 17) / 4
)

// qr is a QR code as it is drawn.
type qr struct {
	size int    // modules of a side, the quiet zone included
	path string // of the dark modules, as SVG writes paths
}

// newQR returns the QR code of an address, and whether there is one: a longer
// address is none that a phone could read off a screen.
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

// modules draws the dark modules as one path: each run of them in a row is a
// rectangle.
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

// draw draws the code under the name that a screen reader has for it.
func (q qr) draw(name string) app.UI {
	side := strconv.Itoa(q.size)
	pixels := strconv.Itoa(q.size * (qrWidth / q.size))
	return app.Elem("svg").XMLNS(part.SVG).Attr("class", "qr").Attr("role", "img").Attr("aria-label", name).
		Attr("viewBox", "0 0 "+side+" "+side).Attr("width", pixels).Attr("height", pixels).
		Attr("shape-rendering", "crispEdges").Body(
		app.Elem("path").XMLNS(part.SVG).Attr("d", q.path),
	)
}
