package images

import (
	"bytes"
	"fmt"
	"image"
	"math"

	"github.com/kovidgoyal/imaging/prism/meta/icc"
)

// colors converts the colours of a picture to sRGB, which browsers assume for a picture
// without a profile.
type colors struct{ pipeline *icc.Pipeline }

// newColors returns the conversion for a profile, or nil if the colours need none. The
// profile may be from an untrusted file, and the library may panic on it.
func newColors(profile []byte, channels int) (c *colors, err error) {
	if len(profile) == 0 {
		return nil, nil
	}
	defer func() {
		if fault := recover(); fault != nil {
			c, err = nil, fmt.Errorf("its colour profile: %v", fault)
		}
	}()
	p, err := icc.DecodeProfile(bytes.NewReader(profile))
	if err != nil {
		return nil, fmt.Errorf("its colour profile: %w", err)
	}
	if p.Header.DataColorSpace == icc.ColorSpaceGray || p.IsSRGB() {
		return nil, nil
	}
	pipeline, err := p.CreateTransformerToSRGB(icc.RelativeColorimetricRenderingIntent, true, channels, true, true, true)
	if err != nil {
		return nil, fmt.Errorf("its colour profile: %w", err)
	}
	c = &colors{pipeline}
	if channels == 4 {
		c.pipeline.TransformGeneral(make([]float64, 4), make([]float64, 4))
	} else {
		c.pipeline.Transform(0, 0, 0)
	}
	return c, nil
}

// convert converts a picture in place.
func (c *colors) convert(picture *image.RGBA) {
	for i := 0; i+3 < len(picture.Pix); i += 4 {
		p := picture.Pix[i : i+4 : i+4]
		alpha := float64(p[3])
		if alpha == 0 {
			continue
		}
		r, g, b := c.pipeline.Transform(float64(p[0])/alpha, float64(p[1])/alpha, float64(p[2])/alpha)
		p[0], p[1], p[2] = channel(r, alpha), channel(g, alpha), channel(b, alpha)
	}
}

// convertInks converts a CMYK picture. It reuses the memory of the picture.
func (c *colors) convertInks(picture *image.CMYK) *image.RGBA {
	out, in := make([]float64, 4), make([]float64, 4)
	for i := 0; i+3 < len(picture.Pix); i += 4 {
		p := picture.Pix[i : i+4 : i+4]
		for n := range p {
			in[n] = float64(p[n]) / 255
		}
		c.pipeline.TransformGeneral(out, in)
		for n := range 3 {
			p[n] = channel(out[n], 255)
		}
		p[3] = 255
	}
	return &image.RGBA{Pix: picture.Pix, Stride: picture.Stride, Rect: picture.Rect}
}

func channel(value, alpha float64) uint8 {
	return uint8(math.Round(max(0, min(1, value)) * alpha))
}
