package paycli

import (
	"errors"
	"fmt"
	"image"
	"io"
	"slices"
	"time"

	"carrito/server/picture"
	"carrito/server/regular"

	"github.com/makiuchi-d/gozxing"
	multi "github.com/makiuchi-d/gozxing/multi/qrcode"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// sides are the sizes, in pixels, to which a picture is reduced before the search: the
// longer side is at most one of them. A small picture has less noise and is fast to
// search. A code that is a small part of a photo needs a large one.
var sides = []int{800, 1600, 3200}

var (
	errNoCode = errors.New("there is no QR code in it that can be read: cut the picture to the code, or take a sharper one")
	errSlow   = errors.New("the search for a QR code takes too long: cut the picture to the code")
)

// decode returns the text of the only QR code in a picture. It gives up after patience,
// because the search in a picture full of patterns like those of QR codes can take hours.
// The search then goes on until the process ends.
func decode(name string, patience time.Duration) (string, error) {
	pixels, err := load(name)
	if err != nil {
		return "", err
	}
	type result struct {
		texts []string
		err   error
	}
	found := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if recover() != nil { // the decoder has no guard against every picture
				r = result{err: errNoCode}
			}
			found <- r
		}()
		r.texts = search(pixels)
	}()
	select {
	case r := <-found:
		return only(r.texts, r.err)
	case <-time.After(patience):
		return "", errSlow
	}
}

// only returns the text of the code that was found.
func only(texts []string, err error) (string, error) {
	switch {
	case err != nil:
		return "", err
	case len(texts) == 0:
		return "", errNoCode
	case len(texts) > 1:
		return "", fmt.Errorf("there are %d QR codes in it: cut the picture to the one to read", len(texts))
	}
	return texts[0], nil
}

// load decodes the pixels of a picture file. It accepts the pictures of a shop.
func load(name string) (image.Image, error) {
	file, info, err := regular.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if info.Size() > regular.Picture {
		return nil, fmt.Errorf("it has %.1f MB; at most %d MB are read", float64(info.Size())/1e6, regular.Picture>>20)
	}
	if _, err := picture.Read(file, info.Size()); err != nil {
		return nil, err
	}
	pixels, _, err := image.Decode(io.NewSectionReader(file, 0, info.Size()))
	if err != nil {
		return nil, fmt.Errorf("the picture is damaged or not complete: %w", err)
	}
	return pixels, nil
}

// search returns the different texts of the QR codes in a picture, in the first size in
// which there are any.
func search(pixels image.Image) []string {
	longest := max(pixels.Bounds().Dx(), pixels.Bounds().Dy())
	before := 0
	for _, side := range sides {
		step := (longest + side - 1) / side
		if step == before {
			continue
		}
		before = step
		if texts := codes(grey(pixels, step)); len(texts) > 0 {
			return texts
		}
	}
	return nil
}

// codes returns the different texts of the QR codes in a picture, sorted.
func codes(pixels *image.Gray) []string {
	hints := map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_TRY_HARDER:    true,
		gozxing.DecodeHintType_CHARACTER_SET: "UTF-8",
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(pixels)
	if err != nil {
		return nil
	}
	var texts []string
	results, err := multi.NewQRCodeMultiReader().DecodeMultiple(bitmap, hints)
	if err != nil || len(results) == 0 {
		// The reader of one code finds some that the reader of several does not.
		one, err := qrcode.NewQRCodeReader().Decode(bitmap, hints)
		if err != nil {
			return nil
		}
		results = []*gozxing.Result{one}
	}
	for _, r := range results {
		texts = append(texts, r.GetText())
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

// grey returns a picture on white without its colours. Each pixel is the mean of step ×
// step pixels.
func grey(pixels image.Image, step int) *image.Gray {
	from := pixels.Bounds()
	small := image.NewGray(image.Rect(0, 0, max(1, from.Dx()/step), max(1, from.Dy()/step)))
	for y := range small.Rect.Dy() {
		for x := range small.Rect.Dx() {
			block := image.Rect(0, 0, step, step).Add(from.Min).Add(image.Pt(x, y).Mul(step)).Intersect(from)
			small.Pix[y*small.Stride+x] = mean(pixels, block)
		}
	}
	return small
}

// mean returns the luminance of a block of pixels, 0 for black to 255 for white.
func mean(pixels image.Image, block image.Rectangle) byte {
	sum, n := uint64(0), uint64(block.Dx()*block.Dy())
	for y := block.Min.Y; y < block.Max.Y; y++ {
		for x := block.Min.X; x < block.Max.X; x++ {
			r, g, b, a := pixels.At(x, y).RGBA()
			sum += uint64(299*r+587*g+114*b)/1000 + uint64(0xffff-a)
		}
	}
	return byte(sum / n >> 8)
}
