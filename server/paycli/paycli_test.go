package paycli_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	qrcode "github.com/piglig/go-qr"

	"carrito/server/paycli"
	"carrito/server/picture/picturetest"
)

// Codes of wallets. Key, name and city are invented.
const (
	yape     = "00020101021139320123456789abcdef0123456789abcdef5204561153036045802PE5906YAPERO6004Lima6304EA48"
	yapeText = `"` + yape + `"` + "\nname     \"YAPERO\"\ncity     \"Lima\"\ncurrency \"604\"\namount   none: the shopper types it\n"
	pix      = "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR" +
		"5913Fulano de Tal6008BRASILIA62070503***63041D3D"
	special    = "000201390115904<&>\u202e630416D5"
	withAmount = "0002010102121516ABCDEF123456789052045311530339254039995802JP5906DONGRI6005TOKYO62240104hoge0504fuga0704piyo63043FE6"
)

// code draws a QR code in dark on light, with modules of some pixels and a quiet zone.
func code(t *testing.T, text string, module int, dark, light color.Color) *image.NRGBA {
	t.Helper()
	qr, err := qrcode.EncodeText(text, qrcode.Medium)
	if err != nil {
		t.Fatal(err)
	}
	const quiet = 4
	side := (qr.Size() + 2*quiet) * module
	drawn := image.NewNRGBA(image.Rect(0, 0, side, side))
	draw.Draw(drawn, drawn.Rect, image.NewUniform(light), image.Point{}, draw.Src)
	for y := range qr.Size() {
		for x := range qr.Size() {
			if qr.Module(x, y) {
				at := image.Pt(x+quiet, y+quiet).Mul(module)
				draw.Draw(drawn, image.Rectangle{at, at.Add(image.Pt(module, module))}, image.NewUniform(dark), image.Point{}, draw.Src)
			}
		}
	}
	return drawn
}

// page returns a light picture with some others on it.
func page(width, height int, background color.Color, at map[image.Point]image.Image) *image.NRGBA {
	p := image.NewNRGBA(image.Rect(0, 0, width, height))
	draw.Draw(p, p.Rect, image.NewUniform(background), image.Point{}, draw.Src)
	for point, drawn := range at {
		draw.Draw(p, drawn.Bounds().Add(point), drawn, image.Point{}, draw.Src)
	}
	return p
}

func asPNG(t *testing.T, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(t *testing.T, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read runs the command on a picture. The name of the file is missing in the error.
func read(t *testing.T, content []byte) (string, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "qr.png")
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	c := paycli.Command{Stdout: &out}
	err := c.Run([]string{"read", name})
	if err != nil {
		rest, named := strings.CutPrefix(err.Error(), name+": ")
		if !named {
			t.Errorf("got the error %q, want one that begins with the file", err)
		}
		err = errors.New(rest)
	}
	return out.String(), err
}

func TestRead(t *testing.T) {
	purple := color.NRGBA{0x72, 0x0e, 0x9e, 255}
	upright := code(t, yape, 6, color.Black, color.White)
	turned := image.NewNRGBA(upright.Rect)
	for y := range upright.Rect.Dy() {
		for x := range upright.Rect.Dx() {
			turned.Set(upright.Rect.Dx()-1-y, x, upright.At(x, y))
		}
	}
	tests := []struct {
		name    string
		content []byte
		want    string
	}{
		{"PNG", asPNG(t, upright), yapeText},
		{"JPEG", asJPEG(t, upright), yapeText},
		{"small modules", asPNG(t, code(t, yape, 2, color.Black, color.White)), yapeText},
		{"the colour of Yape", asPNG(t, code(t, yape, 8, purple, color.White)), yapeText},
		{"transparent background", asPNG(t, code(t, yape, 6, color.Black, color.Transparent)), yapeText},
		{"turned by 90 degrees", asPNG(t, turned), yapeText},
		{"part of a screenshot", asPNG(t, page(1080, 2400, purple, map[image.Point]image.Image{{300, 900}: upright})), yapeText},
		{"part of a photo", asJPEG(t, page(4000, 3000, color.Gray{180}, map[image.Point]image.Image{{1500, 1200}: code(t, yape, 14, color.Black, color.White)})), yapeText},
		{"the same code twice", asPNG(t, page(900, 500, color.White, map[image.Point]image.Image{{20, 60}: upright, {460, 60}: upright})), yapeText},
		{"Pix", asPNG(t, code(t, pix, 6, color.Black, color.White)),
			`"` + pix + `"` + "\nname     \"Fulano de Tal\"\ncity     \"BRASILIA\"\ncurrency \"986\"\namount   none: the shopper types it\n"},
		{"characters of HTML and another direction", asPNG(t, code(t, special, 6, color.Black, color.White)),
			`"000201390115904<&>\u202e630416D5"` + "\nname     \"<&>\\u202e\"\ncity     none\ncurrency none\namount   none: the shopper types it\n"},
		{"a code with an amount", asPNG(t, code(t, withAmount, 6, color.Black, color.White)),
			`"` + withAmount + `"` + "\nname     \"DONGRI\"\ncity     \"TOKYO\"\ncurrency \"392\"\namount   \"999\": the wallet asks for this amount in every order\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := read(t, tt.content)
			if err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("got\n%s, want\n%s", got, tt.want)
			}
		})
	}
}

