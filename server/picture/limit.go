package picture

import (
	"fmt"
	"image"
	"image/color"
)

// The maximum size of a picture in a shop. The photos of a phone have 12 to 50 million
// pixels; the phone of a shopper could not show larger ones.
const (
	MaxPixels = 52_000_000
	MaxSide   = 16_384 // pixels wide or high
)

// checkSize returns an error if a picture is too large.
func checkSize(width, height int) error {
	if width > MaxSide || height > MaxSide || width*height > MaxPixels {
		return fmt.Errorf("it is %d × %d pixels, which is too large: save it with at most %d million pixels, and %d a side",
			width, height, MaxPixels/1_000_000, MaxSide)
	}
	return nil
}

// Memory returns the maximum memory for decoding the picture, in bytes.
func (i Info) Memory() int64 { return i.memory }

// decoding estimates the memory that Go's decoders need, in bytes.
func (f *file) decoding(config image.Config) int64 {
	pixels := int64(config.Width) * int64(config.Height)
	switch f.info.Format {
	case JPEG:
		return f.decodingJPEG(pixels)
	case WebP:
		return pixels*8 + f.size // four channels; twice that if they are transformed
	}
	perPixel := int64(4)
	switch config.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		perPixel = 8
	case color.GrayModel:
		perPixel = 1
	case color.Gray16Model:
		perPixel = 2
	}
	if f.info.Progressive {
		perPixel *= 2 // each pass has its own pixels
	}
	return pixels * perPixel
}

// decodingJPEG estimates the memory for decoding a JPEG, in bytes. It counts the
// samples of all channels, some of which have fewer samples than pixels. A progressive
// JPEG also needs its coefficients, four bytes each. Four bytes a pixel are added if
// the decoder may convert the channels to RGBA or CMYK.
func (f *file) decodingJPEG(pixels int64) int64 {
	most := int64(1)
	for _, c := range f.sampling {
		most = max(most, c)
	}
	var bytes int64
	for _, c := range f.sampling {
		bytes += pixels * c / most
	}
	if f.info.Progressive {
		bytes *= 5
	}
	if len(f.sampling) == 4 || len(f.sampling) == 3 && f.sampling[1] == most {
		bytes += pixels * 4
	}
	return bytes
}
