package images

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"slices"
	"strings"

	"carrito/app/catalog"

	"github.com/gen2brain/avif"
	xdraw "golang.org/x/image/draw"
)

// settings describes everything that the files depend on except the original. If it
// changes, every picture is made again.
var settings = fmt.Sprintf("widths %v, each from the next by CatmullRom; avif 4:2:0 quality %d/%d speed %d; jpeg quality %d",
	catalog.Image{Width: 1 << 30}.Widths(), modern.Quality, modern.QualityAlpha, modern.Speed, fallbackQuality)

var modern = avif.Options{Quality: 52, QualityAlpha: 70, Speed: 8, ChromaSubsampling: image.YCbCrSubsampleRatio420}

const fallbackQuality = 75

// makeSizes makes every width of an original, in both formats.
func (m *maker) makeSizes(ctx context.Context, src string, how analysis) (entry, error) {
	p := entry{Width: how.Width, Height: how.Height, How: how.String()}
	made := sha256.New()
	from := catalog.Image{Src: src, Width: how.Width, Height: how.Height}
	width, height := widest(from)
	if err := how.check(width, height); err != nil {
		return entry{}, err
	}
	var small *image.RGBA
	err := m.memory.within(ctx, how.decoding(width, height), func() (err error) {
		small, err = how.decode(width, height)
		return err
	})
	if err != nil {
		return entry{}, err
	}
	for _, width := range slices.Backward(from.Widths()) {
		if err := ctx.Err(); err != nil {
			return entry{}, err
		}
		small = resize(small, width, heightAt(from, width)) // from the next larger one, which is faster and looks the same
		for _, format := range []string{catalog.Modern, catalog.Fallback} {
			file, err := m.encode(ctx, small, format)
			if err != nil {
				return entry{}, fmt.Errorf("%d pixels wide as %s: %w", width, format, err)
			}
			if err := m.writeFile(strings.TrimPrefix(from.Sized(width, format), "/web/"), file); err != nil {
				return entry{}, err
			}
			made.Write(file)
		}
	}
	p.Made = hex.EncodeToString(made.Sum(nil))
	return p, nil
}

// widest returns the size of the largest picture that is made of an original.
func widest(original catalog.Image) (width, height int) {
	width = slices.Max(original.Widths())
	return width, heightAt(original, width)
}

// heightAt returns the height of an original when it is resized to width.
func heightAt(original catalog.Image, width int) int {
	return max(1, (width*original.Height+original.Width/2)/original.Width)
}

// resize returns the image in another size, which must not be larger than its own.
func resize(from image.Image, width, height int) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	if to.Bounds().Size() == from.Bounds().Size() {
		draw.Draw(to, to.Bounds(), from, from.Bounds().Min, draw.Src)
		return to
	}
	xdraw.CatmullRom.Scale(to, to.Bounds(), from, from.Bounds(), xdraw.Src, nil)
	return to
}

// encode encodes a picture in a format.
func (m *maker) encode(ctx context.Context, sized *image.RGBA, format string) ([]byte, error) {
	var b bytes.Buffer
	if format == catalog.Modern {
		err := m.memory.within(ctx, encodingOf(sized.Rect.Dx(), sized.Rect.Dy()), func() error {
			return avif.Encode(&b, sized, modern)
		})
		return b.Bytes(), err
	}
	err := jpeg.Encode(&b, onWhite(sized), &jpeg.Options{Quality: fallbackQuality})
	return b.Bytes(), err
}

// onWhite puts a transparent picture on white, because JPEG has no transparency.
func onWhite(sized *image.RGBA) *image.RGBA {
	if sized.Opaque() {
		return sized
	}
	laid := image.NewRGBA(sized.Bounds())
	draw.Draw(laid, laid.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(laid, laid.Bounds(), sized, sized.Bounds().Min, draw.Over)
	return laid
}
