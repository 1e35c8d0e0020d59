package browsertest

import (
	"bytes"
	"image"
	"image/png"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// Scan returns the text of the QR code on the page, as a camera would read it. The
// browser must be one for screenshots.
func (tab *Tab) Scan() string {
	tab.T.Helper()
	tab.Await(`(() => { const e = document.querySelector("svg.qr"); e.scrollIntoView({block: "center", behavior: "instant"});
		const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()`)
	at := Eval[[]float64](tab, `(r => [r.left, r.top, r.right, r.bottom].map(n => n * devicePixelRatio))(document.querySelector("svg.qr").getBoundingClientRect())`)
	area := image.Rect(int(at[0]), int(at[1]), int(at[2]), int(at[3]))
	for start := time.Now(); ; time.Sleep(100 * time.Millisecond) { // WebKit may draw it late
		text, err := tab.scanned(area)
		if err == nil {
			return text
		}
		if time.Since(start) > Patience {
			tab.T.Fatalf("got no readable QR code: %v", err)
		}
	}
}

// scanned returns the text of the QR code in an area of a screenshot.
func (tab *Tab) scanned(area image.Rectangle) (string, error) {
	shot, err := tab.Page.Screenshot()
	tab.Must(err)
	picture, err := png.Decode(bytes.NewReader(shot))
	tab.Must(err)
	return Decode(picture.(interface {
		SubImage(image.Rectangle) image.Image
	}).SubImage(area))
}

// Decode returns the text of the QR code in a picture. Its library is not the one that
// draws them.
func Decode(picture image.Image) (string, error) {
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		return "", err
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		return "", err
	}
	return result.GetText(), nil
}