func TestReadErrors(t *testing.T) {
	const noCode = "there is no QR code in it that can be read: cut the picture to the code, or take a sharper one"
	whole := asPNG(t, code(t, yape, 6, color.Black, color.White))
	wrong := strings.Replace(yape, "Lima", "Lira", 1)
	two := page(1000, 500, color.White, map[image.Point]image.Image{
		{20, 40}: code(t, yape, 6, color.Black, color.White), {500, 20}: code(t, pix, 6, color.Black, color.White),
	})
	tests := []struct {
		name    string
		content []byte
		want    string
	}{
		{"no code", picturetest.PNG(t, 300, 200, 1), noCode},
		{"one pixel", picturetest.PNG(t, 2, 2, 1), noCode},
		{"white", asPNG(t, page(500, 500, color.White, nil)), noCode},
		{"two codes", asPNG(t, two), "there are 2 QR codes in it: cut the picture to the one to read"},
		{"a web address", asPNG(t, code(t, "https://yape.example/", 6, color.Black, color.White)),
			`the QR code says "https://yape.example/", which no wallet reads as a payment: the code has "ht" where a field must begin with two digits: a length before it is wrong`},
		{"an escape sequence", asPNG(t, code(t, "\x1b[31m", 6, color.Black, color.White)),
			`the QR code says "\x1b[31m", which no wallet reads as a payment: the code has "\x1b[" where a field must begin with two digits: a length before it is wrong`},
		{"a wrong CRC", asPNG(t, code(t, wrong, 6, color.Black, color.White)),
			`the QR code says "00020101021139320123456789abcdef0123456789abcdef520456115303", which no wallet reads as a payment: ` +
				`the code's CRC (field 63) is EA48, but the rest of the code gives `},
		{"no picture", []byte("0002010102"), "it is not a JPEG, PNG, GIF, WebP or SVG picture"},
		{"empty", nil, "it is not a JPEG, PNG, GIF, WebP or SVG picture"},
		{"cut off", whole[:len(whole)/2], "the picture is damaged or not complete: "},
		{"huge", picturetest.Huge(60_000, 60_000), "it is 60000 × 60000 pixels, which is too large"},
		{"no pixels", picturetest.Huge(5000, 5000), "the picture is damaged or not complete: "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, err := read(t, tt.content)
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got the error %v, want one line that begins with %q", err, tt.want)
			}
			if out != "" {
				t.Errorf("got the output %q, want none", out)
			}
		})
	}
}

// A picture full of the corners of QR codes keeps the decoder busy for hours.
func TestReadGivesUp(t *testing.T) {
	const corner, side = 24, 1600
	full := image.NewGray(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			ring := max(abs(x%corner-corner/2), abs(y%corner-corner/2)) // two pixels for each module
			if ring == 4 || ring == 5 || ring > 7 {
				full.SetGray(x, y, color.Gray{255})
			}
		}
	}
	name := filepath.Join(t.TempDir(), "full.png")
	if err := os.WriteFile(name, asPNG(t, full), 0o600); err != nil {
		t.Fatal(err)
	}
	c := paycli.Command{Stdout: &strings.Builder{}, Patience: time.Second}
	want := "the search for a QR code takes too long: cut the picture to the code"
	if err := c.Run([]string{"read", name}); err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

func abs(n int) int { return max(n, -n) }

func TestReadOfNoFile(t *testing.T) {
	folder := t.TempDir()
	for name, want := range map[string]string{
		filepath.Join(folder, "none.png"): "no such file or directory",
		folder:                            "it is a folder",
	} {
		c := paycli.Command{Stdout: &strings.Builder{}}
		if err := c.Run([]string{"read", name}); err == nil || !strings.HasSuffix(err.Error(), want) || strings.Count(err.Error(), name) != 1 {
			t.Errorf("%s: got %v, want the name once and %q", name, err, want)
		}
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{nil, {"read"}, {"write", "x.png"}, {"read", "x.png", "y.png"}} {
		c := paycli.Command{}
		if err := c.Run(args); !errors.Is(err, paycli.ErrUsage) {
			t.Errorf("%q: got %v, want ErrUsage", args, err)
		}
	}
}
