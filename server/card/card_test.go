package card

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"strings"
	"testing"
)

// decoded draws a card and returns its pixels.
func decoded(t *testing.T, c Card) image.Image {
	t.Helper()
	content, err := Draw(c)
	if err != nil {
		t.Fatal(err)
	}
	if len(content) > 300<<10 {
		t.Errorf("got %d kB, want at most 300, which WhatsApp shows", len(content)>>10)
	}
	picture, err := jpeg.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size != image.Pt(Width, Height) {
		t.Errorf("got %v, want %d × %d", size, Width, Height)
	}
	return picture
}

// dark counts the dark pixels in an area.
func dark(picture image.Image, area image.Rectangle) int {
	n := 0
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if color.GrayModel.Convert(picture.At(x, y)).(color.Gray).Y < 128 {
				n++
			}
		}
	}
	return n
}

func photo(width, height int) image.Image {
	p := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(p, p.Bounds(), image.NewUniform(color.RGBA{0xff, 0, 0, 0xff}), image.Point{}, draw.Src)
	return p
}

// Any text stays within the margins of the card.
func TestTextStaysInside(t *testing.T) {
	names := map[string]string{
		"short": "Polo", "usual": "Camisa de lino cuello mao", "long": strings.Repeat("algodón peinado ", 30), "one word": strings.Repeat("ñ", 300),
		"none": "", "emoji": "😀👕", "markup": "<b>&amp;</b>\x00\u202e", "Chinese": "棉质衬衫", "wide": strings.Repeat("WWWW ", 40),
	}
	for name, text := range names {
		for _, p := range []image.Image{nil, photo(1200, 1500), photo(3, 900)} {
			picture := decoded(t, Card{Photo: p, Name: text, Price: "Desde S/\u00a01,234.50", Was: text, Shop: text, Accent: Accent})
			left := 0
			if p != nil {
				left = Height
			}
			for side, area := range map[string]image.Rectangle{
				"left": image.Rect(left+8, 0, left+margin-8, Height-bar-8), "right": image.Rect(Width-margin+8, 0, Width, Height-bar-8),
				"top": image.Rect(left+8, 0, Width, margin-8), "bottom": image.Rect(left+8, Height-margin+24, Width, Height-bar-8),
			} {
				if n := dark(picture, area); n > 0 {
					t.Errorf("%s: got %d dark pixels in the %s margin", name, n, side)
				}
			}
			if dark(picture, image.Rect(left+margin, Height-bar-margin-60, Width-margin, Height-bar-margin)) == 0 {
				t.Errorf("%s: got no price", name)
			}
		}
	}
}

// Every letter of the three languages is drawn.
func TestLetters(t *testing.T) {
	const letters = "abcdefghijklmnñopqrstuvwxyzáéíóúüâêôãõàçABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜÂÊÔÃÕÀÇ0123456789¿?¡!«»“”‘’—–…·ªº%&@#$€£¥/()[]+*=.,;:'\"-"
	bold, regular := fonts()
	for _, r := range letters {
		if readable(bold, string(r)) == "" || readable(regular, string(r)) == "" {
			t.Errorf("the fonts lack %c", r)
		}
	}
	if got := readable(bold, "Polo 😀 básico\u00a0棉"); got != "Polo básico" {
		t.Errorf("got %q, want only the letters that the font has", got)
	}
}

// The photo fills its square, whatever its shape.
func TestPhotoFillsItsSquare(t *testing.T) {
	for _, p := range []image.Image{photo(1200, 1500), photo(1500, 300), photo(4, 5)} {
		picture := decoded(t, Card{Photo: p, Name: "Polo", Price: "S/ 1", Accent: Accent})
		for _, at := range []image.Point{{8, 8}, {Height - 12, 8}, {8, Height - 9}, {Height / 2, Height / 2}} {
			if r, g, _, _ := picture.At(at.X, at.Y).RGBA(); r < 0xc000 || g > 0x4000 {
				t.Errorf("%v: got the colour %v at %v, want the photo", p.Bounds(), picture.At(at.X, at.Y), at)
			}
		}
	}
}
