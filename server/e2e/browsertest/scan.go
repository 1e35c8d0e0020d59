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
// browser must be one for screenshots. It looks again while the page moves or WebKit has
// not drawn it.
func (tab *Tab) Scan() string {
	tab.T.Helper()
	for start := time.Now(); ; time.Sleep(100 * time.Millisecond) {
		at := Await[[]float64](tab, `(() => { const e = document.querySelector("svg.qr"); e.scrollIntoView({block: "center", behavior: "instant"});
			const r = e.getBoundingClientRect();
			return r.top >= 0 && r.bottom <= innerHeight && [r.left, r.top, r.right, r.bottom].map(n => n * devicePixelRatio) })()`)
		text, err := tab.scanned(image.Rect(int(at[0]), int(at[1]), int(at[2]), int(at[3])))
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
	for _, hint := range []gozxing.DecodeHintType{gozxing.DecodeHintType_TRY_HARDER, gozxing.DecodeHintType_PURE_BARCODE} {
		if err != nil { // cameras try several ways too
			result, err = qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{hint: true})
		}
	}
	if err != nil {
		return "", err
	}
	return result.GetText(), nil
}
