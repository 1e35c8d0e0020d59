// Package card draws the pictures of link previews: a product's photo with its name and
// price, in the colours of the shop.
//
// The letters are those of the Go fonts (BSD licence), which have every letter of
// Spanish, Portuguese and English. Letters that they do not have, such as emoji, are
// left out.
package card

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"strings"
	"sync"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Size of a card, as Facebook and WhatsApp want it, in pixels.
const (
	Width  = 1200
	Height = 630
)

const (
	margin  = 56
	bar     = 12 // height of the stripe in the accent colour
	quality = 80
)

// Card is what a card shows.
type Card struct {
	Photo  image.Image // its middle fills a square; nil leaves the whole card to the text
	Name   string
	Price  string
	Was    string // price before a reduction; may be empty
	Shop   string
	Accent color.RGBA
}

// The colours beside the accent, as web/css/tokens.css has them in the light.
var (
	paper = color.RGBA{0xfb, 0xfa, 0xf8, 0xff}
	ink   = color.RGBA{0x1c, 0x1a, 0x17, 0xff}
	soft  = color.RGBA{0x64, 0x5f, 0x57, 0xff}
)

// Accent is the accent colour of a shop that names none.
var Accent = color.RGBA{0x24, 0x56, 0x4a, 0xff}

// fonts are parsed once.
var fonts = sync.OnceValues(func() (bold, regular *opentype.Font) {
	bold, err := opentype.Parse(gobold.TTF)
	if err == nil {
		regular, err = opentype.Parse(goregular.TTF)
	}
	if err != nil {
		panic(err) // the fonts are part of the program
	}
	return bold, regular
})

// Draw returns a card as JPEG.
func Draw(c Card) ([]byte, error) {
	canvas := image.NewRGBA(image.Rect(0, 0, Width, Height))
	draw.Draw(canvas, canvas.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	left := margin
	if c.Photo != nil {
		cover(canvas, image.Rect(0, 0, Height, Height), c.Photo)
		left += Height
	}
	draw.Draw(canvas, image.Rect(left-margin, Height-bar, Width, Height), image.NewUniform(c.Accent), image.Point{}, draw.Src)
	bold, regular := fonts()
	p := pen{canvas, left, Width - margin}
	if err := p.write(c, bold, regular); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, canvas, &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

// cover fills a frame with the middle of a picture.
func cover(canvas *image.RGBA, frame image.Rectangle, photo image.Image) {
	b := photo.Bounds()
	side := min(b.Dx(), b.Dy())
	from := image.Rect(0, 0, side, side).Add(b.Min).Add(image.Pt((b.Dx()-side)/2, (b.Dy()-side)/2))
	xdraw.ApproxBiLinear.Scale(canvas, frame, photo, from, draw.Over, nil)
}

// pen writes lines of text between two edges.
type pen struct {
	canvas      *image.RGBA
	left, right int
}

// write writes shop, name and price.
func (p pen) write(c Card, bold, regular *opentype.Font) error {
	small, err := face(regular, 30)
	if err != nil {
		return err
	}
	defer small.Close()
	p.line(small, soft, margin+30, ellipsis(small, readable(regular, c.Shop), p.width()))
	large, err := face(bold, 64)
	if err != nil {
		return err
	}
	defer large.Close()
	y := Height - bar - margin
	price := readable(bold, c.Price)
	p.line(large, c.Accent, y, ellipsis(large, price, p.width()))
	if c.Was != "" {
		was := ellipsis(small, readable(regular, c.Was), p.width())
		y -= 76
		p.line(small, soft, y, was)
		end := p.left + font.MeasureString(small, was).Ceil()
		draw.Draw(p.canvas, image.Rect(p.left, y-11, min(end, p.right), y-9), image.NewUniform(soft), image.Point{}, draw.Src)
	}
	return p.name(c.Name, bold, y-90)
}

// name writes the name above a line, in the largest letters in which it fits.
func (p pen) name(name string, bold *opentype.Font, bottom int) error {
	const top = margin + 30
	name = readable(bold, name)
	for _, size := range []int{60, 52, 44, 36} {
		letters, err := face(bold, float64(size))
		if err != nil {
			return err
		}
		defer letters.Close()
		height := size * 6 / 5
		most := (bottom - top) / height
		lines := wrap(letters, name, p.width())
		if len(lines) > most && size > 36 {
			continue
		}
		if len(lines) > most {
			lines[most-1] = ellipsis(letters, lines[most-1]+" …", p.width())
			lines = lines[:most]
		}
		for i, line := range lines {
			p.line(letters, ink, top+(i+1)*height, ellipsis(letters, line, p.width()))
		}
		return nil
	}
	return nil
}

func (p pen) width() fixed.Int26_6 { return fixed.I(p.right - p.left) }

func (p pen) line(face font.Face, c color.Color, y int, text string) {
	d := font.Drawer{Dst: p.canvas, Src: image.NewUniform(c), Face: face, Dot: fixed.P(p.left, y)}
	d.DrawString(text)
}

func face(f *opentype.Font, size float64) (font.Face, error) {
	return opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72})
}

// maxText is how many characters of a text are looked at: more fit no card.
const maxText = 200

// readable returns a text as one line of letters that the font has.
func readable(f *opentype.Font, text string) string {
	runes := []rune(text)
	text = string(runes[:min(len(runes), maxText)])
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r == '\u00a0' || r == '\u202f' {
			r = ' '
		}
		if at, err := f.GlyphIndex(nil, r); err != nil || at == 0 && r >= ' ' {
			return -1
		}
		return r
	}, text)), " ")
}

// wrap breaks a text into lines of at most a width. A longer word has a line of its own.
func wrap(face font.Face, text string, width fixed.Int26_6) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		if n := len(lines); n > 0 && font.MeasureString(face, lines[n-1]+" "+word) <= width {
			lines[n-1] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

// ellipsis cuts a line to a width.
func ellipsis(face font.Face, text string, width fixed.Int26_6) string {
	if font.MeasureString(face, text) <= width {
		return text
	}
	runes := []rune(strings.TrimSuffix(text, " …"))
	for len(runes) > 0 && font.MeasureString(face, string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimSpace(string(runes)) + "…"
}
