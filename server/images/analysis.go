package images

import (
	"fmt"
	"image"
	"io"

	"carrito/server/picture"
)

// analysis describes an original and what it needs besides resizing.
type analysis struct {
	picture.Info
	file   io.Reader // positioned at its start
	colors *colors   // nil if they need no conversion
}

// analyse examines an original. It ignores a colour profile that cannot be read.
func analyse(file io.ReaderAt, size int64) (analysis, error) {
	info, err := picture.Read(file, size)
	if err != nil {
		return analysis{}, err
	}
	channels := 3
	if info.CMYK {
		channels = 4
	}
	colors, err := newColors(info.Profile, channels)
	if err != nil {
		colors = nil
	}
	return analysis{info, io.NewSectionReader(file, 0, size), colors}, nil
}

// String describes what is done besides resizing, or returns "" if that is nothing.
// Pictures with another description are made again.
func (r analysis) String() string {
	var done string
	if r.Orientation > 1 {
		done = fmt.Sprintf("orientation %d ", r.Orientation)
	}
	if r.colors != nil {
		done += "colours of " + digest(r.Profile)[:16]
	}
	return done
}

// decode returns the original as people see it, resized to a width and height that must
// not be larger than its own.
func (r analysis) decode(width, height int) (*image.RGBA, error) {
	original, _, err := image.Decode(r.file)
	if err != nil {
		return nil, fmt.Errorf("it is not a readable picture: %w", err)
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

// turn returns the picture turned upright by its EXIF orientation.
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
