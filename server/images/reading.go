package images

import (
	"fmt"
	"image"
	"io"

	"carrito/server/picture"
)

// reading says what an original needs beside being made smaller.
type reading struct {
	picture.Info
	file   io.Reader // at its start
	colors *colors   // nil where they are right
}

// read reads what an original needs. A colour profile that cannot be read is
// done without.
func read(file io.ReaderAt, size int64) (reading, error) {
	info, err := picture.Read(file, size)
	if err != nil {
		return reading{}, err
	}
	channels := 3
	if info.CMYK {
		channels = 4
	}
	colors, err := newColors(info.Profile, channels)
	if err != nil {
		colors = nil
	}
	return reading{info, io.NewSectionReader(file, 0, size), colors}, nil
}

// String names what is done, and is empty for an original that needs nothing.
// Pictures made in another way are made again.
func (r reading) String() string {
	var done string
	if r.Orientation > 1 {
		done = fmt.Sprintf("orientation %d ", r.Orientation)
	}
	if r.colors != nil {
		done += "colours of " + digest(r.Profile)[:16]
	}
	return done
}

// decode returns the original in a width and height that are at most its own, as
// people see it.
func (r reading) decode(width, height int) (*image.RGBA, error) {
	original, _, err := image.Decode(r.file)
	if err != nil {
		return nil, fmt.Errorf("it is no picture that can be read: %w", err)
	}
	colors := r.colors
	if inks, ok := original.(*image.CMYK); ok && colors != nil {
		original, colors = colors.convertInks(inks), nil
	}
	if r.Sideways() {
		width, height = height, width
	}
	sized := resize(fit(original, width), width, height)
	if colors != nil {
		colors.convert(sized)
	}
	return turn(sized, r.Orientation), nil
}

// turn returns a picture as an orientation of EXIF says it is to be seen.
func turn(from *image.RGBA, orientation int) *image.RGBA {
	if orientation <= 1 {
		return from
	}
	w, h := from.Rect.Dx(), from.Rect.Dy()
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		to = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range to.Rect.Dy() {
		for x := range to.Rect.Dx() {
			at := [...]image.Point{2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y},
				5: {y, x}, 6: {y, h - 1 - x}, 7: {w - 1 - y, h - 1 - x}, 8: {w - 1 - y, x}}[orientation]
			copy(to.Pix[to.PixOffset(x, y):][:4], from.Pix[from.PixOffset(at.X, at.Y):])
		}
	}
	return to
}
