package picture

import (
	"fmt"
	"image"
	"image/color"
)

// The largest picture that a shop takes. A phone's photos have 12 to 50 million
// pixels; a shopper's phone could not show larger ones.
const (
	MostPixels = 52_000_000
	MostSide   = 16_384 // pixels wide or high
)

// checkSize refuses a picture that is too large.
func checkSize(width, height int) error {
	if width > MostSide || height > MostSide || width*height > MostPixels {
		return fmt.Errorf("it is %d × %d pixels, which is too large: save it with at most %d million pixels, and %d a side",
			width, height, MostPixels/1_000_000, MostSide)
	}
	return nil
}

// Memory returns how much memory decoding the picture takes at most, in bytes.
func (i Info) Memory() int64 { return i.memory }

// decoding estimates what Go's decoders take.
func (f *file) decoding(config image.Config) int64 {
	pixels := int64(config.Width) * int64(config.Height)
	switch f.info.Format {
	case JPEG:
		return f.decodingJPEG(pixels)
	case WebP:
		return pixels*8 + f.size // four channels, twice where they are transformed
	}
	bytes := int64(4)
	switch config.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		bytes = 8
	case color.GrayModel:
		bytes = 1
	case color.Gray16Model:
		bytes = 2
	}
	if f.info.Progressive {
		bytes *= 2 // each pass has pixels of its own
	}
	return pixels * bytes
}

// decodingJPEG estimates what a JPEG takes: its channels, of which some have fewer
// samples than pixels; of a progressive one all coefficients, four bytes each; and
// four bytes a pixel where the channels are not those of brightness and colour.
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
